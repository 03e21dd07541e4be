package chat.server.wire;

import chat.server.wire.json.JsonWriter;
import chat.server.wire.json.Utf8Buffer;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * One or more encoded WebSocket text frames of a server: unmasked, unfragmented, without extensions
 * (RFC 6455, 5.2). Encoded once and shared by all recipients; written in one write, however many
 * frames there are. Immutable.
 */
public final class WireFrames {
  /** The maximum size of a frame header, in bytes. */
  static final int MAX_HEADER = 10;

  private static final byte WHOLE_TEXT = (byte) 0x81;
  private static final int SHORT = 125;
  private static final int TWO_BYTES = 126;
  private static final int EIGHT_BYTES = 127;
  private static final int LONGEST_IN_TWO_BYTES = 0xffff;

  private final byte[] bytes;
  private final int start;
  private final int end;

  private WireFrames(byte[] bytes, int start, int end) {
    this.bytes = bytes;
    this.start = start;
    this.end = end;
  }

  /**
   * The frame of the JSON object that {@code members} writes.
   *
   * @param capacity its usual size, in bytes
   */
  public static WireFrames of(int capacity, JsonWriter.Part members) {
    Utf8Buffer out = new Utf8Buffer(MAX_HEADER, capacity);
    JsonWriter.write(out, members);
    return headed(out.bytes(), out.end());
  }

  /** The frame of a UTF-8 payload. */
  public static WireFrames of(byte[] payload) {
    byte[] bytes = new byte[MAX_HEADER + payload.length];
    System.arraycopy(payload, 0, bytes, MAX_HEADER, payload.length);
    return headed(bytes, bytes.length);
  }

  /** Writes the header directly before the payload, which begins after the longest header. */
  private static WireFrames headed(byte[] bytes, int end) {
    int length = end - MAX_HEADER;
    int header = length <= SHORT ? 2 : length <= LONGEST_IN_TWO_BYTES ? 4 : MAX_HEADER;
    int start = MAX_HEADER - header;
    bytes[start] = WHOLE_TEXT;
    bytes[start + 1] = (byte) (header == 2 ? length : header == 4 ? TWO_BYTES : EIGHT_BYTES);
    long rest = length;
    for (int at = MAX_HEADER - 1; at > start + 1; at--) {
      bytes[at] = (byte) rest;
      rest >>>= 8;
    }
    return new WireFrames(bytes, start, end);
  }

  /** Concatenates {@code parts}, at least one. */
  public static WireFrames join(List<WireFrames> parts) {
    if (parts.size() == 1) {
      return parts.get(0);
    }
    int size = 0;
    for (WireFrames part : parts) {
      size += part.size();
    }
    byte[] bytes = new byte[size];
    int at = 0;
    for (WireFrames part : parts) {
      System.arraycopy(part.bytes, part.start, bytes, at, part.size());
      at += part.size();
    }
    return new WireFrames(bytes, 0, size);
  }

  /** The size in bytes, headers included. */
  public int size() {
    return end - start;
  }

  /** A new buffer over the bytes, which must not be modified. */
  public ByteBuffer buffer() {
    return ByteBuffer.wrap(bytes, start, size());
  }
}
