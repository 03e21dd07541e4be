package chat.server.account;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * Stores signup invites, which {@link AccountStore#register} uses. An implementation
 *
 * <ol>
 *   <li>MUST complete a change only after it is as durable as the store can make anything, and show
 *       it to every call made afterwards;
 *   <li>MUST make a change in the name of an {@link Actor} only if the actor's session is still
 *       open when the change is made, and the actor an admin;
 *   <li>MUST NOT list an invite that is used up or expired;
 *   <li>MUST report a failure with a {@link chat.core.port.StoreException}, and MUST NOT throw from
 *       the call;
 *   <li>MUST NOT block the caller, and MAY complete on any thread, the caller's included.
 * </ol>
 *
 * Times are exact to the millisecond. Thread-safe.
 */
public interface SignupInviteStore {
  /**
   * Stores an invite, and deletes those that have expired when it is created.
   *
   * @return whether the actor is an admin
   */
  CompletionStage<Guarded<Boolean>> add(Actor by, SignupInvite invite);

  /** The invites that are valid at {@code now}, the newest first. */
  CompletionStage<List<SignupInvite>> list(Instant now);

  /**
   * Deletes an invite; does nothing when there is none.
   *
   * @return whether the actor is an admin
   */
  CompletionStage<Guarded<Boolean>> remove(Actor by, TokenHash hash);
}
