package chat.server.account.memory;

import chat.core.model.UserId;
import chat.core.port.UserDirectory;
import chat.server.account.Account;
import chat.server.account.AccountStore;
import chat.server.account.Actor;
import chat.server.account.Guarded;
import chat.server.account.NewAccount;
import chat.server.account.Role;
import chat.server.account.SessionRecord;
import chat.server.account.SharedLock;
import chat.server.account.TokenHash;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Accounts in memory, which are lost when the process ends. The directory must be in memory too:
 * its calls must be complete when they return. Thread-safe by the shared monitor.
 */
public final class MemoryAccounts implements AccountStore {
  private final Map<UserId, Account> byUser = new HashMap<>();
  private final SharedLock lock;
  private final UserDirectory directory;
  private final MemorySessions sessions;
  private final MemorySignupInvites signupInvites;
  private final MemoryBots bots;

  public MemoryAccounts(
      SharedLock lock,
      UserDirectory directory,
      MemorySessions sessions,
      MemorySignupInvites signupInvites) {
    this.lock = lock;
    this.directory = directory;
    this.sessions = sessions;
    this.signupInvites = signupInvites;
    this.bots = new MemoryBots(lock, directory, sessions, byUser::containsKey);
    signupInvites.admins(actor -> sessions.isOpen(actor), this::isAdmin);
  }

  public MemoryBots bots() {
    return bots;
  }

  @Override
  public CompletionStage<Guarded<Registered>> register(NewAccount wanted) {
    return lock.get(
        () ->
            wanted.guest().filter(guest -> !sessions.isOpen(guest)).isPresent()
                ? Guarded.sessionEnded()
                : Guarded.of(registerNow(wanted)));
  }

  private Registered registerNow(NewAccount wanted) {
    Account account = wanted.account();
    Optional<TokenHash> signupInvite = wanted.signupInvite();
    if (byUser.containsKey(account.user())) {
      return Registered.ACCOUNT_EXISTS;
    }
    if (account.role() == Role.ADMIN && isThereAnAdmin()) {
      return Registered.ADMIN_EXISTS;
    }
    if (signupInvite.isPresent() && !signupInvites.isValid(signupInvite.get(), account.created())) {
      return Registered.SIGNUP_INVITE_INVALID;
    }
    if (!directory.putUser(wanted.user(), account.created()).toCompletableFuture().join()) {
      return Registered.NAME_TAKEN;
    }
    signupInvite.ifPresent(signupInvites::use);
    byUser.put(account.user(), account);
    sessions.endOf(account.user());
    sessions.open(wanted.session());
    return Registered.DONE;
  }

  @Override
  public CompletionStage<Optional<Account>> find(UserId user) {
    return lock.get(() -> Optional.ofNullable(byUser.get(user)));
  }

  @Override
  public CompletionStage<Optional<Account>> named(String name) {
    return lock.get(
        () ->
            Optional.ofNullable(
                    directory.usersNamed(List.of(name)).toCompletableFuture().join().get(name))
                .map(user -> byUser.get(user.id())));
  }

  /** Whether the account still has the password hash that was checked. */
  private boolean isAsChecked(Account checked) {
    Account now = byUser.get(checked.user());
    return now != null && now.passwordHash().equals(checked.passwordHash());
  }

  private boolean isAdmin(UserId user) {
    return byUser.containsKey(user) && byUser.get(user).role() == Role.ADMIN;
  }

  @Override
  public CompletionStage<Optional<Boolean>> signIn(
      Account checked, Optional<TokenHash> shown, SessionRecord session) {
    return lock.get(
        () -> {
          if (!isAsChecked(checked)) {
            return Optional.empty();
          }
          boolean wasOpen = shown.map(sessions::endNow).orElse(false);
          sessions.open(session);
          return Optional.of(wasOpen);
        });
  }

  @Override
  public CompletionStage<Guarded<List<TokenHash>>> changePassword(
      Actor by, Account before, String passwordHash, SessionRecord session) {
    return lock.get(
        () -> {
          if (!sessions.isOpen(by) || !isAsChecked(before)) {
            return Guarded.sessionEnded();
          }
          Account now = byUser.get(before.user());
          byUser.put(now.user(), new Account(now.user(), passwordHash, now.role(), now.created()));
          List<TokenHash> ended = sessions.endOf(now.user());
          sessions.open(session);
          return Guarded.of(ended);
        });
  }

  @Override
  public CompletionStage<Guarded<Boolean>> claimAdmin(Actor by) {
    return lock.get(
        () -> {
          if (!sessions.isOpen(by)) {
            return Guarded.sessionEnded();
          }
          Account now = byUser.get(by.user());
          if (now == null || isThereAnAdmin()) {
            return Guarded.of(false);
          }
          byUser.put(
              now.user(), new Account(now.user(), now.passwordHash(), Role.ADMIN, now.created()));
          return Guarded.of(true);
        });
  }

  @Override
  public CompletionStage<Boolean> hasAdmin() {
    return lock.get(this::isThereAnAdmin);
  }

  private boolean isThereAnAdmin() {
    return byUser.values().stream().anyMatch(account -> account.role() == Role.ADMIN);
  }

  @Override
  public CompletionStage<Guarded<Deleted>> delete(Actor by, Account before) {
    return lock.get(
        () -> {
          if (!sessions.isOpen(by) || !isAsChecked(before)) {
            return Guarded.sessionEnded();
          }
          UserId user = by.user();
          byUser.remove(user);
          List<UserId> retired = new ArrayList<>(bots.idsOf(user));
          List<TokenHash> ended = new ArrayList<>(bots.removeOf(user));
          directory.retire(user).toCompletableFuture().join();
          retired.add(user);
          ended.addAll(sessions.endOf(user));
          return Guarded.of(new Deleted(retired, ended));
        });
  }
}
