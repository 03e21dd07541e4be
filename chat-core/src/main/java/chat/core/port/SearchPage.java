package chat.core.port;

import chat.core.event.MessagePosted;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * What one step of a search found. Immutable.
 *
 * @param found newest first
 * @param rest the place before which the search goes on; empty when nothing older is left
 */
public record SearchPage(List<Found> found, OptionalLong rest) {
  /** Nothing, and nothing left. */
  public static final SearchPage EMPTY = new SearchPage(List.of(), OptionalLong.empty());

  /** Copies the messages. */
  public SearchPage {
    found = List.copyOf(found);
    Objects.requireNonNull(rest, "rest");
  }

  /**
   * A page of at most {@code limit} messages.
   *
   * @param found what was found before {@code rest} was reached; may be more than {@code limit}
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
   * @param message it
   * @param place where it stands among all that can be found: a search before it goes on there
   */
  public record Found(MessagePosted message, long place) {
    /** Rejects null. */
    public Found {
      Objects.requireNonNull(message, "message");
    }
  }
}
