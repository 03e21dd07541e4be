package chat.core.port;

import chat.core.event.RoomEvent;
import java.util.Objects;

/**
 * An event to be appended. Immutable.
 *
 * @param key the key that makes it unique
 * @param event the event, not yet numbered ({@code seq} 0)
 */
public record Draft(SendKey key, RoomEvent event) {
  /**
   * @throws IllegalArgumentException if the {@code seq} of the event is not 0
   */
  public Draft {
    Objects.requireNonNull(key, "key");
    if (event.seq() != 0) {
      throw new IllegalArgumentException("a draft must have seq 0; the log assigns it");
    }
  }
}
