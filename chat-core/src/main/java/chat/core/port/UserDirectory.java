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
 * The users that the host has made known, and their names. The numbered rules of {@link Directory}
 * hold. Thread-safe.
 */
public interface UserDirectory {
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
}
