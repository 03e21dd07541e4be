package chat.server.browser;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Objects;
import javax.imageio.ImageIO;

/** Small files that browsers show. Stateless. */
final class TestMedia {
  /** A ThumbHash of an orange sunset, 3:2. */
  static final String THUMBHASH = "1QcSHQRnh493V4dIh4eXh1h4kJUI";

  private static final int RATE = 8_000;

  private TestMedia() {}

  /** A picture with a gradient of its own for each size. */
  static byte[] png(int width, int height) {
    return picture(width, height, "png");
  }

  static byte[] jpeg(int width, int height) {
    return picture(width, height, "jpeg");
  }

  private static byte[] picture(int width, int height, String format) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    Color from = Color.getHSBColor((width * 7 + height) % 100 / 100f, 0.6f, 0.8f);
    graphics.setPaint(new GradientPaint(0, 0, from, width, height, Color.WHITE));
    graphics.fillRect(0, 0, width, height);
    graphics.setColor(Color.DARK_GRAY);
    graphics.drawOval(0, 0, width - 1, height - 1);
    graphics.dispose();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, format, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** A second of silence: WAVE, 8 bits, mono. */
  static byte[] wav() {
    ByteBuffer file = ByteBuffer.allocate(44 + RATE).order(ByteOrder.LITTLE_ENDIAN);
    file.put("RIFF".getBytes(US_ASCII)).putInt(36 + RATE);
    file.put("WAVEfmt ".getBytes(US_ASCII)).putInt(16);
    file.putShort((short) 1).putShort((short) 1).putInt(RATE).putInt(RATE);
    file.putShort((short) 1).putShort((short) 8);
    file.put("data".getBytes(US_ASCII)).putInt(RATE);
    while (file.hasRemaining()) {
      file.put((byte) 128);
    }
    return file.array();
  }

  /** A second of a test pattern, 64 by 36 pixels: WebM with VP8. */
  static byte[] webm() {
    try (InputStream in = TestMedia.class.getResourceAsStream("testsrc.webm")) {
      return Objects.requireNonNull(in).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
