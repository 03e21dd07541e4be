package chat.core.internal.context;

import chat.core.file.UploadLimits;
import java.time.Duration;
import java.util.Objects;

/**
 * The settings of a chat. Immutable.
 *
 * @param maxTextLength maximum length of a message in code points, at least 1
 * @param tailSize number of the latest messages of a room that are cached in memory, at least 200,
 *     which is the largest page
 * @param presenceGrace how long a user counts as present after the last connection ended
 * @param codeRoomGrace how long a code room exists without a user present
 * @param guestRetention how long a guest without a connection is kept
 * @param memory bytes of heap for the state that grows with what clients send, at least 64 KiB; see
 *     {@link chat.core.bound.CoreShare}
 * @param editWindow how long after its posting a message may be edited; zero for always
 * @param uploads who may upload files, and how much
 */
public record ChatSettings(
    int maxTextLength,
    int tailSize,
    Duration presenceGrace,
    Duration codeRoomGrace,
    Duration guestRetention,
    long memory,
    Duration editWindow,
    UploadLimits uploads) {
  private static final long MIN_MEMORY = 64 * 1024;

  /** By default the chat uses one part in this many of the heap. */
  private static final int PART_OF_HEAP = 4;

  /**
   * @throws IllegalArgumentException if a value is out of its range
   */
  public ChatSettings {
    require(maxTextLength >= 1, "maxTextLength must be at least 1");
    require(tailSize >= ProtocolLimits.MAX_PAGE, "tailSize must be at least 200");
    require(
        !Objects.requireNonNull(presenceGrace).isNegative(), "presenceGrace must not be negative");
    require(
        !Objects.requireNonNull(codeRoomGrace).isNegative(), "codeRoomGrace must not be negative");
    require(
        !Objects.requireNonNull(guestRetention).isNegative(),
        "guestRetention must not be negative");
    require(memory >= MIN_MEMORY, "memory must be at least 64 KiB");
    require(!Objects.requireNonNull(editWindow).isNegative(), "editWindow must not be negative");
    Objects.requireNonNull(uploads, "uploads");
  }

  /** Settings with messages that may always be edited, without uploads. */
  public ChatSettings(
      int maxTextLength,
      int tailSize,
      Duration presenceGrace,
      Duration codeRoomGrace,
      Duration guestRetention,
      long memory) {
    this(
        maxTextLength,
        tailSize,
        presenceGrace,
        codeRoomGrace,
        guestRetention,
        memory,
        Duration.ZERO,
        UploadLimits.OFF);
  }

  /** Settings with the default amount of memory. */
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
