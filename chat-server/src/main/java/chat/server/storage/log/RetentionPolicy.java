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
  /** Other events are kept for clients to resume: this many times as many as messages. */
  private static final int CHANGES_PER_MESSAGE = 10;

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

  /** The maximum number of events of a room that are no messages; 0 for no limit. */
  long changes() {
    return (long) CHANGES_PER_MESSAGE * messages;
  }

  /**
   * Whether a room exceeds the maximum of messages, or of other events.
   *
   * @param kept the number of its messages
   * @param others the number of its other events
   */
  boolean hasTooMany(long kept, long others) {
    return messages > 0 && (kept > messages || others > changes());
  }
}
