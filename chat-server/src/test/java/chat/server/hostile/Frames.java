package chat.server.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;

/** WebSocket frames as bytes, valid and invalid. Stateless. */
final class Frames {
  static final int CONTINUATION = 0x00;
  static final int TEXT = 0x01;
  static final int BINARY = 0x02;
  static final int CLOSE = 0x08;
  static final int PING = 0x09;
  static final int PONG = 0x0a;
  static final int FIN = 0x80;

  private static final byte[] KEY = {0x37, (byte) 0xfa, 0x21, 0x3d};

  private Frames() {}

  /** A masked frame, with the shortest length field. */
  static byte[] frame(int firstByte, byte[] payload) {
    return concat(head(firstByte, payload.length), masked(payload));
  }

  static byte[] frame(int firstByte, String payload) {
    return frame(firstByte, payload.getBytes(UTF_8));
  }

  static byte[] text(String text) {
    return frame(FIN | TEXT, text);
  }

  /** A close frame with a code and a reason. */
  static byte[] close(int code, String reason) {
    return frame(FIN | CLOSE, concat(bytes(code >>> 8, code), reason.getBytes(UTF_8)));
  }

  static byte[] unmasked(int firstByte, String payload) {
    byte[] bytes = payload.getBytes(UTF_8);
    return concat(bytes(firstByte, bytes.length), bytes);
  }

  /** The header, masking key included. */
  static byte[] head(int firstByte, long length) {
    if (length < 126) {
      return concat(bytes(firstByte, 0x80 | (int) length), KEY);
    }
    return length < 65_536 ? head(firstByte, 126, length, 2) : head(firstByte, 127, length, 8);
  }

  /** A header whose length field has {@code size} bytes, even if fewer would do. */
  static byte[] head(int firstByte, int mark, long length, int size) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(bytes(firstByte, 0x80 | mark));
    for (int shift = 8 * (size - 1); shift >= 0; shift -= 8) {
      out.write((int) (length >>> shift));
    }
    out.writeBytes(KEY);
    return out.toByteArray();
  }

  static byte[] masked(byte[] payload) {
    byte[] out = payload.clone();
    for (int i = 0; i < out.length; i++) {
      out[i] ^= KEY[i % KEY.length];
    }
    return out;
  }

  static byte[] bytes(int... values) {
    byte[] out = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      out[i] = (byte) values[i];
    }
    return out;
  }

  static byte[] concat(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }
}
