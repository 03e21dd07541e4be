package chat.core.file.content;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;

/** Puts the bytes of a file together. Confined to one thread. */
public final class ByteWriter {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  /** Bytes, one after the other, of which the lowest 8 bits count. */
  public ByteWriter u8(int... values) {
    for (int each : values) {
      bytes.write(each);
    }
    return this;
  }

  public ByteWriter u16(int value) {
    return u8(value >> 8, value);
  }

  public ByteWriter u32(long value) {
    return u16((int) (value >> 16)).u16((int) value);
  }

  public ByteWriter u64(long value) {
    return u32(value >> 32).u32(value);
  }

  public ByteWriter u16LittleEndian(int value) {
    return u8(value, value >> 8);
  }

  public ByteWriter u24LittleEndian(int value) {
    return u8(value, value >> 8, value >> 16);
  }

  public ByteWriter u32LittleEndian(long value) {
    return u24LittleEndian((int) value).u8((int) (value >> 24));
  }

  /** Characters of which each is a byte. */
  public ByteWriter text(String latin1) {
    return bytes(latin1.getBytes(ISO_8859_1));
  }

  public ByteWriter bytes(byte[]... parts) {
    for (byte[] each : parts) {
      bytes.writeBytes(each);
    }
    return this;
  }

  public byte[] done() {
    return bytes.toByteArray();
  }

  /** All parts, one after the other. */
  public static byte[] join(byte[]... parts) {
    return new ByteWriter().bytes(parts).done();
  }

  /** Characters of which each is a byte. */
  public static byte[] ascii(String text) {
    return text.getBytes(ISO_8859_1);
  }
}
