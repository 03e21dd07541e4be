package chat.core.file.content;

import static chat.core.file.content.BoxFiles.box;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AvifTest {
  /** The offset of the TIFF header, the header, and a directory without entries. */
  private static final byte[] EMPTY =
      new ByteWriter().u32(0).text("MM\0*").u32(8).u16(0).u32(0).done();

  private static int indexOf(byte[] file, String latin1) {
    return new String(file, StandardCharsets.ISO_8859_1).indexOf(latin1);
  }

  @Test
  void keepsItsLengthAndItsPixels() {
    byte[] file = AvifFiles.withMetadata(640, 480, Corpus.SECRET);

    byte[] copy = Cleaned.of(file).copy();

    assertEquals(file.length, copy.length);
    int end = indexOf(file, "not really AV1") + AvifFiles.PIXELS.length;
    assertArrayEquals(Arrays.copyOf(file, end), Arrays.copyOf(copy, end));
  }

  /** Decoders take a picture for broken whose Exif item is no Exif. */
  @Test
  void hasExifThatSaysNothing() {
    byte[] file = AvifFiles.withMetadata(640, 480, "position of a house");
    int exif = indexOf(file, "not really AV1") + AvifFiles.PIXELS.length;

    byte[] copy = Cleaned.of(file).copy();

    assertArrayEquals(EMPTY, Arrays.copyOfRange(copy, exif, exif + EMPTY.length));
    for (int i = exif + EMPTY.length; i < copy.length; i++) {
      assertEquals(0, copy[i]);
    }
  }

  @Test
  void hasOnlyZerosWhereNoExifFits() {
    byte[] file = AvifFiles.withMetadata(640, 480, "short");
    int exif = indexOf(file, "not really AV1") + AvifFiles.PIXELS.length;

    byte[] copy = Cleaned.of(file).copy();

    assertFalse(indexOf(file, "short") < 0);
    assertTrue(indexOf(copy, "short") < 0);
    assertArrayEquals(new byte[9], Arrays.copyOfRange(copy, exif, exif + 9));
  }

  /** As libavif writes the orientations of Exif. */
  @ParameterizedTest
  @CsvSource({
    "-1, -1, 1",
    "-1, 1, 2",
    "2, -1, 3",
    "-1, 0, 4",
    "1, 0, 5",
    "3, -1, 6",
    "1, 1, 7",
    "1, -1, 8",
    "3, 1, 5",
    "3, 0, 7",
    "2, 0, 2",
    "2, 1, 4"
  })
  void isTurnedByItsProperties(int turns, int axis, int orientation) {
    byte[] irot = turns < 0 ? new byte[0] : box("irot", new byte[] {(byte) turns});
    byte[] imir = axis < 0 ? new byte[0] : box("imir", new byte[] {(byte) axis});
    byte[][] properties =
        Stream.of(irot, imir).filter(each -> each.length > 0).toArray(byte[][]::new);

    Picture picture = Cleaned.of(AvifFiles.turned(properties)).picture();

    assertEquals(new Picture(3, 4, orientation), picture);
  }

  /** What is behind a box may be removed, so nothing in it counts. */
  @Test
  void hasNoAssociationsBehindTheirBox() {
    byte[] file = AvifFiles.withMetadata(640, 480, Corpus.SECRET);
    int ipma = indexOf(file, "ipma") + 4;
    file[ipma + 10] = 9; // associations of the item, of which 2 are there

    assertEquals(ContentType.UNKNOWN, Cleaned.of(file).type());
  }
}
