package chat.server.account;

import static java.util.concurrent.CompletableFuture.completedFuture;

import chat.core.model.User;
import chat.core.model.UserId;
import chat.core.port.Directory;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * Hands out the secrets by which the server knows people again. A session lives as long as its
 * person does: whom the directory has forgotten has none. Thread-safe by what it is made of.
 */
public final class Sessions {
  /** 256 bits cannot be guessed; 43 characters that may stand in a cookie and a subprotocol. */
  private static final int TOKEN_BYTES = 32;

  private final SessionStore store;
  private final Directory directory;
  private final SecureRandom random = new SecureRandom();

  /** Sessions kept in {@code store}, of people in {@code directory}. */
  public Sessions(SessionStore store, Directory directory) {
    this.store = store;
    this.directory = directory;
  }

  /** Opens a session of somebody known; completes with its token when the session is kept. */
  public CompletionStage<String> open(UserId user) {
    byte[] bytes = new byte[TOKEN_BYTES];
    random.nextBytes(bytes);
    String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    return store.add(TokenHash.of(token), user).thenApply(kept -> token);
  }

  /** Whose session {@code token} stands for; empty when it is unknown or ended. */
  public CompletionStage<Optional<User>> userOf(String token) {
    return store
        .find(TokenHash.of(token))
        .thenCompose(
            found -> found.isPresent() ? userWith(found.get()) : completedFuture(Optional.empty()));
  }

  private CompletionStage<Optional<User>> userWith(UserId id) {
    return directory.users(List.of(id)).thenApply(users -> Optional.ofNullable(users.get(id)));
  }

  /** Drops what is kept of people whom the directory has forgotten. */
  public CompletionStage<Void> sweep() {
    return store.users().thenCompose(this::endForgotten);
  }

  private CompletionStage<Void> endForgotten(Set<UserId> users) {
    return directory
        .users(users)
        .thenCompose(
            known -> {
              Set<UserId> forgotten = new HashSet<>(users);
              forgotten.removeAll(known.keySet());
              return store.endAll(forgotten);
            });
  }
}
