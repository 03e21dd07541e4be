package chat.core.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.text.Normalizer;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class WordsTest {
  private static void same(String one, String other) {
    assertEquals(Words.of(one), Words.of(other), one + " and " + other);
  }

  private static List<String> words(String text) {
    return List.copyOf(Words.of(text));
  }

  @Test
  void separatesWordsAtOtherCharacters() {
    assertEquals(
        List.of("see", "https", "example", "org", "a", "b", "v2"),
        words("See https://example.org/a_b?v2"));
    assertEquals(List.of("don", "t", "stop"), words("don't \"stop\"..."));
    assertEquals(List.of(), words(" \t\n?!*()'\"-–…"));
  }

  @Test
  void ignoresCaseAccentsAndForms() {
    same("STRASSE", "straße");
    same("Café", "CAFE\u0301");
    same("Ωδός", "ωδοσ");
    same("ｆｕｌｌ", "full");
    same("Ёлка", "елка");
    same("ĳs", "ijs");
  }

  @Test
  void keepsMarksOtherThanAccents() {
    assertEquals(List.of("हिन्दी"), words("हिन्दी"));
    assertEquals(1, Words.of("שָׁלוֹם").size());
  }

  @Test
  void findsPartsOfTextsWithoutSpaces() {
    assertTrue(Words.of("東京都に住む").containsAll(Words.wanted("京都")));
    assertTrue(Words.of("サーバーを起動").containsAll(Words.wanted("サーバー")));
    assertTrue(Words.of("한국어를 배운다").containsAll(Words.wanted("한국어")));
    assertTrue(Words.of("東京").containsAll(Words.wanted("東")));
    assertEquals(Set.of("東京", "京都"), Words.wanted("東京都"));
  }

  @Test
  void treatsAnEmojiAsAWord() {
    assertEquals(List.of("done", "🎉"), words("done🎉!"));
    assertTrue(Words.of("ok ❤\uFE0F 👍🏽").containsAll(Words.wanted("❤")));
    assertTrue(Words.of("ok 👍🏽").containsAll(Words.wanted("👍")));
  }

  @Test
  void cutsEndlessWordsTheSameEverywhere() {
    String blob = "x".repeat(4_000);
    assertEquals(List.of("x".repeat(Words.MAX_LENGTH)), words(blob));
    assertEquals(Words.of(blob), Words.wanted(blob));
    assertTrue(words("\uD835\uDD38".repeat(70)).get(0).length() <= Words.MAX_LENGTH);
  }

  @Test
  void findsEveryTextByEveryPartOfItAndNeverFails() {
    int[] alphabet =
        "aZß9é\u0301 _-\"'*:(^$東京サー한글ไทย้म्🎉\uFE0F\u200D\u202E\u0000ſςİ½ﷺ".codePoints().toArray();
    Random random = new Random(5);
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder();
      int length = random.nextInt(12);
      for (int j = 0; j < length; j++) {
        text.appendCodePoint(alphabet[random.nextInt(alphabet.length)]);
      }
      String all = text.toString();
      assertTrue(Words.of(all).containsAll(Words.wanted(all)), all);
      assertEquals(Words.of(all), Words.of(Normalizer.normalize(all, Normalizer.Form.NFC)), all);
      for (String word : Words.of(all)) {
        assertTrue(word.chars().noneMatch(c -> c <= ' ' || "\"'*:(^$_-".indexOf(c) >= 0), all);
      }
    }
  }
}
