package chat.core.file.content;

import static chat.core.file.content.ByteWriter.ascii;
import static chat.core.file.content.ByteWriter.join;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PictureTest {
  private static Picture sizeOf(byte[] file) {
    return Cleaned.of(file).picture();
  }

  private static long pixelsOf(byte[] file) {
    return assertInstanceOf(TooManyPixels.class, Cleaned.inspect(file)).pixels();
  }

  private static byte[] png(long width, long height) {
    return join(
        PngFiles.header(width, height),
        PngFiles.chunk("IDAT", new byte[0]),
        PngFiles.chunk("IEND", new byte[0]));
  }

  private static byte[] jpeg(int width, int height) {
    byte[] frame = new ByteWriter().u8(8).u16(height).u16(width).u8(1, 1, 0x11, 0).done();
    return new ByteWriter()
        .u8(0xFF, 0xD8)
        .bytes(JpegFiles.segment(0xC0, frame), JpegFiles.segment(0xDA, new byte[6]))
        .u8(1, 2, 3, 0xFF, 0xD9)
        .done();
  }

  private static byte[] gif(int screenWidth, int screenHeight, int left, int width) {
    return new ByteWriter()
        .text("GIF89a")
        .u16LittleEndian(screenWidth)
        .u16LittleEndian(screenHeight)
        .u8(0, 0, 0)
        .u8(0x2C)
        .u16LittleEndian(left)
        .u16LittleEndian(0)
        .u16LittleEndian(width)
        .u16LittleEndian(10_000)
        .u8(0, 2, 1, 0, 0, 0x3B)
        .done();
  }

  @Test
  void isReadFromTheHeader() {
    Picture noise = new Picture(JpegFiles.WIDTH, JpegFiles.HEIGHT, 1);
    assertEquals(noise, sizeOf(JpegFiles.plain()));
    assertEquals(noise, sizeOf(JpegFiles.progressive()));
    assertEquals(noise, sizeOf(PngFiles.plain()));
    assertEquals(new Picture(19, 11, 1), sizeOf(GifFiles.plain()));
    assertEquals(new Picture(1, 1, 1), sizeOf(WebpFiles.PIXEL));
    assertEquals(new Picture(300, 200, 1), sizeOf(WebpFiles.file(WebpFiles.lossy(300, 200))));
    assertEquals(
        new Picture(70_000, 500, 1),
        sizeOf(WebpFiles.file(WebpFiles.extended(0, 70_000, 500), WebpFiles.pixel())));
    assertEquals(new Picture(640, 480, 1), sizeOf(AvifFiles.withMetadata(640, 480, "")));
  }

  /** Width and height are as stored; a page exchanges them from orientation 5 on. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void hasTheOrientationBesideItsSize(int orientation) {
    for (boolean little : new boolean[] {false, true}) {
      byte[] exif = JpegFiles.exif(TiffFiles.phone(little, orientation, "secret"));
      Cleaned cleaned = Cleaned.of(JpegFiles.with(JpegFiles.plain(), exif));
      Picture expected = new Picture(JpegFiles.WIDTH, JpegFiles.HEIGHT, orientation);
      assertEquals(expected, cleaned.picture());
      assertEquals(expected, sizeOf(cleaned.copy()), "the copy is turned in the same way");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 9, 255})
  void isNotTurnedByAnUnknownOrientation(int orientation) {
    byte[] exif = JpegFiles.exif(TiffFiles.phone(true, orientation, "secret"));
    assertEquals(1, sizeOf(JpegFiles.with(JpegFiles.plain(), exif)).orientation());
  }

  @ParameterizedTest
  @CsvSource({
    "II*\0, 8",
    "MM\0*, 7",
    "MM\0*, 4294967295",
    "MM\0*, 20",
    "MM\0*, 14",
    "XX\0*, 8",
    "MM, 8"
  })
  void isNotTurnedByBrokenExif(String begin, long directory) {
    // 9 entries are claimed, and none is there
    byte[] tiff = new ByteWriter().text(begin).u32(directory).u16(9).u32(0).done();
    byte[] file = JpegFiles.with(JpegFiles.plain(), JpegFiles.exif(tiff));
    assertEquals(1, sizeOf(file).orientation());
  }

  @Test
  void isAcceptedUpToAHundredMegapixels() {
    assertEquals(new Picture(10_000, 10_000, 1), sizeOf(png(10_000, 10_000)));
    assertEquals(new Picture(10_000, 10_000, 1), sizeOf(jpeg(10_000, 10_000)));
    assertEquals(new Picture(10_000, 10_000, 1), sizeOf(gif(10_000, 10_000, 0, 10_000)));

    assertEquals(100_010_000, pixelsOf(png(10_001, 10_000)));
    assertEquals(100_010_000, pixelsOf(jpeg(10_001, 10_000)));
    assertEquals(100_010_000, pixelsOf(gif(10_001, 10_000, 0, 1)));
    assertEquals(
        100_010_000, pixelsOf(WebpFiles.file(WebpFiles.extended(0, 10_001, 10_000), pixel())));
    assertEquals(100_010_000, pixelsOf(AvifFiles.withMetadata(10_001, 10_000, "")));
  }

  private static byte[] pixel() {
    return WebpFiles.pixel();
  }

  @Test
  void countsWhatAnInnerHeaderClaims() {
    assertEquals(
        16_383L * 16_383,
        pixelsOf(WebpFiles.file(WebpFiles.extended(0, 1, 1), WebpFiles.lossy(16_383, 16_383))));
    assertEquals(
        16_383L * 16_383,
        pixelsOf(
            WebpFiles.file(
                WebpFiles.extended(2, 1, 1), WebpFiles.frame(WebpFiles.lossy(16_383, 16_383)))));
    assertEquals(100_010_000, pixelsOf(gif(1, 1, 0, 10_001)));
    assertEquals(100_010_000, pixelsOf(gif(1, 1, 10_000, 1)));
  }

  @Test
  void multipliesWithoutOverflow() {
    long highest = Integer.MAX_VALUE;
    assertEquals(highest * highest, pixelsOf(png(highest, highest)));
    assertEquals(
        65_536L * 65_536, pixelsOf(WebpFiles.file(WebpFiles.extended(0, 65_536, 65_536), pixel())));
  }

  @Test
  void isNoneWithoutAreaOrBeyondTheFormat() {
    for (byte[] file :
        new byte[][] {
          png(0, 5),
          png(5, 0),
          png(0x8000_0000L, 1),
          jpeg(5, 0),
          jpeg(0, 5),
          gif(0, 5, 0, 5),
          gif(5, 5, 0, 0),
          WebpFiles.file(WebpFiles.lossy(0, 4)),
          AvifFiles.withMetadata(0, 1, "")
        }) {
      assertEquals(ContentType.UNKNOWN, Cleaned.of(file).type());
    }
  }

  /** Some programs write no byte of padding at the end. */
  @Test
  void isReadFromWebpWithoutPadding() {
    byte[] padded = WebpFiles.file(WebpFiles.pixel());
    byte[] file = Arrays.copyOf(padded, padded.length - 1);
    file[4] = (byte) (file[4] - 1);

    Cleaned cleaned = Cleaned.of(file);

    assertEquals(new Picture(1, 1, 1), cleaned.picture());
    assertTrue(cleaned.content().isClean());
  }

  @Test
  void isRefusedOnlyIfItIsAPicture() {
    byte[] text = ascii("GIF89a looks like a picture of 25,000 by 25,000 pixels");
    assertEquals(ContentType.UNKNOWN, Cleaned.of(text).type());
  }

  @Test
  void hasBoundsForItsValues() {
    assertThrows(IllegalArgumentException.class, () -> new Picture(0, 1, 1));
    assertThrows(IllegalArgumentException.class, () -> new Picture(1, 0, 1));
    assertThrows(IllegalArgumentException.class, () -> new Picture(1, 1, 0));
    assertThrows(IllegalArgumentException.class, () -> new Picture(1, 1, 9));
  }
}
