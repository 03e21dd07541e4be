package chat.core.room;

import chat.core.model.Conversation;
import chat.core.model.Invite;
import chat.core.model.Right;
import chat.core.model.RoomId;
import chat.core.model.RoomKind;
import java.util.Optional;

/**
 * Who may do what in a room: the one place that decides it, for every way in. What a command needs
 * whatever its room is stands in its row of the {@link CommandRegistry}. What a user may do belongs
 * to their id, never to their name.
 */
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
        .map(pair -> !person.isNobody() && !person.isGone() && pair.has(person.id()))
        .orElseGet(() -> person.isMember(room));
  }

  /** Whether {@code person} may belong to another room. */
  static boolean mayBelongToAnother(Person person) {
    return person.countRooms() < Limits.MAX_ROOMS_OF_USER;
  }

  /** How many rooms of {@code kind} one user may have created. */
  static int mostCreated(RoomKind kind) {
    return kind == RoomKind.PUBLIC ? Limits.MAX_PUBLIC_ROOMS_CREATED : Limits.MAX_ROOMS_CREATED;
  }

  /** Whether a room that one may read may be removed by this connection. */
  static boolean mayRemove(Room room, Listener from) {
    return from.may(Right.ADMINISTER) && mayRead(room, from.person());
  }

  /** Whether a room that one may read may be changed by this connection. */
  static boolean mayChange(Room room, Listener from) {
    boolean isAuthor = room.record().author().filter(from.person().id()::equals).isPresent();
    return isAuthor || (room.kind() != RoomKind.CODE && from.may(Right.ADMINISTER));
  }

  /** Whether a member may revoke an invitation to a room. */
  static boolean mayRevoke(Room room, Listener from, Invite invite) {
    return invite.author().equals(from.person().id())
        || room.record().author().filter(from.person().id()::equals).isPresent()
        || from.may(Right.ADMINISTER);
  }
}
