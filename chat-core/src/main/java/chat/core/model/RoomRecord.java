package chat.core.model;

import java.util.Objects;
import java.util.Optional;

/**
 * What is kept of a room beside its log. Immutable.
 *
 * @param id who it is
 * @param name what it is called; see {@link RoomName}
 * @param kind who may find and read it
 * @param permanent whether the configuration made it, so that nothing ends it
 * @param code the code that admits to a {@link RoomKind#CODE} room, empty for every other
 * @param topic what it is about, empty for nothing
 * @param author who made it; empty when the configuration did, or for a conversation
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
   * @throws IllegalArgumentException if the name is none, or a code stands where none belongs
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
      throw new IllegalArgumentException("a code room, and no other, has a code");
    }
  }

  /** A public room that the configuration made. */
  public static RoomRecord permanent(RoomId id, String name) {
    return new RoomRecord(id, name, RoomKind.PUBLIC, true, "", "", Optional.empty());
  }

  /** A public room that somebody made. */
  public static RoomRecord open(RoomId id, String name) {
    return new RoomRecord(id, name, RoomKind.PUBLIC, false, "", "", Optional.empty());
  }

  /** A room that is joined with {@code code}. */
  public static RoomRecord coded(RoomId id, String name, String code) {
    return new RoomRecord(id, name, RoomKind.CODE, false, code, "", Optional.empty());
  }

  /** A room that people are invited to. */
  public static RoomRecord invited(RoomId id, String name) {
    return new RoomRecord(id, name, RoomKind.PRIVATE, false, "", "", Optional.empty());
  }

  /** The same room, made by {@code who}. */
  public RoomRecord by(UserId who) {
    return new RoomRecord(id, name, kind, permanent, code, topic, Optional.of(who));
  }

  /** The same room under {@code newName}, about {@code newTopic}; empty keeps what it has. */
  public RoomRecord with(Optional<String> newName, Optional<String> newTopic) {
    return new RoomRecord(
        id, newName.orElse(name), kind, permanent, code, newTopic.orElse(topic), author);
  }

  /** The room of a conversation; each of the two sees the other's name in its place. */
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
