package chat.core.model;

import java.util.Comparator;

/**
 * Up to where a member has read a room. It rises with what the member reads and posts. A member who
 * marks messages as unread sets it anew, lower too, which begins a new generation; so of two states
 * of one read marker the greater one is the later. Immutable.
 *
 * @param generation how often the member has set it anew since joining
 * @param seq the {@code seq} up to which the user has read
 */
public record ReadMarker(long generation, long seq) implements Comparable<ReadMarker> {
  private static final Comparator<ReadMarker> ORDER =
      Comparator.comparingLong(ReadMarker::generation).thenComparingLong(ReadMarker::seq);

  /**
   * @throws IllegalArgumentException if a number is negative
   */
  public ReadMarker {
    if (generation < 0 || seq < 0) {
      throw new IllegalArgumentException("generation and seq must be at least 0");
    }
  }

  /** The read marker of a new member. */
  public static ReadMarker first(long seq) {
    return new ReadMarker(0, seq);
  }

  /** This read marker, raised to {@code to} unless it is there already. */
  public ReadMarker raised(long to) {
    return to > seq ? new ReadMarker(generation, to) : this;
  }

  /** This read marker, set anew to {@code to}. */
  public ReadMarker setTo(long to) {
    return new ReadMarker(generation + 1, to);
  }

  /** The later one of two states of a read marker. */
  public ReadMarker orLater(ReadMarker other) {
    return compareTo(other) < 0 ? other : this;
  }

  @Override
  public int compareTo(ReadMarker other) {
    return ORDER.compare(this, other);
  }
}
