package chat.server.account.service;

import chat.core.Chat;
import chat.core.command.Refusal;
import chat.core.model.UserId;
import chat.server.account.Account;
import chat.server.account.AccountException;
import chat.server.account.AccountStore;
import chat.server.account.Identity;
import chat.server.account.Role;
import chat.server.account.SessionDraft;
import chat.server.account.TokenHash;
import chat.server.account.password.HashOrigin;
import chat.server.account.password.PasswordRules;
import chat.server.account.password.Passwords;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Operations of users on their own accounts. Thread-safe by its parts. */
public final class AccountSettings {
  private final AccountStore store;
  private final Passwords passwords;
  private final PasswordRules rules;
  private final Sessions sessions;
  private final SessionConnections connections;
  private final Chat chat;

  AccountSettings(AccountServices.Parts parts, PasswordRules rules, Sessions sessions) {
    this.store = parts.stores().accounts();
    this.passwords = parts.passwords();
    this.rules = rules;
    this.sessions = sessions;
    this.connections = parts.connections();
    this.chat = parts.chat();
  }

  /** The caller's account; fails with {@code forbidden} if the caller has none. */
  public CompletionStage<Account> of(Identity caller) {
    return store
        .find(caller.user().id())
        .thenApply(found -> found.orElseThrow(AccountSettings::accountRequired));
  }

  private static AccountException accountRequired() {
    return new AccountException(
        Refusal.FORBIDDEN, "This requires an account. Register or sign in.");
  }

  /** The caller's account; fails with {@code forbidden} unless it is an admin's. */
  public CompletionStage<Account> requireAdmin(Identity caller) {
    return of(caller)
        .thenApply(
            account -> {
              if (account.role() != Role.ADMIN) {
                throw adminsOnly();
              }
              return account;
            });
  }

  static AccountException adminsOnly() {
    return new AccountException(Refusal.FORBIDDEN, "Only admins can do this.");
  }

  /**
   * Changes the password. Ends all other sessions and replaces the token of the caller's. Bots keep
   * their tokens, which do not depend on the password.
   *
   * @param agent the client's User-Agent
   * @return the caller's session with its new token
   */
  public CompletionStage<NewSession> changePassword(
      Identity caller, String password, String newPassword, String agent) {
    rules.require("new_password", newPassword, caller.user().name());
    return checked(caller, password)
        .thenCompose(
            account ->
                passwords
                    .hash(newPassword, origin(caller))
                    .thenCompose(hash -> change(caller, account, hash, agent)));
  }

  private static HashOrigin origin(Identity caller) {
    return HashOrigin.known(caller.user().id().value());
  }

  /** The caller's account, if {@code password} is right; fails with {@code forbidden} otherwise. */
  private CompletionStage<Account> checked(Identity caller, String password) {
    return of(caller)
        .thenCompose(
            account ->
                passwords
                    .matches(password, Optional.of(account), origin(caller))
                    .thenApply(
                        matches -> {
                          if (!matches) {
                            throw wrongPassword();
                          }
                          return account;
                        }));
  }

  private static AccountException wrongPassword() {
    return new AccountException(Refusal.FORBIDDEN, "password", "The password is wrong.");
  }

  private CompletionStage<NewSession> change(
      Identity caller, Account account, String hash, String agent) {
    SessionDraft session = sessions.prepare(account.user(), agent);
    return store
        .changePassword(caller.actor(), account, hash, session.record())
        .thenApply(
            ended -> {
              List<TokenHash> others =
                  ended.orDenied().stream().filter(each -> !each.equals(caller.session())).toList();
              connections.move(caller.session(), session.record().hash());
              connections.close(others);
              return new NewSession(caller.user(), session.token());
            });
  }

  /**
   * Deletes the account with its memberships, sessions and bots. Its messages stay, under the name
   * that the user had at the time. The name stays reserved, so that no other user can pose as their
   * author.
   */
  public CompletionStage<Void> delete(Identity caller, String password) {
    return checked(caller, password)
        .thenCompose(account -> store.delete(caller.actor(), account))
        .thenCompose(
            outcome -> {
              AccountStore.Deleted deleted = outcome.orDenied();
              CompletionStage<Void> retired = CompletableFuture.completedFuture(null);
              for (UserId user : deleted.users()) {
                retired = retired.thenCombine(chat.retired(user), (before, done) -> null);
              }
              connections.close(deleted.sessions());
              return retired;
            });
  }
}
