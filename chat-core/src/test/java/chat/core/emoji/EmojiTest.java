package chat.core.emoji;

import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EmojiTest {
  private static final String COLOUR = "\uFE0F"; // variation selector 16
  private static final String HEART = "\u2764\uFE0F";
  private static final String THUMB = "\uD83D\uDC4D";

  /** A possible emoji of UTS #51 (ED-14b to ED-17), with the characters of this set. */
  private static final Pattern GRAMMAR =
      Pattern.compile(
          "[\\x{1F1E6}-\\x{1F1FF}]{2}" // flag
              + "|[0-9#*]\\x{FE0F}\\x{20E3}" // keycap
              + "|\\x{1F3F4}[\\x{E0061}-\\x{E007A}]+\\x{E007F}" // tags
              + "|ELEMENT(\\x{200D}ELEMENT)*"
                  .replace("ELEMENT", "[\\p{So}\\p{Po}\\p{Sm}\\p{Pd}\\p{Cn}\\x{2139}]MODIFIER?")
                  .replace("MODIFIER", "[\\x{FE0F}\\x{1F3FB}-\\x{1F3FF}]"));

  /** Unicode counts 3,953 in version 17, with the 9 skin tones and hair styles. */
  @Test
  void hasAllThatUnicodeRecommends() {
    Collection<Emoji> all = RecommendedEmoji.all();

    assertEquals(3_953 - 9, all.size());
    assertEquals(all.size(), all.stream().map(Emoji::text).distinct().count());
    assertEquals(
        List.of(), all.stream().filter(each -> !GRAMMAR.matcher(each.text()).matches()).toList());
    assertEquals(
        Emoji.MAX_LENGTH, all.stream().mapToInt(each -> each.text().length()).max().orElseThrow());
  }

  @Test
  void acceptsEachInItsFullyQualifiedForm() {
    for (Emoji emoji : RecommendedEmoji.all()) {
      assertEquals(Optional.of(emoji), Emoji.of(emoji.text()));
    }
  }

  /** Each combination of missing variation selectors: unqualified and minimally qualified forms. */
  @Test
  void takesUnqualifiedFormsForTheSame() {
    int forms = 0;
    for (Emoji emoji : RecommendedEmoji.all()) {
      for (String form : unqualified(emoji.text()).collect(toSet())) {
        assertEquals(Optional.of(emoji), Emoji.of(form), () -> codePoints(form));
        forms++;
      }
    }
    assertTrue(forms > RecommendedEmoji.all().size() + 1_000, forms + " forms");
  }

  private static Stream<String> unqualified(String text) {
    int at = text.indexOf(COLOUR);
    if (at < 0) {
      return Stream.of(text);
    }
    return unqualified(text.substring(at + 1))
        .flatMap(rest -> Stream.of(text.substring(0, at) + rest, text.substring(0, at + 1) + rest));
  }

  /** As some keyboards and libraries send it. */
  @Test
  void ignoresSuperfluousVariationSelectors() {
    assertEquals(Optional.of(new Emoji(THUMB)), Emoji.of(THUMB + COLOUR));
    assertEquals(Emoji.of("\u261D\uD83C\uDFFD"), Emoji.of("\u261D\uFE0F\uD83C\uDFFD"));
  }

  @ParameterizedTest
  @CsvSource({
    "1F44D 1F3FD, 1F44D 1F3FD, skin tone",
    "261D 1F3FD, 261D 1F3FD, skin tone in place of a variation selector",
    "1FAF1 1F3FB 200D 1FAF2 1F3FF, 1FAF1 1F3FB 200D 1FAF2 1F3FF, two different skin tones",
    "1F9D1 1F3FB 200D 1F91D 200D 1F9D1 1F3FB, 1F9D1 1F3FB 200D 1F91D 200D 1F9D1 1F3FB, same twice",
    "1F1E9 1F1EA, 1F1E9 1F1EA, flag",
    "31 20E3, 31 FE0F 20E3, keycap",
    "23 FE0F 20E3, 23 FE0F 20E3, keycap",
    "1F3F3 200D 1F308, 1F3F3 FE0F 200D 1F308, ZWJ sequence",
    "1F468 200D 1F469 200D 1F467, 1F468 200D 1F469 200D 1F467, family",
    "1F441 200D 1F5E8, 1F441 FE0F 200D 1F5E8 FE0F, ZWJ sequence without both selectors",
    "1F3F4 E0067 E0062 E0073 E0063 E0074 E007F, 1F3F4 E0067 E0062 E0073 E0063 E0074 E007F, tags",
    "A9, A9 FE0F, of Latin-1",
    "1FAEA, 1FAEA, of Unicode 17",
  })
  void mapsToTheFullyQualifiedForm(String input, String qualified, String kind) {
    assertEquals(Optional.of(text(qualified)), Emoji.of(text(input)).map(Emoji::text), kind);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "FE0F",
        "FE0F FE0F FE0F",
        "FE0E",
        "200D",
        "20E3",
        "31",
        "31 FE0F",
        "23",
        "2A FE0F",
        "61",
        "20",
        "20 1F600",
        "1F600 20",
        "1F600 1F600",
        "1F600 200D",
        "200D 1F600",
        "1F600 1F3FB",
        "2764 FE0E",
        "1F3FB",
        "1F9B0",
        "1F1E9",
        "1F1E9 1F1E9",
        "1F1E9 1F1EA 1F1E9 1F1EA",
        "1F3F4 E0067 E0062 E0073 E0063 E0074",
        "1F468 200D 1F468 200D 1F468",
        "1F9D1 1F3FB 200D 1F430",
        "1FAF1 1F3FB 200D 1FAF2 1F3FB",
        "2615 2615",
        "263A A9",
        "D83D",
        "DC4D",
        "D83D 1F44D",
        "74",
        "1F44D 74",
        "1FFFD",
        "0",
      })
  void rejectsEverythingElse(String input) {
    assertEquals(Optional.empty(), Emoji.of(text(input)));
  }

  @Test
  void rejectsEmptyAndLongTexts() {
    assertEquals(Optional.empty(), Emoji.of(""));
    assertEquals(Optional.empty(), Emoji.of(THUMB.repeat(1_000_000)));
    assertEquals(Optional.empty(), Emoji.of(HEART + COLOUR.repeat(Emoji.MAX_LENGTH)));
    assertEquals(Optional.empty(), Emoji.of(COLOUR.repeat(Emoji.MAX_LENGTH)));
  }

  @Test
  void knowsTheFlagsOfRegions() {
    Set<Integer> letters = IntStream.rangeClosed(0x1F1E6, 0x1F1FF).boxed().collect(toSet());
    long flags =
        letters.stream()
            .flatMap(first -> letters.stream().map(second -> flag(first, second)))
            .filter(flag -> Emoji.of(flag).isPresent())
            .count();

    assertEquals(259, flags);
  }

  private static String flag(int first, int second) {
    return Character.toString(first) + Character.toString(second);
  }

  /** Whatever is accepted is the emoji that was given, and acceptable again. */
  @Test
  void acceptsNothingButItsEmojiInRandomSequences() {
    Random random = new Random(17);
    int[] parts =
        RecommendedEmoji.all().stream().flatMapToInt(each -> each.text().codePoints()).toArray();
    int accepted = 0;
    for (int i = 0; i < 200_000; i++) {
      StringBuilder text = new StringBuilder();
      int length = 1 + random.nextInt(4);
      for (int k = 0; k < length; k++) {
        text.appendCodePoint(parts[random.nextInt(parts.length)]);
      }
      String input = text.toString();
      Optional<Emoji> emoji = Emoji.of(input);
      if (emoji.isPresent()) {
        accepted++;
        String qualified = emoji.get().text();
        assertEquals(input.replace(COLOUR, ""), qualified.replace(COLOUR, ""));
        assertEquals(emoji, Emoji.of(qualified));
      }
    }
    assertTrue(accepted > 1_000, accepted + " accepted");
  }

  /** Stored by a version that knows a later edition of Unicode. */
  @Test
  void holdsAnEmojiThatItDoesNotKnow() {
    String unknown = Character.toString(0x1FAFF);

    assertEquals(Optional.empty(), Emoji.of(unknown));
    assertEquals(unknown, new Emoji(unknown).toString());
    assertThrows(IllegalArgumentException.class, () -> new Emoji(""));
    assertThrows(IllegalArgumentException.class, () -> new Emoji(THUMB.repeat(8)));
  }

  private static String text(String codePoints) {
    StringBuilder text = new StringBuilder();
    for (String each : codePoints.split(" ", -1)) {
      text.appendCodePoint(Integer.parseInt(each, 16));
    }
    return text.toString();
  }

  private static String codePoints(String text) {
    return text.codePoints().mapToObj("%X"::formatted).toList().toString();
  }
}
