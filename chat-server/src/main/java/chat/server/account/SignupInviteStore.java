package chat.server.account;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * Keeps invitations, which {@link AccountStore#register} uses up. An implementation
 *
 * <ol>
 *   <li>MUST complete a change only after it is as durable as the store can make anything, and show
 *       it to every call made afterwards;
 *   <li>MUST make a change in the name of an {@link Actor} only if the actor's session is still
 *       open when the change is made, and the actor an admin;
 *   <li>MUST NOT list what is used up or has run out;
 *   <li>MUST fail what it cannot do with a {@link chat.core.port.StoreException}, and MUST NOT
 *       throw from the call;
 *   <li>MUST NOT block the caller, and MAY complete on any thread, the caller's included.
 * </ol>
 *
 * Times are kept to the millisecond. Thread-safe.
 */
public interface SignupInviteStore {
  /**
   * Keeps an invitation, and forgets those that have run out when it is made.
   *
   * @return whether the actor is an admin
   */
  CompletionStage<Guarded<Boolean>> add(Actor by, SignupInvite invite);

  /** Those that are good at {@code now}, the youngest first. */
  CompletionStage<List<SignupInvite>> list(Instant now);

  /**
   * Takes an invitation back.
   *
   * @return whether the actor is an admin
   */
  CompletionStage<Guarded<Boolean>> remove(Actor by, TokenHash hash);
}
