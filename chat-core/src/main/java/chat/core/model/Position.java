package chat.core.model;

import chat.core.bound.Footprint;
import java.util.Objects;

/**
 * A position in a room's log, after the event {@code seq}. Immutable.
 *
 * @param epoch identifies the log; a restored or re-created log has another one
 * @param seq the number of the last event before the position; 0 for the beginning
 */
public record Position(String epoch, long seq) {
  /**
   * @throws IllegalArgumentException if {@code seq} is negative
   */
  public Position {
    Objects.requireNonNull(epoch, "epoch");
    if (seq < 0) {
      throw new IllegalArgumentException("seq must be at least 0");
    }
  }

  /** Upper estimate of its bytes of heap. */
  public int footprint() {
    return 24 + Footprint.of(epoch);
  }
}
