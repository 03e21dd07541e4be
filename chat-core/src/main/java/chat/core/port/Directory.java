package chat.core.port;

import chat.core.model.Invite;
import chat.core.model.Membership;
import chat.core.model.RoomId;
import chat.core.model.RoomRecord;
import chat.core.model.User;
import chat.core.model.UserId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

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
public interface Directory {
  /** What became of a room to be added. */
  enum Addition {
    /** It is there now. */
    ADDED,
    /** A room with its id exists. */
    ID_TAKEN,
    /** A public room with its name exists, or one whose name looks the same. */
    NAME_TAKEN,
    /** A room has or had its code. */
    CODE_TAKEN,
    /** Its author has created as many rooms of its kind as one user may. */
    TOO_MANY,
    /** A first member belongs to as many rooms as one user may. */
    MEMBER_OF_TOO_MANY,
    /** As many public rooms of its origin exist as may. */
    TOO_MANY_OF_ORIGIN
  }

  /**
   * Makes somebody known.
   *
   * @return false when somebody else has the name; true when added, and when the same id was known
   *     already (whose stored name then stays)
   */
  CompletionStage<Boolean> addUser(User user, Instant at);

  /**
   * Gives somebody another name.
   *
   * @return false when somebody else has the name
   */
  CompletionStage<Boolean> rename(UserId user, String name);

  /**
   * Makes somebody known under exactly this name and as of this kind, whether known before or not.
   *
   * @return false when somebody else has the name; nothing is changed then
   */
  CompletionStage<Boolean> putUser(User user, Instant at);

  /**
   * Ends somebody who will not come back: their memberships end, and nobody finds them by name;
   * {@link #users} goes on to say who they were. Nothing when there is nobody with this id.
   */
  CompletionStage<Void> retire(UserId user);

  /**
   * Frees the name of a retired bot of which no message is kept, and forgets it unless a
   * conversation of it is left. Nothing for any other user.
   */
  CompletionStage<Void> releaseName(UserId user);

  /** The known ones of {@code ids}, also the retired. */
  CompletionStage<Map<UserId, User>> users(Collection<UserId> ids);

  /** The known ones of {@code ids} who are not retired: those who may still do something. */
  CompletionStage<Map<UserId, User>> active(Collection<UserId> ids);

  /**
   * The known people of these names regardless of case, without the retired, under the names as
   * they were asked for.
   */
  CompletionStage<Map<String, User>> usersNamed(Collection<String> names);

  /** Notes that these people are here at {@code at}, so that they are not forgotten. */
  CompletionStage<Void> seen(Collection<UserId> users, Instant at);

  /**
   * Forgets guests not seen since {@code idleSince}: their names are free again, their memberships
   * end. A guest with a conversation that the other user can still read is retired, but without the
   * name, and the conversation stays. Conversations both of whose users are forgotten or retired
   * are removed. The names of retired bots of which no message is kept any more are free, as by
   * {@link #releaseName}.
   *
   * @return the conversations that were removed
   */
  CompletionStage<Set<RoomId>> forgetGuests(Instant idleSince);

  /** Adds a room, with {@code members} (mark 0), without bounds. */
  default CompletionStage<Addition> addRoom(RoomRecord room, Collection<UserId> members) {
    return addRoom(room, members, RoomBounds.NONE);
  }

  /** Adds a room, with {@code members} (mark 0), unless that exceeds {@code bounds}. */
  CompletionStage<Addition> addRoom(RoomRecord room, Collection<UserId> members, RoomBounds bounds);

  /** The existing ones of {@code ids}. */
  CompletionStage<Map<RoomId, RoomRecord>> rooms(Collection<RoomId> ids);

  /** The room that {@code code}, exactly so, admits to. */
  CompletionStage<Optional<RoomRecord>> roomWithCode(String code);

  /**
   * Public rooms by ascending id.
   *
   * @param after where to go on, exclusive
   * @param limit at most so many, at least 1
   */
  CompletionStage<List<RoomRecord>> publicRooms(Optional<RoomId> after, int limit);

  /** The permanent rooms, by ascending id. */
  CompletionStage<List<RoomRecord>> permanentRooms();

  /**
   * All rooms that are joined with a code, by ascending id: their end is watched from the start.
   */
  CompletionStage<List<RoomRecord>> codeRooms();

  /**
   * Removes a room.
   *
   * @return who was a member, ascending
   */
  CompletionStage<List<UserId>> removeRoom(RoomId room);

  /** The rooms that somebody belongs to, direct conversations included, by ascending id. */
  CompletionStage<List<Membership>> memberships(UserId user);

  /** Makes users members of a room, each with a first read marker, without a bound. */
  default CompletionStage<Void> join(RoomId room, Map<UserId, Long> marks) {
    return join(room, marks, Integer.MAX_VALUE).thenApply(leftOut -> null);
  }

  /**
   * Makes users members of a room, each with a first read marker.
   *
   * @param most how many rooms a user may belong to, this one included; conversations do not count.
   *     Decided in the change itself, whatever other rooms the user joins at the same time
   * @return those who belong to so many already and have not become members
   */
  CompletionStage<Set<UserId>> join(RoomId room, Map<UserId, Long> marks, int most);

  /** Ends a membership; nothing when there is none. */
  CompletionStage<Void> leave(RoomId room, UserId user);

  /**
   * Adds an invitation to a room, which must exist.
   *
   * @param hash what is kept of its secret
   */
  CompletionStage<Void> addInvite(Invite invite, String hash);

  /** The invitation to whose secret {@code hash} belongs, while it is in force. */
  CompletionStage<Optional<Invite>> invite(String hash);

  /** The invitations to a room that are in force, the latest first. */
  CompletionStage<List<Invite>> invites(RoomId room);

  /** Ends an invitation; nothing when it is in force no more. */
  CompletionStage<Void> removeInvite(RoomId room, String invite);

  /** Raises a member's reading mark to {@code seq}; nothing when it is there already. */
  CompletionStage<Void> mark(RoomId room, UserId user, long seq);
}
