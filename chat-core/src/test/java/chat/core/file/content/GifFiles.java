package chat.core.file.content;

import static chat.core.file.content.ByteWriter.join;

import java.util.Arrays;

/** GIF files. */
final class GifFiles {
  static final byte[] TRAILER = {0x3B};
  static final byte[] LOOP =
      new ByteWriter().u8(0x21, 0xFF, 11).text("NETSCAPE2.0").u8(3, 1, 0, 0, 0).done();

  private GifFiles() {}

  static byte[] plain() {
    return PngFiles.gif();
  }

  /** Where the blocks begin: after the header and its colours. */
  static int blocksAt(byte[] file) {
    return 13 + ((file[10] & 0x80) == 0 ? 0 : 3 << ((file[10] & 7) + 1));
  }

  static byte[] with(byte[] file, byte[]... blocks) {
    return JpegFiles.insert(file, blocksAt(file), join(blocks));
  }

  /** Header and blocks, without the trailer. */
  static byte[] withoutTrailer(byte[] file) {
    return Arrays.copyOf(file, file.length - 1);
  }

  /** The blocks of a file of one image, without header and trailer. */
  static byte[] blocks(byte[] file) {
    return Arrays.copyOfRange(file, blocksAt(file), file.length - 1);
  }

  static byte[] extension(int label, byte[]... blocks) {
    ByteWriter out = new ByteWriter().u8(0x21, label);
    for (byte[] each : blocks) {
      out.u8(each.length).bytes(each);
    }
    return out.u8(0).done();
  }

  /** XMP as Adobe puts it: bytes that are not in blocks, and a trailer that makes them some. */
  static byte[] xmp(String packet) {
    ByteWriter out = new ByteWriter().u8(0x21, 0xFF, 11).text("XMP DataXMP").text(packet).u8(1);
    for (int i = 255; i >= 0; i--) {
      out.u8(i);
    }
    return out.u8(0).done();
  }
}
