package chat.core.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.core.search.Snippet.Mark;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SnippetTest {
  private static Snippet of(String text, String query) {
    return Snippet.of(text, Query.complete(query));
  }

  private static List<String> marked(Snippet snippet) {
    return snippet.marks().stream()
        .map(mark -> snippet.text().substring(mark.start(), mark.end()))
        .toList();
  }

  @Test
  void showsAShortTextAsAWhole() {
    Snippet snippet = of("Tea, or TEA with milk?", "tea milk");
    assertEquals(
        new Snippet(
            "Tea, or TEA with milk?",
            0,
            22,
            List.of(new Mark(0, 3), new Mark(8, 11), new Mark(17, 21))),
        snippet);
  }

  @Test
  void marksTheWordsOfTheTextRatherThanOfTheQuery() {
    assertEquals(List.of("Café", "STRASSE"), marked(of("Café in der STRASSE", "cafe straße")));
  }

  @Test
  void joinsMarksThatTouch() {
    assertEquals(List.of("東京都"), marked(of("私は東京都に住む", "東京都")));
  }

  @Test
  void showsALongTextAroundTheFirstMark() {
    String text = "word ".repeat(100) + "needle" + " word".repeat(100);
    Snippet snippet = of(text, "needle");
    assertEquals(List.of("needle"), marked(snippet));
    assertEquals(text.length(), snippet.length());
    assertTrue(
        snippet.text().startsWith("word ") && snippet.text().endsWith(" word"), snippet.text());
    assertTrue(snippet.text().length() <= Snippet.MAX_LENGTH);
  }

  @Test
  void hasAtMostTheMaximumNumberOfMarks() {
    assertEquals(Snippet.MAX_MARKS, of("tea ".repeat(30), "tea").marks().size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"👨‍👩‍👧", "🇩🇪", "👍🏽", "e\u0301\u0302", "हि", "🏴󠁧󠁢󠁥󠁮󠁧󠁿"})
  void endsAtGraphemeClusterBoundaries(String cluster) {
    for (int before = Snippet.MAX_LENGTH - 20; before <= Snippet.MAX_LENGTH; before++) {
      String text = "needle" + "x".repeat(before - 6) + cluster.repeat(40);
      Snippet snippet = of(text, "needle");
      int whole = (snippet.text().length() - before) % cluster.length();
      assertTrue(snippet.text().length() <= before || whole == 0, snippet.text());
      assertTrue(snippet.text().length() > Snippet.MAX_LENGTH - cluster.length());
    }
    for (int length = 41; length < 80; length++) {
      String text = "x" + cluster.repeat(length) + " needle " + "y".repeat(400);
      Snippet snippet = of(text, "needle");
      int start = snippet.start() - 1;
      assertTrue(start < 0 || start > length * cluster.length() || start % cluster.length() == 0);
      assertEquals(List.of("needle"), marked(snippet));
    }
  }

  @Test
  void cutsNoCharacterAndMarksInBoundsWhateverTheText() {
    int[] alphabet = "ab é東京🎉𝔸\u200D\u0301👩 \n".codePoints().toArray();
    Random random = new Random(3);
    for (int i = 0; i < 5_000; i++) {
      StringBuilder built = new StringBuilder();
      for (int j = random.nextInt(400); j >= 0; j--) {
        built.appendCodePoint(alphabet[random.nextInt(alphabet.length)]);
      }
      String text = built.toString();
      Snippet snippet = of(text, random.nextBoolean() ? "a 京" : "東京 🎉 b");
      assertEquals(
          text.substring(snippet.start(), snippet.start() + snippet.text().length()),
          snippet.text());
      assertTrue(snippet.text().length() <= Snippet.MAX_LENGTH);
      assertFalse(Character.isLowSurrogate(snippet.text().charAt(0)));
      assertFalse(Character.isHighSurrogate(snippet.text().charAt(snippet.text().length() - 1)));
      int last = -1;
      for (Mark mark : snippet.marks()) {
        assertTrue(last < mark.start() && mark.start() < mark.end(), snippet.toString());
        assertTrue(mark.end() <= snippet.text().length(), snippet.toString());
        last = mark.end();
      }
    }
  }
}
