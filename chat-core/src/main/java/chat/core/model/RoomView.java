package chat.core.model;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A room as a user sees it. Immutable.
 *
 * @param info what all users see
 * @param member whether the user is a member
 * @param unread number of messages of other users after the read marker, at most {@link
 *     #MAX_UNREAD}; empty for a user who is not a member
 * @param code the code to join the room, for members of a code room
 * @param with the other user of a direct conversation
 * @param role the role of the user in the room; empty for a user who is not a member, and in a
 *     direct conversation, which has no roles
 * @param notifications of which messages the user wants to be notified; empty for a user who is not
 *     a member, and where it is not known to have changed
 */
public record RoomView(
    RoomInfo info,
    boolean member,
    OptionalInt unread,
    Optional<String> code,
    Optional<User> with,
    Optional<Role> role,
    Optional<Notifications> notifications) {
  /** The role of a member in a room. */
  public enum Role {
    /** The author of the room, who may change its name and topic. */
    OWNER,
    /** Every other member. */
    MEMBER
  }

  /** Maximum count of unread messages, fixed by protocol version 1. */
  public static final int MAX_UNREAD = 1_000;

  /** Minimum {@link #weight}: JSON keys, numbers and punctuation. */
  public static final int WEIGHT = 320;

  private static final int WEIGHT_OF_USER = 48;
  private static final int MOST_BYTES_OF_UNIT = 3;

  /** Rejects null. */
  public RoomView {
    Objects.requireNonNull(info, "info");
    Objects.requireNonNull(unread, "unread");
    Objects.requireNonNull(code, "code");
    Objects.requireNonNull(with, "with");
    Objects.requireNonNull(role, "role");
    Objects.requireNonNull(notifications, "notifications");
  }

  /**
   * Upper estimate of its bytes as JSON, like {@link chat.core.event.RoomEvent#weight} for events.
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

  /** The view of a user who is not a member. */
  public static RoomView ofStranger(RoomInfo info) {
    return new RoomView(
        info,
        false,
        OptionalInt.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
