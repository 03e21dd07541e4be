package chat.core.internal.room;

import chat.core.internal.connection.ConnectedUser;
import chat.core.internal.connection.Connection;
import chat.core.internal.context.ProtocolLimits;
import chat.core.model.Conversation;
import chat.core.model.Right;
import chat.core.model.RoomId;
import chat.core.model.RoomInvite;
import chat.core.model.RoomKind;
import java.util.Optional;

/**
 * Who may do what in a room: the one place that decides it, for every way in. What a command needs
 * whatever its room is stands in its row of the {@code CommandRegistry}. What a user may do belongs
 * to their id, never to their name.
 */
public final class AccessPolicy {
  private AccessPolicy() {}

  /** Whether {@code person} may know of the room and read all of it. */
  public static boolean mayRead(Room room, ConnectedUser person) {
    return room.kind() == RoomKind.PUBLIC || isMember(room, person);
  }

  /** Whether {@code person} may post, type and mark. */
  public static boolean isMember(Room room, ConnectedUser person) {
    return isMember(room.id(), room.conversation(), person);
  }

  /** The same of a room that may not be loaded. */
  public static boolean isMember(RoomId room, ConnectedUser person) {
    return isMember(room, Conversation.of(room), person);
  }

  private static boolean isMember(
      RoomId room, Optional<Conversation> conversation, ConnectedUser person) {
    return conversation
        .map(pair -> !person.isNobody() && !person.isGone() && pair.has(person.id()))
        .orElseGet(() -> person.isMember(room));
  }

  /** Whether {@code person} may belong to another room. */
  public static boolean mayBelongToAnother(ConnectedUser person) {
    return person.countRooms() < ProtocolLimits.MAX_ROOMS_OF_USER;
  }

  /** How many rooms of {@code kind} one user may have created. */
  public static int mostCreated(RoomKind kind) {
    return kind == RoomKind.PUBLIC
        ? ProtocolLimits.MAX_PUBLIC_ROOMS_CREATED
        : ProtocolLimits.MAX_ROOMS_CREATED;
  }

  /** Whether a room that one may read may be removed by this connection. */
  public static boolean mayRemove(Room room, Connection from) {
    return from.may(Right.ADMINISTER) && mayRead(room, from.person());
  }

  /** Whether a room that one may read may be changed by this connection. */
  public static boolean mayChange(Room room, Connection from) {
    boolean isAuthor = room.record().author().filter(from.person().id()::equals).isPresent();
    return isAuthor || (room.kind() != RoomKind.CODE && from.may(Right.ADMINISTER));
  }

  /** Whether a member may revoke an invitation to a room. */
  public static boolean mayRevoke(Room room, Connection from, RoomInvite invite) {
    return invite.author().equals(from.person().id())
        || room.record().author().filter(from.person().id()::equals).isPresent()
        || from.may(Right.ADMINISTER);
  }
}
