package chat.core.file.content;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.core.file.content.Corpus.Sample;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class CorpusTest {
  static List<Sample> samples() {
    return Corpus.samples();
  }

  static List<Sample> pictures() {
    return samples().stream()
        .filter(
            each ->
                List.of(ContentType.JPEG, ContentType.PNG, ContentType.GIF).contains(each.type()))
        .toList();
  }

  @Test
  void hasFortyFilesWithASecret() {
    assertTrue(samples().size() >= 40, () -> "only " + samples().size());
    for (Sample each : samples()) {
      assertTrue(
          new String(each.bytes(), StandardCharsets.ISO_8859_1).contains(Corpus.SECRET),
          each::toString);
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void removesTheSecretAndNothingElse(Sample sample) {
    Cleaned cleaned = Cleaned.of(sample.bytes());

    assertEquals(sample.type(), cleaned.type());
    assertTrue(cleaned.type().isInline());
    assertFalse(cleaned.content().isClean());
    assertFalse(cleaned.copyHas(Corpus.SECRET), "the secret is still there");
    if (sample.plain() != null) {
      assertArrayEquals(sample.plain(), cleaned.copy());
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void leavesNothingToRemove(Sample sample) {
    byte[] copy = Cleaned.of(sample.bytes()).copy();

    Cleaned again = Cleaned.of(copy);

    assertTrue(again.content().isClean());
    assertEquals(sample.type(), again.type());
    assertArrayEquals(copy, again.copy());
  }

  @ParameterizedTest
  @MethodSource("pictures")
  void keepsEveryPixel(Sample sample) {
    assertArrayEquals(
        JpegFiles.pixels(sample.bytes()), JpegFiles.pixels(Cleaned.of(sample.bytes()).copy()));
  }

  /** What is cut off is an attachment, or its copy is as good as that of the whole. */
  @ParameterizedTest
  @MethodSource("samples")
  void takesATruncatedFileForAnAttachment(Sample sample) {
    byte[] whole = Cleaned.of(sample.bytes()).copy();
    boolean boxes = sample.type().kind() == ContentType.Kind.MEDIA;
    for (int length = 0; length < sample.bytes().length; length++) {
      byte[] part = Arrays.copyOf(sample.bytes(), length);
      Cleaned cleaned = Cleaned.of(part);
      if (!cleaned.type().isInline()) {
        assertTrue(cleaned.content().isClean());
        assertArrayEquals(part, cleaned.copy());
        assertTrue(cleaned.content().picture().isEmpty());
      } else if (boxes) {
        assertFalse(cleaned.copyHas(Corpus.SECRET), "the secret is still there");
      } else {
        assertEquals(sample.type(), cleaned.type());
        assertArrayEquals(
            Arrays.copyOf(whole, cleaned.copy().length), cleaned.copy(), "only the end is missing");
      }
    }
  }
}
