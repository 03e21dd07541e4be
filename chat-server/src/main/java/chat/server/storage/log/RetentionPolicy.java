package chat.server.storage.log;

import java.time.Duration;
import java.time.Instant;

/**
 * How long messages are kept. Immutable.
 *
 * @param days the maximum age in days; 0 for no limit
 * @param messages the maximum number of messages per room; 0 for no limit
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

  /** Events before this time have exceeded the maximum age at {@code now}. */
  Instant oldest(Instant now) {
    return days == 0 ? Instant.EPOCH : now.minus(Duration.ofDays(days));
  }

  /** Whether {@code kept} messages in a room exceed the maximum. */
  boolean hasTooMany(long kept) {
    return messages > 0 && kept > messages;
  }
}
