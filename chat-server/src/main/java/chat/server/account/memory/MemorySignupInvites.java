package chat.server.account.memory;

import chat.core.model.UserId;
import chat.server.account.Actor;
import chat.server.account.Guarded;
import chat.server.account.SharedLock;
import chat.server.account.SignupInvite;
import chat.server.account.SignupInviteStore;
import chat.server.account.TokenHash;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;

/**
 * Signup invites in memory, which are lost when the process ends. Thread-safe by the shared
 * monitor.
 */
public final class MemorySignupInvites implements SignupInviteStore {
  private final Map<TokenHash, SignupInvite> byHash = new HashMap<>();
  private final SharedLock lock;
  private Predicate<Actor> isOpen = actor -> false;
  private Predicate<UserId> isAdmin = user -> false;

  public MemorySignupInvites(SharedLock lock) {
    this.lock = lock;
  }

  /** Sets how admins and open sessions are recognized; called once, when the stores are created. */
  void admins(Predicate<Actor> open, Predicate<UserId> admin) {
    isOpen = open;
    isAdmin = admin;
  }

  private CompletionStage<Guarded<Boolean>> guarded(Actor by, Runnable change) {
    return lock.get(
        () -> {
          if (!isOpen.test(by)) {
            return Guarded.sessionEnded();
          }
          boolean mayChange = isAdmin.test(by.user());
          if (mayChange) {
            change.run();
          }
          return Guarded.of(mayChange);
        });
  }

  @Override
  public CompletionStage<Guarded<Boolean>> add(Actor by, SignupInvite invite) {
    return guarded(
        by,
        () -> {
          byHash.values().removeIf(each -> !isValid(each, invite.created()));
          byHash.put(invite.hash(), invite);
        });
  }

  @Override
  public CompletionStage<List<SignupInvite>> list(Instant now) {
    return lock.get(
        () ->
            byHash.values().stream()
                .filter(each -> isValid(each, now))
                .sorted(
                    Comparator.comparing(SignupInvite::created)
                        .reversed()
                        .thenComparing(each -> each.hash().value()))
                .toList());
  }

  @Override
  public CompletionStage<Guarded<Boolean>> remove(Actor by, TokenHash hash) {
    return guarded(by, () -> byHash.remove(hash));
  }

  // The methods below are called with the monitor held.

  boolean isValid(TokenHash hash, Instant now) {
    SignupInvite found = byHash.get(hash);
    return found != null && isValid(found, now);
  }

  void use(TokenHash hash) {
    byHash.computeIfPresent(
        hash,
        (same, each) -> new SignupInvite(hash, each.uses() - 1, each.created(), each.expires()));
  }

  private static boolean isValid(SignupInvite invite, Instant now) {
    return invite.uses() > 0 && now.isBefore(invite.expires());
  }
}
