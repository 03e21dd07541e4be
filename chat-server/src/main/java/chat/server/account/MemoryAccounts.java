package chat.server.account;

import chat.core.model.UserId;
import chat.core.port.Directory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Accounts that end with the process. Its directory is one in memory, whose calls are complete when
 * they return. Thread-safe by the monitor that it shares.
 */
final class MemoryAccounts implements AccountStore {
  private final Map<UserId, Account> byUser = new HashMap<>();
  private final Monitor monitor;
  private final Directory directory;
  private final MemorySessions sessions;
  private final MemoryInvitations invitations;
  private final MemoryBots bots;

  MemoryAccounts(
      Monitor monitor,
      Directory directory,
      MemorySessions sessions,
      MemoryInvitations invitations) {
    this.monitor = monitor;
    this.directory = directory;
    this.sessions = sessions;
    this.invitations = invitations;
    this.bots = new MemoryBots(monitor, directory, sessions, byUser::containsKey);
  }

  MemoryBots bots() {
    return bots;
  }

  @Override
  public CompletionStage<Registered> register(NewAccount wanted) {
    return monitor.get(() -> registerNow(wanted));
  }

  private Registered registerNow(NewAccount wanted) {
    Account account = wanted.account();
    Optional<TokenHash> invitation = wanted.invitation();
    if (byUser.containsKey(account.user())) {
      return Registered.ACCOUNT_EXISTS;
    }
    if (account.role() == Role.ADMIN && isThereAnAdmin()) {
      return Registered.ADMIN_EXISTS;
    }
    if (invitation.isPresent() && !invitations.isGood(invitation.get(), account.created())) {
      return Registered.INVITATION_INVALID;
    }
    if (!directory.putUser(wanted.user(), account.created()).toCompletableFuture().join()) {
      return Registered.NAME_TAKEN;
    }
    invitation.ifPresent(invitations::use);
    byUser.put(account.user(), account);
    sessions.endOf(account.user());
    sessions.open(wanted.session());
    return Registered.DONE;
  }

  @Override
  public CompletionStage<Optional<Account>> find(UserId user) {
    return monitor.get(() -> Optional.ofNullable(byUser.get(user)));
  }

  @Override
  public CompletionStage<Optional<Account>> named(String name) {
    return monitor.get(
        () ->
            Optional.ofNullable(
                    directory.usersNamed(List.of(name)).toCompletableFuture().join().get(name))
                .map(user -> byUser.get(user.id())));
  }

  @Override
  public CompletionStage<Optional<List<TokenHash>>> changePassword(
      Account before, String passwordHash, SessionRecord session) {
    return monitor.get(
        () -> {
          Account now = byUser.get(before.user());
          if (now == null || !now.passwordHash().equals(before.passwordHash())) {
            return Optional.empty();
          }
          byUser.put(now.user(), new Account(now.user(), passwordHash, now.role(), now.created()));
          List<TokenHash> ended = sessions.endOf(now.user());
          sessions.open(session);
          return Optional.of(ended);
        });
  }

  @Override
  public CompletionStage<Boolean> claimAdmin(UserId user) {
    return monitor.get(
        () -> {
          Account now = byUser.get(user);
          if (now == null || isThereAnAdmin()) {
            return false;
          }
          byUser.put(user, new Account(user, now.passwordHash(), Role.ADMIN, now.created()));
          return true;
        });
  }

  @Override
  public CompletionStage<Boolean> hasAdmin() {
    return monitor.get(this::isThereAnAdmin);
  }

  private boolean isThereAnAdmin() {
    return byUser.values().stream().anyMatch(account -> account.role() == Role.ADMIN);
  }

  @Override
  public CompletionStage<List<TokenHash>> delete(UserId user) {
    return monitor.get(
        () -> {
          if (byUser.remove(user) == null) {
            return List.of();
          }
          List<TokenHash> ended = new ArrayList<>(bots.removeOf(user));
          directory.retire(user).toCompletableFuture().join();
          ended.addAll(sessions.endOf(user));
          return List.copyOf(ended);
        });
  }
}
