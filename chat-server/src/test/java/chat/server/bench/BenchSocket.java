package chat.server.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Arrays;

/**
 * A client's end of a WebSocket that costs next to nothing, so that the server has the processors.
 * It blocks until its channel is told not to. Frames are masked with zeros, which leaves them as
 * they are. Confined to one thread.
 */
final class BenchSocket implements AutoCloseable {
  private static final String UPGRADE =
      String.join(
          "\r\n",
          "GET /ws HTTP/1.1",
          "Host: 127.0.0.1",
          "Connection: Upgrade",
          "Upgrade: websocket",
          "Sec-WebSocket-Version: 13",
          "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
          "",
          "");

  private static final int TEXT = 0x81;
  private static final int PING = 0x9;
  private static final int PONG = 0x8a;
  private static final int CLOSE = 0x8;
  private static final int MASKED = 0x80;
  private static final int NARROW_BYTES = 4_096;

  private final SocketChannel channel;
  private ByteBuffer out = ByteBuffer.allocate(1_024);
  private final FrameReader in = new FrameReader();

  private BenchSocket(SocketChannel channel) {
    this.channel = channel;
  }

  /** A new guest's connection, greeted. */
  static BenchSocket open(int port) throws IOException {
    return open(port, SocketChannel.open());
  }

  /** The same, of whom the network holds little that is not read. */
  static BenchSocket openNarrow(int port) throws IOException {
    SocketChannel channel = SocketChannel.open();
    channel.setOption(StandardSocketOptions.SO_RCVBUF, NARROW_BYTES);
    return open(port, channel);
  }

  /** The same from another address of this machine, {@code 127.0.0.2} say. */
  static BenchSocket openFrom(String address, int port) throws IOException {
    SocketChannel channel = SocketChannel.open();
    channel.bind(new InetSocketAddress(address, 0));
    return open(port, channel);
  }

  private static BenchSocket open(int port, SocketChannel channel) throws IOException {
    try {
      return upgraded(port, channel);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  private static BenchSocket upgraded(int port, SocketChannel channel) throws IOException {
    channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    BenchSocket socket = new BenchSocket(channel);
    socket.out.put(UPGRADE.getBytes(ISO_8859_1));
    socket.flush();
    while (!socket.in.skipHead()) {
      socket.receive();
    }
    socket.await("welcome");
    return socket;
  }

  SocketChannel channel() {
    return channel;
  }

  /** Queues a text frame; {@link #flush} sends it. */
  void put(byte[]... parts) {
    int length = 0;
    for (byte[] part : parts) {
      length += part.length;
    }
    if (out.remaining() < length + 14) {
      out.flip();
      out = ByteBuffer.allocate((out.remaining() + length + 14) * 2).put(out);
    }
    out.put((byte) TEXT);
    if (length < 126) {
      out.put((byte) (MASKED | length));
    } else {
      out.put((byte) (MASKED | 126)).putShort((short) length);
    }
    out.putInt(0);
    for (byte[] part : parts) {
      out.put(part);
    }
  }

  /** Queues bytes as they are: frames that {@link #put} does not make. */
  void putRaw(byte[] frames) {
    if (out.remaining() < frames.length) {
      out.flip();
      out = ByteBuffer.allocate((out.remaining() + frames.length) * 2).put(out);
    }
    out.put(frames);
  }

  /** Sends what is queued; false when the network does not take all of it now. */
  boolean flush() throws IOException {
    out.flip();
    channel.write(out);
    out.compact();
    return out.position() == 0;
  }

  /**
   * Takes what the network has.
   *
   * @return how many bytes
   * @throws EOFException if the server has ended the connection
   */
  int receive() throws IOException {
    int read = in.readFrom(channel);
    if (read < 0) {
      throw new EOFException("the server ended the connection");
    }
    return read;
  }

  /** The next whole frame of what was taken; null when there is none. Valid until the next call. */
  ServerFrame next() throws IOException {
    while (in.next()) {
      ServerFrame frame = in.frame();
      if (in.opCode() == CLOSE) {
        throw new EOFException("the server closed with " + frame.unsigned(0, 2));
      }
      if (in.opCode() != PING) {
        return frame;
      }
      out.put((byte) PONG).put((byte) MASKED).putInt(0);
      flush();
    }
    return null;
  }

  /**
   * Asks, and waits for the whole answer; what comes before it is dropped.
   *
   * @param type of the answer
   * @throws IOException if an error is the answer
   */
  ServerFrame ask(String frame, String type) throws IOException {
    put(frame.getBytes(UTF_8));
    flush();
    return await(type);
  }

  private ServerFrame await(String type) throws IOException {
    byte[] wanted = ("{\"type\":\"" + type + '"').getBytes(UTF_8);
    while (true) {
      ServerFrame frame = next();
      if (frame == null) {
        receive();
      } else if (frame.startsWith(wanted)) {
        return frame;
      } else if (frame.startsWith(ServerFrame.ERROR)) {
        throw new IOException("refused: " + frame);
      }
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  /** Finds the frames in what comes in. */
  private static final class FrameReader {
    private byte[] bytes = new byte[16_384];
    private int start;
    private int end;
    private int opCode;
    private final ServerFrame frame = new ServerFrame();

    int readFrom(SocketChannel channel) throws IOException {
      if (start > 0) {
        System.arraycopy(bytes, start, bytes, 0, end - start);
        end -= start;
        start = 0;
      }
      if (end == bytes.length) {
        bytes = Arrays.copyOf(bytes, bytes.length * 2);
      }
      int read = channel.read(ByteBuffer.wrap(bytes, end, bytes.length - end));
      end += Math.max(0, read);
      return read;
    }

    /** Whether the answer to the upgrade is there, which is passed over. */
    boolean skipHead() throws IOException {
      String head = new String(bytes, 0, end, ISO_8859_1);
      int blank = head.indexOf("\r\n\r\n");
      if (blank < 0) {
        return false;
      }
      if (!head.startsWith("HTTP/1.1 101 ")) {
        throw new IOException("not upgraded: " + head);
      }
      start = blank + 4;
      return true;
    }

    boolean next() {
      if (end - start < 2) {
        return false;
      }
      int length = bytes[start + 1] & 0x7f;
      int header = length == 126 ? 4 : length == 127 ? 10 : 2;
      if (end - start < header) {
        return false;
      }
      frame.of(bytes, start, end);
      if (header > 2) {
        length = (int) frame.unsigned(2, header - 2);
      }
      if (end - start < header + length) {
        return false;
      }
      opCode = bytes[start] & 0x0f;
      frame.of(bytes, start + header, start + header + length);
      start += header + length;
      return true;
    }

    int opCode() {
      return opCode;
    }

    ServerFrame frame() {
      return frame;
    }
  }
}
