package chat.core.port;

/**
 * Who and what there is: people, rooms, memberships and reading marks. An implementation
 *
 * <ol>
 *   <li>MUST complete a change only after it is as durable as the store can make anything, and show
 *       it to every read called afterwards;
 *   <li>MUST keep the names of people unique under {@link chat.core.model.UserName#fold} and give
 *       nobody a name whose {@link chat.core.model.UserName#skeleton} is that of somebody else's
 *       (people who had such names before keep them), the names of public rooms under {@link
 *       chat.core.model.RoomName#fold}, and ids and codes as they are, whoever asks at the same
 *       time; and MUST NOT add a public room that is not permanent and whose name has the {@link
 *       chat.core.model.RoomName#skeleton} of another public room's;
 *   <li>MUST NOT give the code of a room a second time, even when the room is gone;
 *   <li>MUST give a room that it adds an empty log with a new epoch;
 *   <li>MUST NOT let a reading mark go back, and MUST keep the mark of somebody who joins again
 *       without having left;
 *   <li>MUST remove a room's memberships, marks, invitations and log together with it, and the keys
 *       of what that log held; the key of a private message that was sent in it stays with the
 *       conversation;
 *   <li>MUST, when it forgets guests, remove every conversation both of whose users are gone, with
 *       all that was said in it and the keys that name it, for no user can read it; MUST go on to
 *       say by {@link #users} who a guest was while a conversation of theirs is left; and MUST NOT
 *       forget anybody who is no guest;
 *   <li>MUST keep the name of somebody retired from everybody else, for ever, but for that of a bot
 *       of which no message is kept: {@link #releaseName} and {@link #forgetGuests} free it; MUST
 *       NOT find anybody retired by name; it MUST fail a change of the name or kind of somebody
 *       retired and a room with them as a first member, and leave them out of those who become
 *       members;
 *   <li>MUST fail what it cannot do with a {@link StoreException}, and MUST NOT throw from the
 *       call;
 *   <li>MUST NOT block the caller, and MAY complete on any thread, the caller's included.
 * </ol>
 *
 * <p>A call that takes a collection of ids or names costs a number of database queries that does
 * not grow with its size, up to 1,024 of them.
 *
 * <p>Thread-safe.
 */
public interface Directory extends UserDirectory, RoomDirectory, MembershipStore, RoomInviteStore {
  /** The directory of four parts that belong together. */
  static Directory of(
      UserDirectory users,
      RoomDirectory rooms,
      MembershipStore memberships,
      RoomInviteStore invites) {
    return new JoinedDirectory(users, rooms, memberships, invites);
  }
}
