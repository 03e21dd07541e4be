package chat.core.model;

import java.util.Objects;
import java.util.Optional;

/**
 * The stored properties of a room, without its log. Immutable.
 *
 * @param id the id
 * @param name the name; see {@link RoomName}
 * @param kind which users may find and read it
 * @param permanent whether it is set in the configuration, and cannot be removed
 * @param code the code of a {@link RoomKind#CODE} room, empty for every other
 * @param topic the topic, empty for none
 * @param author the user who created it; empty for a permanent room and a conversation
 */
public record RoomRecord(
    RoomId id,
    String name,
    RoomKind kind,
    boolean permanent,
    String code,
    String topic,
    Optional<UserId> author) {
  /**
   * @throws IllegalArgumentException if the name is invalid, or the code does not fit the kind
   */
  public RoomRecord {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(topic, "topic");
    Objects.requireNonNull(author, "author");
    RoomName.checkForm(name)
        .ifPresent(
            fault -> {
              throw new IllegalArgumentException(fault);
            });
    if (code.isEmpty() == (kind == RoomKind.CODE)) {
      throw new IllegalArgumentException("a code room must have a code, other rooms must not");
    }
  }

  /** A public room that is set in the configuration. */
  public static RoomRecord permanent(RoomId id, String name) {
    return new RoomRecord(id, name, RoomKind.PUBLIC, true, "", "", Optional.empty());
  }

  /** A public room that a user creates. */
  public static RoomRecord open(RoomId id, String name) {
    return new RoomRecord(id, name, RoomKind.PUBLIC, false, "", "", Optional.empty());
  }

  /** A room that is joined with {@code code}. */
  public static RoomRecord coded(RoomId id, String name, String code) {
    return new RoomRecord(id, name, RoomKind.CODE, false, code, "", Optional.empty());
  }

  /** A private room, joined by invite. */
  public static RoomRecord invited(RoomId id, String name) {
    return new RoomRecord(id, name, RoomKind.PRIVATE, false, "", "", Optional.empty());
  }

  /** The same room with {@code who} as its author. */
  public RoomRecord by(UserId who) {
    return new RoomRecord(id, name, kind, permanent, code, topic, Optional.of(who));
  }

  /** The same room with another name or topic; empty keeps the current one. */
  public RoomRecord with(Optional<String> newName, Optional<String> newTopic) {
    return new RoomRecord(
        id, newName.orElse(name), kind, permanent, code, newTopic.orElse(topic), author);
  }

  /** The room of a conversation; each of its users is shown the other's name instead. */
  public static RoomRecord direct(Conversation conversation) {
    return new RoomRecord(
        conversation.room(),
        "Direct conversation",
        RoomKind.DIRECT,
        false,
        "",
        "",
        Optional.empty());
  }
}
