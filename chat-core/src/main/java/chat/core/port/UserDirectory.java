package chat.core.port;

import chat.core.model.RoomId;
import chat.core.model.User;
import chat.core.model.UserId;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * The users of a chat and their names. A {@linkplain chat.core.model.UserName#isReserved reserved}
 * name is taken for every user but one who has it. The numbered rules of {@link Directory} apply.
 * Thread-safe.
 */
public interface UserDirectory {
  /**
   * Adds a user.
   *
   * @return false when another user has the name; true when the user was added, or when the id
   *     exists already (whose stored name stays)
   */
  CompletionStage<Boolean> addUser(User user, Instant at);

  /**
   * Changes the name of a user.
   *
   * @return false when another user has the name
   */
  CompletionStage<Boolean> rename(UserId user, String name);

  /**
   * Adds or updates a user with exactly this name and kind.
   *
   * @return false when another user has the name; then nothing is changed
   */
  CompletionStage<Boolean> putUser(User user, Instant at);

  /**
   * Retires a user permanently: the user's memberships end, and the user is not found by name any
   * more; {@link #users} still returns the user. Does nothing when the id is unknown.
   */
  CompletionStage<Void> retire(UserId user);

  /**
   * Frees the name of a retired bot without stored messages, and removes the bot unless a
   * conversation with it exists. Does nothing for any other user.
   */
  CompletionStage<Void> releaseName(UserId user);

  /** The users with these {@code ids} that exist, including retired ones. */
  CompletionStage<Map<UserId, User>> users(Collection<UserId> ids);

  /** The users with these {@code ids} that exist and are not retired. */
  CompletionStage<Map<UserId, User>> active(Collection<UserId> ids);

  /**
   * The users with these names regardless of case, without retired ones. The keys of the result are
   * the names as given.
   */
  CompletionStage<Map<String, User>> usersNamed(Collection<String> names);

  /**
   * Records that these users were connected at {@code at}, so that guests among them are not
   * forgotten.
   */
  CompletionStage<Void> seen(Collection<UserId> users, Instant at);

  /**
   * Forgets guests not seen since {@code idleSince}: their names become free and their memberships
   * end. A guest with a conversation that the other user can still read is retired instead, also
   * with a free name, and the conversation stays. Conversations whose users are both forgotten or
   * retired are removed. The names of retired bots without stored messages become free, as by
   * {@link #releaseName}.
   *
   * @return the removed conversations
   */
  CompletionStage<Set<RoomId>> forgetGuests(Instant idleSince);
}
