package chat.core.search;

import chat.core.search.Words.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A part of a text that shows what was found in it. Immutable.
 *
 * @param text that part, verbatim
 * @param start where it begins in the whole text, in UTF-16 units
 * @param length how long the whole text is, in UTF-16 units
 * @param marks where what was found stands in this part, ascending and apart; at most {@link
 *     #MAX_MARKS}
 */
public record Snippet(String text, int start, int length, List<Mark> marks) {
  /** How long a part is at most, in UTF-16 units: about two lines on a phone. */
  public static final int MAX_LENGTH = 160;

  /** The most marks of a part. */
  public static final int MAX_MARKS = 10;

  /** How much is shown before the first mark. */
  private static final int BEFORE = 40;

  /** How far a cut moves to stand between words rather than in one. */
  private static final int SLACK = 20;

  /**
   * A stretch of a snippet.
   *
   * @param start its first UTF-16 unit
   * @param end after its last
   */
  public record Mark(int start, int end) {}

  /** Rejects null. */
  public Snippet {
    Objects.requireNonNull(text, "text");
    marks = List.copyOf(marks);
  }

  /** The part of {@code text} where the first word stands that {@code query} asks for. */
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
    // One cluster fills the whole part: then it ends between two of its code points.
    return Character.isLowSurrogate(text.charAt(end)) ? end - 1 : end;
  }

  private static List<Mark> marks(List<Place> places, int start, int end) {
    List<Mark> marks = new ArrayList<>();
    for (Place place : places) {
      int from = Math.max(place.start(), start) - start;
      int to = Math.min(place.end(), end) - start;
      Mark last = marks.isEmpty() ? null : marks.get(marks.size() - 1);
      if (to <= from) {
        continue; // it stands outside
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
