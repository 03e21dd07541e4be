package chat.core.port;

import chat.core.event.RoomEvent;
import java.time.Instant;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * An event to be appended. Immutable.
 *
 * @param key the key that makes it unique
 * @param event the event, not yet numbered ({@code seq} 0)
 * @param condition what must hold of its message
 */
public record Draft(SendKey key, RoomEvent event, Condition condition) {
  /**
   * What must hold of the message that an edit changes; otherwise the edit is rejected. Immutable.
   *
   * @param baseRev the author has seen its edits up to this {@code seq}; empty not to check it
   * @param postedSince it was not posted before
   */
  public record Condition(OptionalLong baseRev, Instant postedSince) {
    /** No condition. */
    public static final Condition NONE = new Condition(OptionalLong.empty(), Instant.MIN);

    /** Rejects null. */
    public Condition {
      Objects.requireNonNull(baseRev, "baseRev");
      Objects.requireNonNull(postedSince, "postedSince");
    }
  }

  /**
   * @throws IllegalArgumentException if the {@code seq} of the event is not 0
   */
  public Draft {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(condition, "condition");
    if (event.seq() != 0) {
      throw new IllegalArgumentException("a draft must have seq 0; the log assigns it");
    }
  }

  /** A draft without a condition. */
  public Draft(SendKey key, RoomEvent event) {
    this(key, event, Condition.NONE);
  }
}
