package chat.server.account.service;

import chat.core.Chat;
import chat.core.command.Refusal;
import chat.core.model.User;
import chat.core.model.UserId;
import chat.core.model.UserName;
import chat.server.account.Account;
import chat.server.account.AccountException;
import chat.server.account.AccountStore;
import chat.server.account.Identity;
import chat.server.account.NewAccount;
import chat.server.account.Role;
import chat.server.account.Scope;
import chat.server.account.SessionDraft;
import chat.server.account.TokenHash;
import chat.server.account.Tokens;
import chat.server.account.password.HashOrigin;
import chat.server.account.password.PasswordRules;
import chat.server.account.password.Passwords;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * Creates accounts. A guest who registers keeps the user id, and with it rooms and conversations.
 * Thread-safe by its parts.
 */
public final class Registration {
  /**
   * The fields of a registration request. Immutable.
   *
   * @param username the name of the user, also used to sign in
   * @param password the password to sign in with
   * @param signupInvite the token of a signup invite, if there is one
   * @param adminToken the admin token, to register the first admin
   */
  public record Draft(
      String username,
      String password,
      Optional<String> signupInvite,
      Optional<String> adminToken) {
    @Override
    public String toString() {
      return username; // the rest is secret
    }
  }

  private final AccountStore store;
  private final RegistrationMode mode;
  private final Passwords passwords;
  private final PasswordRules rules;
  private final AdminToken adminToken;
  private final SessionConnections connections;
  private final Chat chat;
  private final Clock clock;
  private final Consumer<Throwable> failures;

  Registration(AccountServices.Parts parts, PasswordRules rules) {
    this.store = parts.stores().accounts();
    this.mode = parts.mode();
    this.passwords = parts.passwords();
    this.rules = rules;
    this.adminToken = parts.adminToken();
    this.connections = parts.connections();
    this.chat = parts.chat();
    this.clock = parts.clock();
    this.failures = parts.failures();
  }

  /** Who may register. */
  public RegistrationMode mode() {
    return mode;
  }

  /**
   * Registers a new user, or the guest that {@code caller} is.
   *
   * @param agent the client's User-Agent
   * @param origin the client for which the password is hashed
   * @return completes with a new session, which replaces the guest's
   */
  public CompletionStage<NewSession> register(
      Draft draft, Optional<Identity> caller, String agent, HashOrigin origin) {
    check(draft, caller);
    return passwords
        .hash(draft.password(), origin)
        .thenCompose(hash -> register(draft, hash, caller, agent));
  }

  /**
   * Rejects an invalid request before it costs a password hash.
   *
   * @throws AccountException if the request is invalid
   */
  public void check(Draft draft, Optional<Identity> caller) {
    if (caller.isPresent() && caller.get().user().kind() != User.Kind.GUEST) {
      throw new AccountException(
          Refusal.FORBIDDEN, "You already have an account. Sign out to register another one.");
    }
    UserName.check(draft.username())
        .ifPresent(
            fault -> {
              throw new AccountException(Refusal.INVALID, "username", fault);
            });
    rules.require("password", draft.password(), draft.username());
    if (draft.adminToken().isPresent()) {
      if (!adminToken.is(draft.adminToken().get())) {
        throw wrongAdminToken();
      }
    } else if (mode == RegistrationMode.CLOSED) {
      throw new AccountException(Refusal.FORBIDDEN, "Registration is closed on this server.");
    } else if (mode == RegistrationMode.INVITE && draft.signupInvite().isEmpty()) {
      throw new AccountException(
          Refusal.FORBIDDEN, "invitation", "Registration on this server requires an invitation.");
    }
  }

  static AccountException wrongAdminToken() {
    return new AccountException(
        Refusal.FORBIDDEN, "admin_token", "The admin token is wrong, or has been used.");
  }

  private CompletionStage<NewSession> register(
      Draft draft, String hash, Optional<Identity> caller, String agent) {
    if (draft.adminToken().isPresent() && !adminToken.is(draft.adminToken().get())) {
      throw wrongAdminToken(); // used while the password was hashed
    }
    UserId id = caller.map(guest -> guest.user().id()).orElseGet(Tokens::ofUser);
    User user = new User(id, draft.username(), User.Kind.REGISTERED);
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Role role = draft.adminToken().isPresent() ? Role.ADMIN : Role.USER;
    SessionDraft session = SessionDraft.of(id, agent, Scope.ALL, now);
    Optional<TokenHash> signupInvite =
        role == Role.USER && mode == RegistrationMode.INVITE
            ? draft.signupInvite().map(TokenHash::of)
            : Optional.empty();
    NewAccount account =
        new NewAccount(
            user,
            new Account(id, hash, role, now),
            signupInvite,
            session.record(),
            caller.map(Identity::actor));
    return store
        .register(account)
        .thenApply(
            registered -> {
              require(registered.orDenied(), draft);
              notifyChat(account, caller);
              return new NewSession(user, session.token());
            });
  }

  private static void require(AccountStore.Registered registered, Draft draft) {
    switch (registered) {
      case DONE -> {}
      case NAME_TAKEN -> throw nameTaken(draft.username());
      case SIGNUP_INVITE_INVALID ->
          throw new AccountException(
              Refusal.FORBIDDEN, "invitation", "This invitation is unknown, used up or expired.");
      case ACCOUNT_EXISTS ->
          throw new AccountException(Refusal.FORBIDDEN, "You already have an account.");
      case ADMIN_EXISTS -> throw wrongAdminToken();
    }
  }

  static AccountException nameTaken(String name) {
    return new AccountException(
        Refusal.NAME_TAKEN,
        "username",
        "The name " + name + ", or one that looks like it, is already taken.");
  }

  /** The account is stored: a failure from here on must not fail the request. */
  private void notifyChat(NewAccount account, Optional<Identity> caller) {
    if (caller.isPresent()) {
      connections.move(caller.get().session(), account.session().hash());
      report(chat.changed(account.user().id()));
    }
    if (account.account().role() == Role.ADMIN) {
      report(adminToken.spend());
    }
  }

  private void report(CompletionStage<Void> background) {
    background.whenComplete(
        (done, failure) -> {
          if (failure != null) {
            failures.accept(failure);
          }
        });
  }

  /** Makes a registered caller the first admin. */
  public CompletionStage<Void> becomeAdmin(Identity caller, String token) {
    if (!adminToken.is(token)) {
      throw wrongAdminToken();
    }
    return store
        .claimAdmin(caller.actor())
        .thenAccept(
            done -> {
              if (!done.orDenied()) {
                throw wrongAdminToken();
              }
              report(adminToken.spend());
            });
  }
}
