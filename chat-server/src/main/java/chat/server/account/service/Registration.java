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
 * Makes accounts. A guest who registers stays the same person: id, rooms and conversations are
 * theirs as before. Thread-safe by what it is made of.
 */
public final class Registration {
  /**
   * What somebody wants. Immutable.
   *
   * @param username the name to have and to sign in with
   * @param password what to sign in with
   * @param invitation what lets them
   * @param adminToken what makes them an admin
   */
  public record Draft(
      String username, String password, Optional<String> invitation, Optional<String> adminToken) {
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
   * Registers whoever asks, who may be a guest.
   *
   * @param agent what the client calls itself
   * @param origin on whose behalf the password is hashed
   * @return completes with a new session, which takes the place of the guest's
   */
  public CompletionStage<NewSession> register(
      Draft draft, Optional<Identity> asker, String agent, HashOrigin origin) {
    check(draft, asker);
    return passwords
        .hash(draft.password(), origin)
        .thenCompose(hash -> register(draft, hash, asker, agent));
  }

  /**
   * Denies what can be known to be wrong before it costs anything.
   *
   * @throws AccountException if it is
   */
  public void check(Draft draft, Optional<Identity> asker) {
    if (asker.isPresent() && asker.get().user().kind() != User.Kind.GUEST) {
      throw new AccountException(
          Refusal.FORBIDDEN, "Whoever registers has no account yet: sign out first.");
    }
    UserName.check(draft.username())
        .ifPresent(
            fault -> {
              throw new AccountException(Refusal.INVALID, "username", fault);
            });
    rules.require("password", draft.password(), draft.username());
    if (draft.adminToken().isPresent()) {
      if (!adminToken.is(draft.adminToken().get())) {
        throw notTheAdminToken();
      }
    } else if (mode == RegistrationMode.CLOSED) {
      throw new AccountException(Refusal.FORBIDDEN, "Nobody can register here.");
    } else if (mode == RegistrationMode.INVITE && draft.invitation().isEmpty()) {
      throw new AccountException(
          Refusal.FORBIDDEN, "invitation", "Registering here takes an invitation.");
    }
  }

  static AccountException notTheAdminToken() {
    return new AccountException(
        Refusal.FORBIDDEN, "admin_token", "This is not the admin token, or it has been used.");
  }

  private CompletionStage<NewSession> register(
      Draft draft, String hash, Optional<Identity> asker, String agent) {
    if (draft.adminToken().isPresent() && !adminToken.is(draft.adminToken().get())) {
      throw notTheAdminToken(); // used while the password was hashed
    }
    UserId id = asker.map(guest -> guest.user().id()).orElseGet(Tokens::ofUser);
    User user = new User(id, draft.username(), User.Kind.REGISTERED);
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Role role = draft.adminToken().isPresent() ? Role.ADMIN : Role.USER;
    SessionDraft session = SessionDraft.of(id, agent, Scope.ALL, now);
    Optional<TokenHash> invitation =
        role == Role.USER && mode == RegistrationMode.INVITE
            ? draft.invitation().map(TokenHash::of)
            : Optional.empty();
    NewAccount account =
        new NewAccount(
            user,
            new Account(id, hash, role, now),
            invitation,
            session.record(),
            asker.map(Identity::actor));
    return store
        .register(account)
        .thenApply(
            registered -> {
              require(registered.orDenied(), draft);
              tell(account, asker);
              return new NewSession(user, session.token());
            });
  }

  private static void require(AccountStore.Registered registered, Draft draft) {
    switch (registered) {
      case DONE -> {}
      case NAME_TAKEN -> throw nameTaken(draft.username());
      case INVITATION_INVALID ->
          throw new AccountException(
              Refusal.FORBIDDEN, "invitation", "This invitation is unknown, used or too old.");
      case ACCOUNT_EXISTS ->
          throw new AccountException(Refusal.FORBIDDEN, "You have an account already.");
      case ADMIN_EXISTS -> throw notTheAdminToken();
    }
  }

  static AccountException nameTaken(String name) {
    return new AccountException(
        Refusal.NAME_TAKEN, "username", "Somebody else is called " + name + ", or nearly so.");
  }

  /** The account is there; what fails from here on must not say that it is not. */
  private void tell(NewAccount account, Optional<Identity> asker) {
    if (asker.isPresent()) {
      connections.move(asker.get().session(), account.session().hash());
      report(chat.changed(account.user().id()));
    }
    if (account.account().role() == Role.ADMIN) {
      report(adminToken.spend());
    }
  }

  private void report(CompletionStage<Void> aside) {
    aside.whenComplete(
        (done, failure) -> {
          if (failure != null) {
            failures.accept(failure);
          }
        });
  }

  /** Makes somebody who has an account the first admin. */
  public CompletionStage<Void> becomeAdmin(Identity asker, String token) {
    if (!adminToken.is(token)) {
      throw notTheAdminToken();
    }
    return store
        .claimAdmin(asker.actor())
        .thenAccept(
            done -> {
              if (!done.orDenied()) {
                throw notTheAdminToken();
              }
              report(adminToken.spend());
            });
  }
}
