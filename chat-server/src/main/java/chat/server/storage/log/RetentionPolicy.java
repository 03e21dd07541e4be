package chat.server.storage.log;

import java.time.Duration;
import java.time.Instant;

/**
 * How long messages are kept. Immutable.
 *
 * @param days 0 for ever
 * @param messages the latest of each room; 0 for all
 */
public record RetentionPolicy(int days, int messages) {
  /**
   * @throws IllegalArgumentException if one is below 0
   */
  public RetentionPolicy {
    if (days < 0 || messages < 0) {
      throw new IllegalArgumentException("not a retention: " + days + ", " + messages);
    }
  }

  public boolean keepsAll() {
    return days == 0 && messages == 0;
  }

  /** What happened before it is too old at {@code now}. */
  Instant oldest(Instant now) {
    return days == 0 ? Instant.EPOCH : now.minus(Duration.ofDays(days));
  }

  /** Whether a room that keeps so many messages keeps too many. */
  boolean hasTooMany(long kept) {
    return messages > 0 && kept > messages;
  }
}
