package chat.core.room;

import chat.core.model.RoomKind;

/** Who may do what in a room: the one place that decides it, for every door. */
final class Access {
  private Access() {}

  /** Whether {@code person} may know of the room and read all of it. */
  static boolean mayRead(Room room, Person person) {
    return room.kind() == RoomKind.PUBLIC || isMember(room, person);
  }

  /** Whether {@code person} may post, type and mark. */
  static boolean isMember(Room room, Person person) {
    return room.conversation()
        .map(conversation -> !person.isNobody() && conversation.has(person.id()))
        .orElseGet(() -> person.isMember(room.id()));
  }
}
