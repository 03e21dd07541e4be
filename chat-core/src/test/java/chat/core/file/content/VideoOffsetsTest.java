package chat.core.file.content;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.core.file.content.Corpus.Sample;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A player that follows the offsets finds the same samples before and after. */
final class VideoOffsetsTest {
  static List<Sample> videos() {
    return VideoCorpus.samples(Corpus.SECRET);
  }

  @ParameterizedTest
  @MethodSource("videos")
  void stayRight(Sample video) {
    byte[] copy = Cleaned.of(video.bytes()).copy();

    List<String> before = samplesOf(video.bytes());
    assertFalse(before.isEmpty());
    assertEquals(before, samplesOf(copy));
    assertEquals(video.bytes().length, copy.length);
  }

  @ParameterizedTest
  @MethodSource("videos")
  void changeOnlyMetadata(Sample video) {
    byte[] copy = Cleaned.of(video.bytes()).copy();
    String text = new String(copy, ISO_8859_1);

    for (String removed : List.of("udta", "uuid", "ilst", "keys", "sefd")) {
      assertFalse(text.contains(removed), removed);
    }
    assertTrue(text.contains("free") || text.contains("skip"));
  }

  /** The bytes at each offset in {@code stco} and {@code co64}, as long as the chunks are. */
  private static List<String> samplesOf(byte[] file) {
    List<String> samples = new ArrayList<>();
    String text = new String(file, ISO_8859_1);
    ByteBuffer bytes = ByteBuffer.wrap(file);
    for (String type : List.of("stco", "co64")) {
      for (int at = text.indexOf(type); at >= 0; at = text.indexOf(type, at + 1)) {
        int count = bytes.getInt(at + 8);
        for (int i = 0; i < count; i++) {
          int place = at + 12 + i * (type.equals("stco") ? 4 : 8);
          long offset = type.equals("stco") ? bytes.getInt(place) : bytes.getLong(place);
          samples.add(text.substring((int) offset, Math.min(text.length(), (int) offset + 6)));
        }
      }
    }
    if (text.contains("mdat") && !text.contains("moof")) {
      assertTrue(samples.containsAll(List.of("chunk-", "second", "3rd ch")), samples::toString);
    }
    return samples;
  }
}
