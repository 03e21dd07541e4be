package chat.server.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import chat.core.search.Folding;
import chat.core.search.Query;
import chat.core.search.Snippet;
import chat.core.search.Words;
import java.util.Set;

/** Every text is found by itself, and shown within its bounds. Stateless. */
public final class WordTarget {
  private WordTarget() {}

  /** Called by Jazzer. */
  public static void fuzzerTestOneInput(byte[] input) {
    String text = new String(input, UTF_8);
    Set<String> words = Words.of(text);
    Set<String> wanted = Words.wanted(text);
    Require.that(words.containsAll(wanted), "a text is found by itself");
    Query query = Query.of(text);
    Require.that(query.isEmpty() || query.matches(words), "and by its unfinished last word");
    Require.that(
        words.stream().allMatch(word -> word.chars().noneMatch(c -> c <= ' ' || c == '"')),
        "a word separates nothing");
    String folded = Folding.fold(text);
    Require.that(Folding.fold(folded).equals(folded), "a folded text is folded");
    Snippet snippet = Snippet.of(text, query);
    int end = snippet.start() + snippet.text().length();
    Require.that(text.substring(snippet.start(), end).equals(snippet.text()), "it is of the text");
    for (Snippet.Mark mark : snippet.marks()) {
      Require.that(
          mark.start() < mark.end() && mark.end() <= snippet.text().length(), "a mark is in it");
    }
  }
}
