package chat.core.port;

import chat.core.event.RoomEvent;
import java.util.Objects;

/**
 * An event on its way into the log. Immutable.
 *
 * @param key what makes it unique
 * @param event the event, not yet numbered ({@code seq} 0)
 */
public record Draft(SendKey key, RoomEvent event) {
  /**
   * @throws IllegalArgumentException if the event has a number already
   */
  public Draft {
    Objects.requireNonNull(key, "key");
    if (event.seq() != 0) {
      throw new IllegalArgumentException("the log gives the number");
    }
  }
}
