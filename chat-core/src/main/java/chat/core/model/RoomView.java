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
 * @param role what the user may do in the room; empty for a user who is no member and in a direct
 *     conversation, which has no roles
 */
public record RoomView(
    RoomInfo info,
    boolean member,
    OptionalInt unread,
    Optional<String> code,
    Optional<User> with,
    Optional<Role> role) {
  /** What a member may do in a room. */
  public enum Role {
    /** The author of the room, who may change its name and topic. */
    OWNER,
    /** Every other member. */
    MEMBER
  }

  /** Unread messages are counted up to here; protocol version 1 fixes the number. */
  public static final int MAX_UNREAD = 1_000;

  /** The least {@link #weight}: names of members, numbers and punctuation. */
  public static final int WEIGHT = 256;

  private static final int WEIGHT_OF_USER = 48;
  private static final int MOST_BYTES_OF_UNIT = 3;

  /** Rejects null. */
  public RoomView {
    Objects.requireNonNull(info, "info");
    Objects.requireNonNull(unread, "unread");
    Objects.requireNonNull(code, "code");
    Objects.requireNonNull(with, "with");
    Objects.requireNonNull(role, "role");
  }

  /**
   * Estimates, from above, how many bytes it takes as JSON, as {@link
   * chat.core.event.RoomEvent#weight} does for events.
   */
  public int weight() {
    return WEIGHT
        + info.id().value().length()
        + MOST_BYTES_OF_UNIT * (info.name().length() + info.topic().length())
        + code.map(String::length).orElse(0)
        + with.map(RoomView::weight).orElse(0);
  }

  private static int weight(User user) {
    return WEIGHT_OF_USER + user.id().value().length() + MOST_BYTES_OF_UNIT * user.name().length();
  }

  /** The view of somebody who is not a member. */
  public static RoomView ofStranger(RoomInfo info) {
    return new RoomView(
        info, false, OptionalInt.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }
}
