package chat.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import chat.core.port.Patience;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A raw TCP connection, to send what a valid client would not. Confined to one thread. */
public final class RawConnection implements AutoCloseable {

  private static final Pattern LENGTH = Pattern.compile("(?i)\r\nContent-Length: *([0-9]+)");

  private final Socket socket;

  public RawConnection(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(Patience.MILLIS);
  }

  /** A connection from {@code address}, which is a local one. */
  public RawConnection(int port, String address) throws IOException {
    InetAddress from = InetAddress.getByName(address);
    socket = new Socket(InetAddress.getLoopbackAddress(), port, from, 0);
    socket.setSoTimeout(Patience.MILLIS);
  }

  /** Requests an upgrade; returns the header of the response. */
  public String upgrade(String... headers) throws IOException {
    StringBuilder request =
        new StringBuilder("GET /ws HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: Upgrade\r\n")
            .append("Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n")
            .append("Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n");
    for (String header : headers) {
      request.append(header).append("\r\n");
    }
    send(request.append("\r\n").toString());
    return head();
  }

  public void send(String text) throws IOException {
    send(text.getBytes(ISO_8859_1));
  }

  public void send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
  }

  /** Sends a masked frame with a key of zeros, which leaves the payload as it is. */
  public void sendFrame(int firstByte, byte[] payload) throws IOException {
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    frame.write(firstByte);
    if (payload.length < 126) {
      frame.write(0x80 | payload.length);
    } else {
      frame.write(0x80 | 127);
      for (int shift = 56; shift >= 0; shift -= 8) {
        frame.write((int) ((long) payload.length >>> shift));
      }
    }
    frame.writeBytes(new byte[4]);
    frame.writeBytes(payload);
    send(frame.toByteArray());
  }

  /** A frame that came in, control frames included. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Received(int opCode, byte[] payload) {
    /** The code in a close frame. */
    public int closeCode() {
      return (payload[0] & 0xff) << 8 | (payload[1] & 0xff);
    }
  }

  /** The next frame. */
  public Received frame() throws IOException {
    int first = read();
    int length = read();
    if (length == 126) {
      length = read() << 8 | read();
    } else if (length == 127) {
      in().skipNBytes(4);
      length = read() << 24 | read() << 16 | read() << 8 | read();
    }
    return new Received(first & 0x0f, in().readNBytes(length));
  }

  /** The code of the close frame, whatever comes before it. */
  public int closeCode() throws IOException {
    Received frame = frame();
    while (frame.opCode() != 8) {
      frame = frame();
    }
    return frame.closeCode();
  }

  /** Reads up to the end of a header. */
  public String head() throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in().read();
      if (next < 0) {
        break;
      }
      head.append((char) next);
    }
    return head.toString();
  }

  /** A whole response with a Content-Length. */
  public String response() throws IOException {
    String head = head();
    Matcher length = LENGTH.matcher(head);
    int bytes = length.find() ? Integer.parseInt(length.group(1)) : 0;
    return head + new String(in().readNBytes(bytes), ISO_8859_1);
  }

  /** A whole response, empty when none begins within that time. */
  public Optional<String> responseWithin(int milliseconds) throws IOException {
    socket.setSoTimeout(milliseconds);
    try {
      return Optional.of(response());
    } catch (SocketTimeoutException nothing) {
      return Optional.empty();
    } finally {
      socket.setSoTimeout(Patience.MILLIS);
    }
  }

  /** Everything that the peer sends until the connection ends, in whichever way. */
  public String everything() throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    try {
      for (int next = in().read(); next >= 0; next = in().read()) {
        all.write(next);
      }
    } catch (SocketException reset) {
      all.write('\n'); // reset, because of unread bytes
    }
    return all.toString(ISO_8859_1);
  }

  /** The body that follows a header with a Content-Length. */
  public String body(String head) throws IOException {
    int length =
        head.lines()
            .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-length:"))
            .mapToInt(line -> Integer.parseInt(line.substring(line.indexOf(':') + 1).strip()))
            .findFirst()
            .orElse(0);
    return new String(in().readNBytes(length), UTF_8);
  }

  /** The next bytes that arrive. */
  String available() throws IOException {
    byte[] bytes = new byte[65_536];
    int length = in().read(bytes);
    return new String(bytes, 0, Math.max(0, length), ISO_8859_1);
  }

  /** Whether the peer ends the connection, in whichever way. */
  public boolean ends() throws IOException {
    try {
      while (in().read() >= 0) {
        // discard the rest
      }
      return true;
    } catch (SocketTimeoutException stillOpen) {
      return false;
    } catch (SocketException reset) {
      return true;
    }
  }

  /** Whether the peer ends the connection within that time without sending anything. */
  public boolean endsWithin(int milliseconds) throws IOException {
    socket.setSoTimeout(milliseconds);
    try {
      return in().read() < 0;
    } catch (SocketTimeoutException stillOpen) {
      return false;
    } catch (SocketException reset) {
      return true;
    } finally {
      socket.setSoTimeout(Patience.MILLIS);
    }
  }

  /** Sends bytes, unless the peer has ended the connection. */
  public void trySend(String text) {
    try {
      send(text);
    } catch (IOException ended) {
      // the next read reports it, too
    }
  }

  private int read() throws IOException {
    int next = in().read();
    if (next < 0) {
      throw new IOException("the connection ended");
    }
    return next;
  }

  private InputStream in() throws IOException {
    return socket.getInputStream();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
