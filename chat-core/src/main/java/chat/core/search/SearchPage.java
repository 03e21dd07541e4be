package chat.core.search;

import chat.core.event.MessagePosted;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * The result of one step of a search. Immutable.
 *
 * @param found the messages found, newest first
 * @param rest the place before which the search continues; empty when it has reached the oldest
 *     message
 */
public record SearchPage(List<Found> found, OptionalLong rest) {
  /** An empty page at the end of a search. */
  public static final SearchPage EMPTY = new SearchPage(List.of(), OptionalLong.empty());

  /** Copies the messages. */
  public SearchPage {
    found = List.copyOf(found);
    Objects.requireNonNull(rest, "rest");
  }

  /**
   * A page of at most {@code limit} messages.
   *
   * @param found the messages found; may be more than {@code limit}
   * @param rest where the search stopped; empty when it reached the oldest message
   */
  public static SearchPage of(List<Found> found, int limit, OptionalLong rest) {
    if (found.size() <= limit) {
      return new SearchPage(found, rest);
    }
    List<Found> page = found.subList(0, limit);
    return new SearchPage(page, OptionalLong.of(page.get(limit - 1).place()));
  }

  /**
   * A message that was found.
   *
   * @param message the message
   * @param place its place in search order: a search before this place continues after the message
   */
  public record Found(MessagePosted message, long place) {
    /** Rejects null. */
    public Found {
      Objects.requireNonNull(message, "message");
    }
  }
}
