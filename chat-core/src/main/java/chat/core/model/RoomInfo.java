package chat.core.model;

import java.util.Objects;

/**
 * A snapshot of a room, the same for all users who may see it. Immutable.
 *
 * @param id the id
 * @param name the name
 * @param kind which users may find and read it
 * @param permanent whether it cannot be removed
 * @param topic the topic, empty for none
 * @param userCount number of users present; in a direct conversation, of users online
 * @param messageCount number of messages in its log
 * @param head the head of its log
 * @param floor the {@code seq} of the first event in its log: 1 when none was removed, one more
 *     than the head when the log is empty
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

  /** The snapshot of a room with its current counts and log positions. */
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
