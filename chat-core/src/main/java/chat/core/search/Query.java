package chat.core.search;

import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A search query: the words that a message must have, and, if the last word of the query may be
 * unfinished, a prefix of one more word. Immutable.
 *
 * @param words the complete words, folded by {@link Words}
 * @param beginning the prefix of a further word, folded; empty when the last word counts as
 *     complete
 */
public record Query(Set<String> words, Optional<String> beginning) {
  /**
   * Minimum length of a prefix, in UTF-16 units. An index reads every entry of the words with the
   * prefix, about 0.4 microseconds each in SQLite: one or two letters would read a large part of
   * it.
   */
  static final int SHORTEST_BEGINNING = 3;

  /** Copies the words. */
  public Query {
    words = Set.copyOf(words);
    Objects.requireNonNull(beginning, "beginning");
  }

  /**
   * Parses a query while it is typed: the last word also matches as a prefix, unless a character
   * that is not part of a word, such as a space, follows it, or it has fewer than three letters.
   */
  public static Query of(String text) {
    Set<String> words = new LinkedHashSet<>(Words.wanted(text));
    Optional<String> beginning =
        Words.lastUnfinished(text).filter(last -> last.length() >= SHORTEST_BEGINNING);
    beginning.ifPresent(words::remove);
    return new Query(words, beginning);
  }

  /** Parses a query of complete words, as if a space followed it. */
  public static Query complete(String text) {
    return new Query(Words.wanted(text), Optional.empty());
  }

  /** Whether the query has no words. */
  public boolean isEmpty() {
    return words.isEmpty() && beginning.isEmpty();
  }

  /** Whether the query finds a text with these words, from {@link Words#of}. */
  public boolean matches(Set<String> found) {
    return found.containsAll(words)
        && (beginning.isEmpty()
            || found.stream().anyMatch(word -> word.startsWith(beginning.get())));
  }

  /** Whether {@code word} matches one of the words or the prefix. */
  boolean wants(String word) {
    return words.contains(word) || beginning.filter(word::startsWith).isPresent();
  }
}
