package chat.server.account;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** Invitations that end with the process. Thread-safe by the monitor that it shares. */
final class MemoryInvitations implements InvitationStore {
  private final Map<TokenHash, Invitation> byHash = new HashMap<>();
  private final Monitor monitor;

  MemoryInvitations(Monitor monitor) {
    this.monitor = monitor;
  }

  @Override
  public CompletionStage<Void> add(Invitation invitation) {
    return monitor.run(
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
  public CompletionStage<Void> remove(TokenHash hash) {
    return monitor.run(() -> byHash.remove(hash));
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
