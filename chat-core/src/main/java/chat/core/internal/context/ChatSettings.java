package chat.core.internal.context;

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
 * @param memory how many bytes of heap the chat may take for what grows with what clients send, at
 *     least 64 KiB; see {@link chat.core.bound.CoreShare}
 */
public record ChatSettings(
    int maxTextLength,
    int tailSize,
    Duration presenceGrace,
    Duration codeRoomGrace,
    Duration guestRetention,
    long memory) {
  private static final long MIN_MEMORY = 64 * 1024;

  /** The part of the heap that is the chat's unless its host says otherwise. */
  private static final int PART_OF_HEAP = 4;

  /**
   * @throws IllegalArgumentException if a number is out of its range
   */
  public ChatSettings {
    require(maxTextLength >= 1, "maxTextLength is at least 1");
    require(tailSize >= ProtocolLimits.MAX_PAGE, "tailSize is at least 200");
    require(!Objects.requireNonNull(presenceGrace).isNegative(), "presenceGrace is not negative");
    require(!Objects.requireNonNull(codeRoomGrace).isNegative(), "codeRoomGrace is not negative");
    require(!Objects.requireNonNull(guestRetention).isNegative(), "guestRetention is not negative");
    require(memory >= MIN_MEMORY, "memory is at least 64 KiB");
  }

  /** Numbers whose memory is the usual part of the heap. */
  public ChatSettings(
      int maxTextLength,
      int tailSize,
      Duration presenceGrace,
      Duration codeRoomGrace,
      Duration guestRetention) {
    this(maxTextLength, tailSize, presenceGrace, codeRoomGrace, guestRetention, usualMemory());
  }

  /** A quarter of the largest heap, in bytes. */
  public static long usualMemory() {
    return Runtime.getRuntime().maxMemory() / PART_OF_HEAP;
  }

  private static void require(boolean holds, String rule) {
    if (!holds) {
      throw new IllegalArgumentException(rule);
    }
  }
}
