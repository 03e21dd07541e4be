package chat.core.port;

import chat.core.event.MessagePosted;
import java.util.List;
import java.util.Objects;

/**
 * Some of what a search found. Immutable.
 *
 * @param found newest first
 * @param more whether older ones follow
 */
public record SearchPage(List<Found> found, boolean more) {
  /** Takes the parts as they are; none is null. */
  public SearchPage {
    found = List.copyOf(found);
  }

  /**
   * A message that was found.
   *
   * @param message it
   * @param place where it stands among all that can be found: a search before it goes on there
   */
  public record Found(MessagePosted message, long place) {
    /** Takes the parts as they are; none is null. */
    public Found {
      Objects.requireNonNull(message, "message");
    }
  }
}
