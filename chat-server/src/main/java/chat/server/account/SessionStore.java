package chat.server.account;

import chat.core.model.UserId;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * Keeps whose session a token stands for, under the hash of the token alone. An implementation
 *
 * <ol>
 *   <li>MUST complete {@link #add} only after the session is as durable as the store can make
 *       anything, and show it to every call made afterwards;
 *   <li>MUST fail what it cannot do with a {@link chat.core.port.StoreException}, and MUST NOT
 *       throw from the call;
 *   <li>MUST NOT block the caller, and MAY complete on any thread, the caller's included.
 * </ol>
 *
 * Thread-safe.
 */
public interface SessionStore {
  /** Notes that the token with {@code hash} stands for {@code user}. */
  CompletionStage<Void> add(TokenHash hash, UserId user);

  /** Whom the token with {@code hash} stands for. */
  CompletionStage<Optional<UserId>> find(TokenHash hash);

  /** Everybody who has a session. */
  CompletionStage<Set<UserId>> users();

  /** Ends all sessions of {@code users}. */
  CompletionStage<Void> endAll(Collection<UserId> users);
}
