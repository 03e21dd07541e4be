package chat.core.file.content;

import static chat.core.file.content.ByteWriter.ascii;
import static chat.core.file.content.ByteWriter.join;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;

/** JPEG files, whose pictures the JDK encodes. */
final class JpegFiles {
  static final int WIDTH = 21;
  static final int HEIGHT = 13;

  /** Where the segments begin that follow SOI and JFIF. */
  static final int AFTER_JFIF = 20;

  private JpegFiles() {}

  static byte[] plain() {
    return encode(ImageWriteParam.MODE_DISABLED, 0, WIDTH);
  }

  static byte[] progressive() {
    return encode(ImageWriteParam.MODE_DEFAULT, 0, WIDTH);
  }

  /** Ten blocks, with each of the restart markers between them. */
  static byte[] restarts() {
    return encode(ImageWriteParam.MODE_DISABLED, 1, 10 * 16);
  }

  private static byte[] encode(int progressive, int restartInterval, int width) {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ImageWriteParam param = writer.getDefaultWriteParam();
    param.setProgressiveMode(progressive);
    IIOMetadata metadata =
        writer.getDefaultImageMetadata(
            ImageTypeSpecifier.createFromBufferedImageType(BufferedImage.TYPE_INT_RGB), param);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (var stream = ImageIO.createImageOutputStream(bytes)) {
      if (restartInterval > 0) {
        IIOMetadataNode root = (IIOMetadataNode) metadata.getAsTree("javax_imageio_jpeg_image_1.0");
        IIOMetadataNode restarts = new IIOMetadataNode("dri");
        restarts.setAttribute("interval", String.valueOf(restartInterval));
        root.getLastChild().appendChild(restarts);
        metadata.setFromTree("javax_imageio_jpeg_image_1.0", root);
      }
      writer.setOutput(stream);
      writer.write(null, new IIOImage(noise(width), null, metadata), param);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  static BufferedImage noise(int width) {
    BufferedImage image = new BufferedImage(width, HEIGHT, BufferedImage.TYPE_INT_RGB);
    for (int x = 0; x < width; x++) {
      for (int y = 0; y < HEIGHT; y++) {
        image.setRGB(x, y, (x * 31 + y * 17) * 0x010305 ^ x * y * 0x0B0703);
      }
    }
    return image;
  }

  /** The pixels of a picture, decoded by the JDK. */
  static int[] pixels(byte[] file) {
    try {
      BufferedImage image = ImageIO.read(new ByteArrayInputStream(file));
      return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] segment(int code, byte[] content) {
    return new ByteWriter().u8(0xFF, code).u16(content.length + 2).bytes(content).done();
  }

  static byte[] comment(String text) {
    return segment(0xFE, ascii(text));
  }

  static byte[] exif(byte[] tiff) {
    return segment(0xE1, join(ascii("Exif\0\0"), tiff));
  }

  static byte[] xmp(String packet) {
    return segment(0xE1, join(ascii("http://ns.adobe.com/xap/1.0/\0"), ascii(packet)));
  }

  static byte[] icc(String content) {
    return segment(0xE2, join(ascii("ICC_PROFILE\0"), new byte[] {1, 1}, ascii(content)));
  }

  /** The file with segments behind JFIF. */
  static byte[] with(byte[] file, byte[]... segments) {
    return insert(file, AFTER_JFIF, join(segments));
  }

  static byte[] insert(byte[] file, int at, byte[] inserted) {
    return join(Arrays.copyOf(file, at), inserted, Arrays.copyOfRange(file, at, file.length));
  }

  /** Where the second scan's tables or header begin: the first marker after entropy-coded data. */
  static int afterFirstScan(byte[] file) {
    int at = 2;
    while ((file[at + 1] & 0xFF) != 0xDA) {
      at += 2 + ((file[at + 2] & 0xFF) << 8 | (file[at + 3] & 0xFF));
    }
    for (at += 2; ; at++) {
      int code = file[at + 1] & 0xFF;
      if (file[at] == -1 && code != 0 && (code < 0xD0 || code > 0xD7)) {
        return at;
      }
    }
  }
}
