package chat.server.torture.upload;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Random;
import java.util.zip.CRC32;

/** What a client uploads. Immutable. */
final class Blob {
  private static final int LONGEST = 3_000_000;
  private static final int USUAL = 120_000;

  /** A preview that the server takes: a JPEG of one pixel, as far as its header. */
  static final byte[] PREVIEW =
      HexFormat.of().parseHex("ffd8ffc0000b080001000101011100ffda0008010100003f0000ffd9");

  /** What is sent. */
  final byte[] bytes;

  /** The SHA-256 of what is served: a picture is served without its metadata. */
  final String hash;

  /** Whether it may have a preview. */
  final boolean isPicture;

  private Blob(byte[] bytes, String hash, boolean isPicture) {
    this.bytes = bytes;
    this.hash = hash;
    this.isPicture = isPicture;
  }

  static Blob random(Random random) {
    byte[] bytes = new byte[1 + random.nextInt(random.nextInt(12) == 0 ? LONGEST : USUAL)];
    random.nextBytes(bytes);
    if (random.nextBoolean()) {
      return new Blob(png(bytes, true), hash(png(bytes, false)), true);
    }
    bytes[0] = 0; // no type that is known
    return new Blob(bytes, hash(bytes), false);
  }

  private static byte[] png(byte[] data, boolean withText) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(HexFormat.of().parseHex("89504e470d0a1a0a"));
    chunk(out, "IHDR", HexFormat.of().parseHex("0000000100000001" + "0802000000"));
    if (withText) {
      chunk(out, "tEXt", "Place\0Home".getBytes(US_ASCII));
    }
    chunk(out, "IDAT", data);
    chunk(out, "IEND", new byte[0]);
    return out.toByteArray();
  }

  private static void chunk(ByteArrayOutputStream out, String type, byte[] data) {
    CRC32 crc = new CRC32();
    crc.update(type.getBytes(US_ASCII));
    crc.update(data);
    out.writeBytes(ByteBuffer.allocate(4).putInt(data.length).array());
    out.writeBytes(type.getBytes(US_ASCII));
    out.writeBytes(data);
    out.writeBytes(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
  }

  static String hash(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
