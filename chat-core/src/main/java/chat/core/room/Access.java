package chat.core.room;

import chat.core.model.Conversation;
import chat.core.model.RoomId;
import chat.core.model.RoomKind;
import java.util.Optional;

/** Who may do what in a room: the one place that decides it, for every door. */
final class Access {
  private Access() {}

  /** Whether {@code person} may know of the room and read all of it. */
  static boolean mayRead(Room room, Person person) {
    return room.kind() == RoomKind.PUBLIC || isMember(room, person);
  }

  /** Whether {@code person} may post, type and mark. */
  static boolean isMember(Room room, Person person) {
    return isMember(room.id(), room.conversation(), person);
  }

  /** The same of a room that may not be loaded. */
  static boolean isMember(RoomId room, Person person) {
    return isMember(room, Conversation.of(room), person);
  }

  private static boolean isMember(RoomId room, Optional<Conversation> conversation, Person person) {
    return conversation
        .map(pair -> !person.isNobody() && pair.has(person.id()))
        .orElseGet(() -> person.isMember(room));
  }
}
