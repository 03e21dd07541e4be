package chat.core.port;

/**
 * The users, rooms, memberships, room invites, drafts and followed threads of a chat. An
 * implementation
 *
 * <ol>
 *   <li>MUST complete a change only after it is as durable as the store can make it, and show it to
 *       every read that is called afterwards;
 *   <li>MUST keep unique, also under concurrent changes: the names of users under {@link
 *       chat.core.model.UserName#fold}, the names of public rooms under {@link
 *       chat.core.model.RoomName#fold}, and ids and codes as they are; MUST NOT give a user a new
 *       name with the {@link chat.core.model.UserName#skeleton} of another user's name (users who
 *       had such names before keep them); and MUST NOT add a public room that is not permanent with
 *       the {@link chat.core.model.RoomName#skeleton} of another public room's name;
 *   <li>MUST NOT reuse the code of a room, even after the room was removed;
 *   <li>MUST give each added room an empty log with a new epoch;
 *   <li>MUST NOT lower a read marker except by {@link #markUnread}, and MUST keep the read marker
 *       and the notifications of a member who joins again without having left;
 *   <li>MUST remove the memberships with what belongs to them, the invites and log of a room
 *       together with the room, and the keys of the events of that log; the key of a private
 *       message that was sent from the room stays with the conversation;
 *   <li>MUST, when it forgets guests, remove every conversation whose users are both forgotten or
 *       retired, with its messages and the keys that name it, because no user can read it; MUST
 *       still return a forgotten guest by {@link #users} while a conversation of the guest exists;
 *       and MUST NOT forget users other than guests;
 *   <li>MUST NOT give the name of a retired user to another user, except that of a bot without
 *       stored messages, which {@link #releaseName} and {@link #forgetGuests} free; MUST NOT find a
 *       retired user by name; MUST fail a change of the name or kind of a retired user, and adding
 *       a room with a retired user as a first member; and MUST leave retired users out when users
 *       become members;
 *   <li>MUST fail what it cannot do with a {@link StoreException}, and MUST NOT throw from the call
 *       itself;
 *   <li>MUST NOT block the caller, and MAY complete on any thread, the caller's included.
 * </ol>
 *
 * <p>A call with a collection of ids or names takes a number of database queries that does not grow
 * with its size, up to 1,024 of them.
 *
 * <p>Thread-safe.
 */
public interface Directory
    extends UserDirectory,
        RoomDirectory,
        MembershipStore,
        RoomInviteStore,
        DraftStore,
        FollowStore {
  /** The directory of parts that belong together. */
  static Directory of(
      UserDirectory users,
      RoomDirectory rooms,
      MembershipStore memberships,
      RoomInviteStore invites,
      DraftStore drafts,
      FollowStore follows) {
    return new JoinedDirectory(users, rooms, memberships, invites, drafts, follows);
  }
}
