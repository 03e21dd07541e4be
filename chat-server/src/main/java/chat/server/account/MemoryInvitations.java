package chat.server.account;

import chat.core.model.UserId;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;

/** Invitations that end with the process. Thread-safe by the monitor that it shares. */
final class MemoryInvitations implements InvitationStore {
  private final Map<TokenHash, Invitation> byHash = new HashMap<>();
  private final Monitor monitor;
  private Predicate<Actor> isOpen = actor -> false;
  private Predicate<UserId> isAdmin = user -> false;

  MemoryInvitations(Monitor monitor) {
    this.monitor = monitor;
  }

  /** Says who may change anything; called once, while the stores are put together. */
  void admins(Predicate<Actor> open, Predicate<UserId> admin) {
    isOpen = open;
    isAdmin = admin;
  }

  private CompletionStage<Guarded<Boolean>> guarded(Actor by, Runnable change) {
    return monitor.get(
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
  public CompletionStage<Guarded<Boolean>> add(Actor by, Invitation invitation) {
    return guarded(
        by,
        () -> {
          byHash.values().removeIf(each -> !isGood(each, invitation.created()));
          byHash.put(invitation.hash(), invitation);
        });
  }

  @Override
  public CompletionStage<List<Invitation>> list(Instant now) {
    return monitor.get(
        () ->
            byHash.values().stream()
                .filter(each -> isGood(each, now))
                .sorted(
                    Comparator.comparing(Invitation::created)
                        .reversed()
                        .thenComparing(each -> each.hash().value()))
                .toList());
  }

  @Override
  public CompletionStage<Guarded<Boolean>> remove(Actor by, TokenHash hash) {
    return guarded(by, () -> byHash.remove(hash));
  }

  // Called under the monitor.

  boolean isGood(TokenHash hash, Instant now) {
    Invitation found = byHash.get(hash);
    return found != null && isGood(found, now);
  }

  void use(TokenHash hash) {
    byHash.computeIfPresent(
        hash,
        (same, each) -> new Invitation(hash, each.uses() - 1, each.created(), each.expires()));
  }

  private static boolean isGood(Invitation invitation, Instant now) {
    return invitation.uses() > 0 && now.isBefore(invitation.expires());
  }
}
