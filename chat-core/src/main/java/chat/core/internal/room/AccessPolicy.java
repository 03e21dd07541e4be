package chat.core.internal.room;

import chat.core.internal.connection.ConnectedUser;
import chat.core.internal.connection.Connection;
import chat.core.internal.context.ChatSettings;
import chat.core.internal.context.ProtocolLimits;
import chat.core.model.Conversation;
import chat.core.model.Right;
import chat.core.model.RoomId;
import chat.core.model.RoomInvite;
import chat.core.model.RoomKind;
import java.util.Optional;

/**
 * The access rules of rooms, in one place for all commands. The right that a command needs
 * regardless of its room is in its row of the {@code CommandRegistry}. Access depends on the id of
 * a user, never on the name. Stateless.
 */
public final class AccessPolicy {
  private AccessPolicy() {}

  /** Whether {@code user} may know that the room exists, and read all of it. */
  public static boolean mayRead(Room room, ConnectedUser user) {
    return room.kind() == RoomKind.PUBLIC || isMember(room, user);
  }

  /** Whether {@code user} may post, send typing signals and set a read marker. */
  public static boolean isMember(Room room, ConnectedUser user) {
    return isMember(room.id(), room.conversation(), user);
  }

  /** The same for a room that need not be loaded. */
  public static boolean isMember(RoomId room, ConnectedUser user) {
    return isMember(room, Conversation.of(room), user);
  }

  private static boolean isMember(
      RoomId room, Optional<Conversation> conversation, ConnectedUser user) {
    return conversation
        .map(pair -> !user.isAnonymous() && !user.isRetired() && pair.has(user.id()))
        .orElseGet(() -> user.isMember(room));
  }

  /** Whether {@code user}, who is a member of a room, may send files to it. */
  public static boolean mayUpload(ChatSettings settings, ConnectedUser user) {
    return settings.uploads().permits(user.profile().kind());
  }

  /** Whether {@code user} may become a member of one more room. */
  public static boolean mayBelongToAnother(ConnectedUser user) {
    return user.countRooms() < ProtocolLimits.MAX_ROOMS_OF_USER;
  }

  /** How many rooms of {@code kind} one user may have created. */
  public static int mostCreated(RoomKind kind) {
    return kind == RoomKind.PUBLIC
        ? ProtocolLimits.MAX_PUBLIC_ROOMS_CREATED
        : ProtocolLimits.MAX_ROOMS_CREATED;
  }

  /** Whether this connection may remove a room that it may read. */
  public static boolean mayRemove(Room room, Connection from) {
    return from.may(Right.ADMINISTER) && mayRead(room, from.user());
  }

  /** Whether this connection may change a room that it may read. */
  public static boolean mayChange(Room room, Connection from) {
    boolean isAuthor = room.record().author().filter(from.user().id()::equals).isPresent();
    return isAuthor || (room.kind() != RoomKind.CODE && from.may(Right.ADMINISTER));
  }

  /** Whether this connection of a member may pin and unpin messages. */
  public static boolean mayPin(Room room, Connection from) {
    return room.kind() != RoomKind.PUBLIC || mayChange(room, from);
  }

  /** Whether this connection of a member may mention all members, however many they are. */
  public static boolean mayMentionAll(Room room, Connection from) {
    return room.conversation().isEmpty() && mayChange(room, from);
  }

  /** Whether this connection of a member may revoke an invite to the room. */
  public static boolean mayRevoke(Room room, Connection from, RoomInvite invite) {
    return invite.author().equals(from.user().id())
        || room.record().author().filter(from.user().id()::equals).isPresent()
        || from.may(Right.ADMINISTER);
  }
}
