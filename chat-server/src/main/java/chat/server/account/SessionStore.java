package chat.server.account;

import chat.core.model.UserId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * Keeps sessions, under the hash of the token alone. An implementation
 *
 * <ol>
 *   <li>MUST complete a change only after it is as durable as the store can make anything, and show
 *       it to every call made afterwards;
 *   <li>MUST do all of a change or nothing;
 *   <li>MUST make a change in the name of an {@link Actor} only if the actor's session is still
 *       open when the change is made;
 *   <li>MUST fail what it cannot do with a {@link chat.core.port.StoreException}, and MUST NOT
 *       throw from the call;
 *   <li>MUST NOT block the caller, and MAY complete on any thread, the caller's included.
 * </ol>
 *
 * Times are kept to the millisecond. Thread-safe.
 */
public interface SessionStore {
  /** Opens a session of a guest just made; those of accounts are opened by {@link AccountStore}. */
  CompletionStage<Void> add(SessionRecord session);

  /** The session whose token has this hash. */
  CompletionStage<Optional<SessionRecord>> find(TokenHash hash);

  /** Somebody's sessions, the youngest first. */
  CompletionStage<List<SessionRecord>> of(UserId user);

  /** Notes that sessions were used at {@code at}; nothing for those that have ended. */
  CompletionStage<Void> seen(Collection<TokenHash> sessions, Instant at);

  /** Ends a session; nothing when there is none. */
  CompletionStage<Void> end(TokenHash hash);

  /**
   * Ends one of the actor's sessions.
   *
   * @return whether there was such a session
   */
  CompletionStage<Guarded<Boolean>> end(Actor by, TokenHash hash);

  /** Everybody who has a session. */
  CompletionStage<Set<UserId>> users();

  /** Ends all sessions of {@code users}. */
  CompletionStage<Void> endAll(Collection<UserId> users);

  /**
   * Ends those sessions of {@code users} that were seen last before {@code seenBefore} or opened
   * before {@code createdBefore}.
   *
   * @return which ended
   */
  CompletionStage<List<TokenHash>> endOld(
      Collection<UserId> users, Instant seenBefore, Instant createdBefore);

  /**
   * Ends the sessions of {@code user} beyond the {@code most} that were used last.
   *
   * @return the sessions that ended
   */
  CompletionStage<List<TokenHash>> endBeyond(UserId user, int most);
}
