package chat.core.room;

import java.time.Duration;
import java.util.Objects;

/**
 * The numbers of a chat. Immutable.
 *
 * @param maxTextLength the most code points of a message, at least 1
 * @param tailSize how many of a room's latest events are held in memory for quick reads, at least
 *     200, which is the largest page
 * @param presenceGrace how long somebody counts as present after their last connection ended
 * @param codeRoomGrace how long a code room outlives the last person present
 * @param guestRetention how long a guest who is away is known
 */
public record Settings(
    int maxTextLength,
    int tailSize,
    Duration presenceGrace,
    Duration codeRoomGrace,
    Duration guestRetention) {
  /**
   * @throws IllegalArgumentException if a number is out of its range
   */
  public Settings {
    require(maxTextLength >= 1, "maxTextLength is at least 1");
    require(tailSize >= Limits.MAX_PAGE, "tailSize is at least 200");
    require(!Objects.requireNonNull(presenceGrace).isNegative(), "presenceGrace is not negative");
    require(!Objects.requireNonNull(codeRoomGrace).isNegative(), "codeRoomGrace is not negative");
    require(!Objects.requireNonNull(guestRetention).isNegative(), "guestRetention is not negative");
  }

  private static void require(boolean holds, String rule) {
    if (!holds) {
      throw new IllegalArgumentException(rule);
    }
  }
}
