package chat.core.model;

import java.util.Objects;

/**
 * A room at one moment, the same for everybody who may see it. Immutable.
 *
 * @param id who it is
 * @param name what it is called
 * @param kind who may find and read it
 * @param permanent whether nothing ends it
 * @param topic what it is about, empty for nothing
 * @param userCount people present; in a direct conversation, how many of the two are online
 * @param messageCount messages posted so far
 * @param head the end of its log
 */
public record RoomInfo(
    RoomId id,
    String name,
    RoomKind kind,
    boolean permanent,
    String topic,
    int userCount,
    long messageCount,
    Position head) {
  /** Takes the parts as they are; none is null. */
  public RoomInfo {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(topic, "topic");
    Objects.requireNonNull(head, "head");
  }

  /** A room with what changes from moment to moment. */
  public static RoomInfo of(RoomRecord room, int userCount, long messageCount, Position head) {
    return new RoomInfo(
        room.id(),
        room.name(),
        room.kind(),
        room.permanent(),
        room.topic(),
        userCount,
        messageCount,
        head);
  }
}
