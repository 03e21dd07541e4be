package chat.core.search;

import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What a search asks for: words that a message must have, and for a query whose last word may be
 * unfinished, how one more of its words must begin. Immutable.
 *
 * @param words complete words, folded as {@link Words} does
 * @param beginning how a further word must begin, folded; empty when the last word counts as
 *     complete
 */
public record Query(Set<String> words, Optional<String> beginning) {
  /**
   * The shortest last word that may be unfinished, in UTF-16 units. An index reads every entry of
   * the words that begin so, about 0.4 microseconds each in SQLite: one or two letters would read a
   * good part of it.
   */
  static final int SHORTEST_BEGINNING = 3;

  /** Copies the words. */
  public Query {
    words = Set.copyOf(words);
    Objects.requireNonNull(beginning, "beginning");
  }

  /**
   * Reads a query as it is typed: its last word also matches as a beginning, unless something that
   * is no part of a word, such as a space, follows it, or it has fewer than three letters.
   */
  public static Query of(String text) {
    Set<String> words = new LinkedHashSet<>(Words.wanted(text));
    Optional<String> beginning =
        Words.lastUnfinished(text).filter(last -> last.length() >= SHORTEST_BEGINNING);
    beginning.ifPresent(words::remove);
    return new Query(words, beginning);
  }

  /** Only whole words: the query as if a space followed it. */
  public static Query complete(String text) {
    return new Query(Words.wanted(text), Optional.empty());
  }

  /** Whether nothing is asked for. */
  public boolean isEmpty() {
    return words.isEmpty() && beginning.isEmpty();
  }

  /** Whether a text with these words, from {@link Words#of}, is found. */
  public boolean matches(Set<String> found) {
    return found.containsAll(words)
        && (beginning.isEmpty()
            || found.stream().anyMatch(word -> word.startsWith(beginning.get())));
  }

  /** Whether a word of a text is one of those that are asked for. */
  boolean wants(String word) {
    return words.contains(word) || beginning.filter(word::startsWith).isPresent();
  }
}
