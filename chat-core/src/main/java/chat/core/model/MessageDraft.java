package chat.core.model;

import java.util.Objects;
import java.util.OptionalLong;

/**
 * A message that a user has begun to write, the same on all devices of the user. A room has at most
 * one for each thread and one outside of threads. Immutable.
 *
 * @param room the room
 * @param root the {@code seq} of the root of the thread; empty outside of threads
 * @param text the text so far; empty when the draft was removed
 * @param replyTo the {@code seq} of the message that it replies to
 * @param rev of two states of one draft the one with the higher {@code rev} is the later. By
 *     convention milliseconds since 1970 by the clock of the device, and at least one more than the
 *     {@code rev} that the device knows
 */
public record MessageDraft(
    RoomId room, OptionalLong root, String text, OptionalLong replyTo, long rev) {
  /** Rejects null. */
  public MessageDraft {
    Objects.requireNonNull(room, "room");
    Objects.requireNonNull(root, "root");
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(replyTo, "replyTo");
  }

  /** Whether the draft was removed. Its {@code rev} is kept, so that no older state replaces it. */
  public boolean isRemoved() {
    return text.isEmpty();
  }
}
