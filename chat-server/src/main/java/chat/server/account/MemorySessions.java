package chat.server.account;

import static java.util.concurrent.CompletableFuture.completedFuture;

import chat.core.model.UserId;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/** Sessions that end with the process. Thread-safe by its concurrent map. */
public final class MemorySessions implements SessionStore {
  private final Map<TokenHash, UserId> users = new ConcurrentHashMap<>();

  @Override
  public CompletionStage<Void> add(TokenHash hash, UserId user) {
    users.put(hash, user);
    return completedFuture(null);
  }

  @Override
  public CompletionStage<Optional<UserId>> find(TokenHash hash) {
    return completedFuture(Optional.ofNullable(users.get(hash)));
  }

  @Override
  public CompletionStage<Set<UserId>> users() {
    return completedFuture(Set.copyOf(users.values()));
  }

  @Override
  public CompletionStage<Void> endAll(Collection<UserId> ended) {
    users.values().removeAll(Set.copyOf(ended));
    return completedFuture(null);
  }
}
