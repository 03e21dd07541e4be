package chat.server.wire;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Text frames of a server as they go over the wire, ready to be written at once: the payload of the
 * first, then header and payload of each that follows. The header of the first is missing, for
 * whoever writes them makes it, knowing one frame. Immutable, and shared by all who get them: the
 * bytes are not to be changed.
 */
public final class WireFrames {
  /** The last fragment of a text, and so the whole of it: RFC 6455, 5.2. */
  private static final byte WHOLE_TEXT = (byte) 0x81;

  private static final int SHORT = 125;
  private static final int TWO_BYTES = 126;
  private static final int EIGHT_BYTES = 127;
  private static final int LONGEST_IN_TWO_BYTES = 0xffff;

  private final byte[] bytes;
  private final int first;

  private WireFrames(byte[] bytes, int first) {
    this.bytes = bytes;
    this.first = first;
  }

  /** One frame. */
  public static WireFrames of(byte[] payload) {
    return new WireFrames(payload, payload.length);
  }

  /** A frame of each of {@code payloads}, of which there is at least one, in order. */
  public static WireFrames of(List<byte[]> payloads) {
    return join(payloads.stream().map(WireFrames::of).toList());
  }

  /** The frames of all of {@code parts}, of which there is at least one, in order. */
  public static WireFrames join(List<WireFrames> parts) {
    if (parts.size() == 1) {
      return parts.get(0);
    }
    int size = parts.get(0).size();
    for (int i = 1; i < parts.size(); i++) {
      size += headerSize(parts.get(i).first) + parts.get(i).size();
    }
    byte[] bytes = new byte[size];
    int at = 0;
    for (int i = 0; i < parts.size(); i++) {
      WireFrames part = parts.get(i);
      if (i > 0) {
        at = putHeader(bytes, at, part.first);
      }
      System.arraycopy(part.bytes, 0, bytes, at, part.size());
      at += part.size();
    }
    return new WireFrames(bytes, parts.get(0).first);
  }

  private static int headerSize(int length) {
    return length <= SHORT ? 2 : length <= LONGEST_IN_TWO_BYTES ? 4 : 10;
  }

  private static int putHeader(byte[] bytes, int start, int length) {
    int at = start;
    bytes[at++] = WHOLE_TEXT;
    if (length <= SHORT) {
      bytes[at++] = (byte) length;
      return at;
    }
    boolean fitsTwo = length <= LONGEST_IN_TWO_BYTES;
    bytes[at++] = (byte) (fitsTwo ? TWO_BYTES : EIGHT_BYTES);
    for (int shift = fitsTwo ? 8 : 56; shift >= 0; shift -= 8) {
      bytes[at++] = (byte) ((long) length >>> shift);
    }
    return at;
  }

  /** The bytes of all frames but the first one's header. */
  public byte[] bytes() {
    return bytes;
  }

  /** How many bytes there are. */
  public int size() {
    return bytes.length;
  }

  /** How many of the bytes, from their beginning, are the payload of the first frame. */
  public int first() {
    return first;
  }

  /** The payload of each frame, for a wire whose frames are not the plain ones. */
  public List<byte[]> payloads() {
    List<byte[]> payloads = new ArrayList<>();
    int start = 0;
    int length = first;
    while (true) {
      payloads.add(Arrays.copyOfRange(bytes, start, start + length));
      int header = start + length;
      if (header == bytes.length) {
        return payloads;
      }
      length = length(header);
      start = header + headerSize(length);
    }
  }

  /** The length that the header at {@code start} tells. */
  private int length(int start) {
    int told = bytes[start + 1];
    if (told <= SHORT) {
      return told;
    }
    long length = 0;
    for (int i = 0; i < (told == TWO_BYTES ? 2 : 8); i++) {
      length = length << 8 | (bytes[start + 2 + i] & 0xff);
    }
    return Math.toIntExact(length);
  }
}
