package chat.core.file.content;

import static chat.core.file.content.ByteWriter.ascii;
import static chat.core.file.content.ByteWriter.join;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.RenderedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;

/** PNG and GIF files, whose pictures the JDK encodes. */
final class PngFiles {
  /** Where the chunks begin that follow IHDR. */
  static final int AFTER_HEADER = 33;

  private static final int END_BYTES = 12;

  private PngFiles() {}

  static byte[] plain() {
    return encode(JpegFiles.noise(JpegFiles.WIDTH), "png");
  }

  static byte[] palette() {
    return encode(indexed(), "png");
  }

  static byte[] gif() {
    return encode(indexed(), "gif");
  }

  private static BufferedImage indexed() {
    byte[] ramp = {0, 60, 120, -1};
    IndexColorModel colors = new IndexColorModel(2, 4, ramp, ramp, new byte[4], 0);
    BufferedImage image = new BufferedImage(19, 11, BufferedImage.TYPE_BYTE_INDEXED, colors);
    for (int i = 0; i < 19 * 11; i++) {
      image.getRaster().setSample(i % 19, i / 19, 0, i * i % 4);
    }
    return image;
  }

  private static byte[] encode(RenderedImage image, String format) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, format, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static byte[] chunk(String type, byte[] data) {
    CRC32 crc = new CRC32();
    crc.update(ascii(type));
    crc.update(data);
    return new ByteWriter().u32(data.length).text(type).bytes(data).u32(crc.getValue()).done();
  }

  static byte[] header(long width, long height) {
    return new ByteWriter()
        .text("\u0089PNG\r\n\u001a\n")
        .bytes(chunk("IHDR", new ByteWriter().u32(width).u32(height).u8(8, 2, 0, 0, 0).done()))
        .done();
  }

  /** The file with chunks behind IHDR. */
  static byte[] with(byte[] file, byte[]... chunks) {
    return JpegFiles.insert(file, AFTER_HEADER, join(chunks));
  }

  /** The file with chunks before IEND. */
  static byte[] atEnd(byte[] file, byte[]... chunks) {
    return JpegFiles.insert(file, file.length - END_BYTES, join(chunks));
  }

  static byte[] withoutEnd(byte[] file) {
    return Arrays.copyOf(file, file.length - END_BYTES);
  }
}
