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
 * @param messageCount messages that are kept
 * @param head the end of its log
 * @param floor the number of the first event that is kept: 1 when nothing was dropped, one more
 *     than the head when nothing is kept
 */
public record RoomInfo(
    RoomId id,
    String name,
    RoomKind kind,
    boolean permanent,
    String topic,
    int userCount,
    long messageCount,
    Position head,
    long floor) {
  /** Rejects null. */
  public RoomInfo {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(topic, "topic");
    Objects.requireNonNull(head, "head");
  }

  /** A room with what changes from moment to moment. */
  public static RoomInfo of(
      RoomRecord room, int userCount, long messageCount, Position head, long floor) {
    return new RoomInfo(
        room.id(),
        room.name(),
        room.kind(),
        room.permanent(),
        room.topic(),
        userCount,
        messageCount,
        head,
        floor);
  }
}
