package chat.core.model;

import chat.core.bound.Footprint;
import java.util.Objects;

/**
 * A place in a room's log: everything up to and including {@code seq}. Immutable.
 *
 * @param epoch which log it is; a restored or re-created log has another one
 * @param seq the number of the last event before the place, from 0 (nothing) up
 */
public record Position(String epoch, long seq) {
  /**
   * @throws IllegalArgumentException if {@code seq} is negative
   */
  public Position {
    Objects.requireNonNull(epoch, "epoch");
    if (seq < 0) {
      throw new IllegalArgumentException("seq is at least 0");
    }
  }

  /** How many bytes of heap it takes, estimated from above. */
  public int footprint() {
    return 24 + Footprint.of(epoch);
  }
}
