package chat.core.search;

import chat.core.search.Words.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * An excerpt of a text around the words found. Immutable.
 *
 * @param text the excerpt, verbatim
 * @param start its position in the whole text, in UTF-16 units
 * @param length the length of the whole text, in UTF-16 units
 * @param marks the words found in the excerpt, ascending and disjoint; at most {@link #MAX_MARKS}
 */
public record Snippet(String text, int start, int length, List<Mark> marks) {
  /** Maximum length of an excerpt in UTF-16 units: about two lines on a phone. */
  public static final int MAX_LENGTH = 160;

  /** Maximum number of marks. */
  public static final int MAX_MARKS = 10;

  /** UTF-16 units shown before the first mark. */
  private static final int BEFORE = 40;

  /** Maximum distance that a cut is moved to a word boundary, in UTF-16 units. */
  private static final int SLACK = 20;

  /**
   * A range of a snippet.
   *
   * @param start index of its first UTF-16 unit
   * @param end index after its last UTF-16 unit
   */
  public record Mark(int start, int end) {}

  /** Rejects null. */
  public Snippet {
    Objects.requireNonNull(text, "text");
    marks = List.copyOf(marks);
  }

  /** The excerpt of {@code text} around the first word that matches {@code query}. */
  public static Snippet of(String text, Query query) {
    List<Place> places = Words.places(text, query, MAX_LENGTH);
    int first = places.isEmpty() ? 0 : places.get(0).start();
    int start = text.length() <= MAX_LENGTH ? 0 : start(text, first);
    int end = end(text, start);
    return new Snippet(text.substring(start, end), start, text.length(), marks(places, start, end));
  }

  private static int start(String text, int first) {
    int start = Math.min(Math.max(0, first - BEFORE), text.length() - MAX_LENGTH);
    for (int at = start; at > 0 && at <= Math.min(start + SLACK, first); at++) {
      if (Character.isWhitespace(text.charAt(at - 1)) && Graphemes.ceiling(text, at) == at) {
        return at;
      }
    }
    int whole = Graphemes.ceiling(text, start);
    return whole <= first ? whole : Graphemes.floor(text, start);
  }

  private static int end(String text, int start) {
    int end = start + MAX_LENGTH;
    if (end >= text.length()) {
      return text.length();
    }
    for (int at = end; at > end - SLACK; at--) {
      if (Character.isWhitespace(text.charAt(at))) {
        return at;
      }
    }
    int whole = Graphemes.floor(text, end);
    if (whole > start) {
      return whole;
    }
    // One cluster fills the whole excerpt: cut it between two code points.
    return Character.isLowSurrogate(text.charAt(end)) ? end - 1 : end;
  }

  private static List<Mark> marks(List<Place> places, int start, int end) {
    List<Mark> marks = new ArrayList<>();
    for (Place place : places) {
      int from = Math.max(place.start(), start) - start;
      int to = Math.min(place.end(), end) - start;
      Mark last = marks.isEmpty() ? null : marks.get(marks.size() - 1);
      if (to <= from) {
        continue; // outside of the excerpt
      }
      if (last != null && from <= last.end()) {
        marks.set(marks.size() - 1, new Mark(last.start(), Math.max(last.end(), to)));
      } else if (marks.size() < MAX_MARKS) {
        marks.add(new Mark(from, to));
      }
    }
    return marks;
  }
}
