package chat.core.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class QueryTest {
  private static void reads(String text, Set<String> words, String beginning) {
    assertEquals(new Query(words, Optional.ofNullable(beginning)), Query.of(text), text);
  }

  @Test
  void matchesTheLastWordAsAPrefix() {
    reads("deplo", Set.of(), "deplo");
    reads("green Tea", Set.of("green"), "tea");
    reads("tea tea", Set.of(), "tea");
    reads("Straß", Set.of(), "strass");
  }

  @Test
  void treatsAWordBeforeASeparatorAsComplete() {
    reads("deplo ", Set.of("deplo"), null);
    reads("deplo?", Set.of("deplo"), null);
    reads("deplo 👍", Set.of("deplo", "👍"), null);
    reads("", Set.of(), null);
    reads("?!", Set.of(), null);
  }

  @Test
  void treatsAShortWordAndPartsOfADenseRunAsComplete() {
    reads("go", Set.of("go"), null);
    reads("東京都", Set.of("東京", "京都"), null);
    reads("tea 東", Set.of("tea", "東"), null);
  }

  @Test
  void matchesByWordsAndPrefix() {
    Query query = Query.of("the deplo");
    assertTrue(query.matches(Words.of("The deployment")));
    assertFalse(query.matches(Words.of("The redeployment")));
    assertFalse(query.matches(Words.of("A deployment")));
    assertFalse(query.isEmpty());
    assertTrue(Query.of(" ").isEmpty());
  }

  @Test
  void marksTheWholeWordOfAPrefix() {
    Snippet snippet = Snippet.of("It deploys, then redeploys", Query.of("deplo"));
    assertEquals(List.of(new Snippet.Mark(3, 10)), snippet.marks());
  }
}
