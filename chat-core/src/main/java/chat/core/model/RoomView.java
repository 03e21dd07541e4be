package chat.core.model;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A room as one person sees it. Immutable.
 *
 * @param info what everybody sees
 * @param member whether the person is a member
 * @param unread other people's messages after the person's mark, at most {@link #MAX_UNREAD}; empty
 *     for somebody who is no member
 * @param code the code that admits others, for members of a code room
 * @param with the other person of a direct conversation
 */
public record RoomView(
    RoomInfo info, boolean member, OptionalInt unread, Optional<String> code, Optional<User> with) {
  /** Unread messages are counted up to here; protocol version 1 fixes the number. */
  public static final int MAX_UNREAD = 1_000;

  /** Takes the parts as they are; none is null. */
  public RoomView {
    Objects.requireNonNull(info, "info");
    Objects.requireNonNull(unread, "unread");
    Objects.requireNonNull(code, "code");
    Objects.requireNonNull(with, "with");
  }

  /** The view of somebody who is not a member. */
  public static RoomView ofStranger(RoomInfo info) {
    return new RoomView(info, false, OptionalInt.empty(), Optional.empty(), Optional.empty());
  }
}
