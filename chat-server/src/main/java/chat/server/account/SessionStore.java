package chat.server.account;

import chat.core.model.UserId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * Stores sessions by the hash of their token; the token itself is never stored. An implementation
 *
 * <ol>
 *   <li>MUST complete a change only after it is as durable as the store can make anything, and show
 *       it to every call made afterwards;
 *   <li>MUST do all of a change or nothing;
 *   <li>MUST make a change in the name of an {@link Actor} only if the actor's session is still
 *       open when the change is made;
 *   <li>MUST report a failure with a {@link chat.core.port.StoreException}, and MUST NOT throw from
 *       the call;
 *   <li>MUST NOT block the caller, and MAY complete on any thread, the caller's included.
 * </ol>
 *
 * Times are exact to the millisecond. Thread-safe.
 */
public interface SessionStore {
  /** Stores the session of a new guest; sessions of accounts are stored by {@link AccountStore}. */
  CompletionStage<Void> add(SessionRecord session);

  /** The session whose token has this hash; empty if there is none. */
  CompletionStage<Optional<SessionRecord>> find(TokenHash hash);

  /** The sessions of {@code user}, the newest first. */
  CompletionStage<List<SessionRecord>> of(UserId user);

  /** Sets the time of last use of {@code sessions} to {@code at}; ignores those that have ended. */
  CompletionStage<Void> seen(Collection<TokenHash> sessions, Instant at);

  /** Ends a session; does nothing when there is none. */
  CompletionStage<Void> end(TokenHash hash);

  /**
   * Ends one of the actor's sessions.
   *
   * @return whether there was such a session
   */
  CompletionStage<Guarded<Boolean>> end(Actor by, TokenHash hash);

  /** All users who have a session. */
  CompletionStage<Set<UserId>> users();

  /** Ends all sessions of {@code users}. */
  CompletionStage<Void> endAll(Collection<UserId> users);

  /**
   * Ends the sessions of {@code users} that were last used before {@code seenBefore} or opened
   * before {@code createdBefore}.
   *
   * @return the sessions that were ended
   */
  CompletionStage<List<TokenHash>> endOld(
      Collection<UserId> users, Instant seenBefore, Instant createdBefore);

  /**
   * Ends the sessions of {@code user} except the {@code most} that were used most recently.
   *
   * @return the sessions that were ended
   */
  CompletionStage<List<TokenHash>> endBeyond(UserId user, int most);
}
