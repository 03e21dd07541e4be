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

/** What people do with the account that they have. Thread-safe by what it is made of. */
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

  /** The asker's account; denied to whoever has none. */
  public CompletionStage<Account> of(Identity asker) {
    return store
        .find(asker.user().id())
        .thenApply(found -> found.orElseThrow(AccountSettings::none));
  }

  private static AccountException none() {
    return new AccountException(Refusal.FORBIDDEN, "This needs an account: register or sign in.");
  }

  /** The asker's account, when it is an admin's: what moderation begins with. */
  public CompletionStage<Account> requireAdmin(Identity asker) {
    return of(asker)
        .thenApply(
            account -> {
              if (account.role() != Role.ADMIN) {
                throw adminsOnly();
              }
              return account;
            });
  }

  static AccountException adminsOnly() {
    return new AccountException(Refusal.FORBIDDEN, "Only admins may do this.");
  }

  /**
   * Changes the password. Every session ends but the one that asks, which gets another token; bots
   * keep theirs, which the password never opened.
   *
   * @param agent what the client calls itself
   * @return the new token of the session that asks
   */
  public CompletionStage<NewSession> changePassword(
      Identity asker, String password, String newPassword, String agent) {
    rules.require("new_password", newPassword, asker.user().name());
    return checked(asker, password)
        .thenCompose(
            account ->
                passwords
                    .hash(newPassword, origin(asker))
                    .thenCompose(hash -> change(asker, account, hash, agent)));
  }

  private static HashOrigin origin(Identity asker) {
    return HashOrigin.known(asker.user().id().value());
  }

  /** The asker's account, when {@code password} is its own. */
  private CompletionStage<Account> checked(Identity asker, String password) {
    return of(asker)
        .thenCompose(
            account ->
                passwords
                    .matches(password, Optional.of(account), origin(asker))
                    .thenApply(
                        matches -> {
                          if (!matches) {
                            throw wrong();
                          }
                          return account;
                        }));
  }

  private static AccountException wrong() {
    return new AccountException(Refusal.FORBIDDEN, "password", "The password is wrong.");
  }

  private CompletionStage<NewSession> change(
      Identity asker, Account account, String hash, String agent) {
    SessionDraft session = sessions.prepare(account.user(), agent);
    return store
        .changePassword(asker.actor(), account, hash, session.record())
        .thenApply(
            ended -> {
              List<TokenHash> others =
                  ended.orDenied().stream().filter(each -> !each.equals(asker.session())).toList();
              connections.move(asker.session(), session.record().hash());
              connections.close(others);
              return new NewSession(asker.user(), session.token());
            });
  }

  /**
   * Deletes the account: memberships, sessions, bots and the way back in are gone. What was said
   * stays, under the name of its time; so that nobody else can go on as its author, the name is
   * kept from everybody.
   */
  public CompletionStage<Void> delete(Identity asker, String password) {
    return checked(asker, password)
        .thenCompose(account -> store.delete(asker.actor(), account))
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
