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
 *   <li>MUST NOT list what is used up or has run out;
 *   <li>MUST fail what it cannot do with a {@link chat.core.port.StoreException}, and MUST NOT
 *       throw from the call;
 *   <li>MUST NOT block the caller, and MAY complete on any thread, the caller's included.
 * </ol>
 *
 * Times are kept to the millisecond. Thread-safe.
 */
public interface InvitationStore {
  /** Keeps an invitation, and forgets those that have run out when it is made. */
  CompletionStage<Void> add(Invitation invitation);

  /** Those that are good at {@code now}, the youngest first. */
  CompletionStage<List<Invitation>> list(Instant now);

  /** Takes an invitation back. */
  CompletionStage<Void> remove(TokenHash hash);
}
