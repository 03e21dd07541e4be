package chat.server.account.service;

import chat.core.command.Refusal;
import chat.core.model.User;
import chat.core.model.UserId;
import chat.core.port.UserDirectory;
import chat.server.account.Account;
import chat.server.account.AccountException;
import chat.server.account.AccountStore;
import chat.server.account.Identity;
import chat.server.account.SessionDraft;
import chat.server.account.TokenHash;
import chat.server.account.password.HashOrigin;
import chat.server.account.password.Passwords;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Authenticates users by name and password. An unknown name and a wrong password give the same
 * response after the same work. Thread-safe by its parts.
 */
public final class SignIn {
  private final AccountStore store;
  private final UserDirectory directory;
  private final Passwords passwords;
  private final Sessions sessions;
  private final SessionConnections connections;

  /** Opens {@code sessions} for the accounts in {@code store}. */
  public SignIn(
      AccountStore store,
      UserDirectory directory,
      Passwords passwords,
      Sessions sessions,
      SessionConnections connections) {
    this.store = store;
    this.directory = directory;
    this.passwords = passwords;
    this.sessions = sessions;
    this.connections = connections;
  }

  /**
   * Signs a user in.
   *
   * @param shown the client's previous identity, whose session ends with the sign-in
   * @param agent the client's User-Agent
   * @param origin the client for which the password is hashed
   */
  public CompletionStage<NewSession> signIn(
      String name, String password, Optional<Identity> shown, String agent, HashOrigin origin) {
    return store
        .named(name)
        .thenCompose(
            account ->
                passwords
                    .matches(password, account, origin)
                    .thenCompose(
                        matches ->
                            open(
                                account
                                    .filter(found -> matches)
                                    .orElseThrow(SignIn::wrongCredentials),
                                shown,
                                agent)));
  }

  private static AccountException wrongCredentials() {
    return new AccountException(Refusal.UNAUTHORIZED, "The name or the password is wrong.");
  }

  private CompletionStage<NewSession> open(
      Account account, Optional<Identity> shown, String agent) {
    UserId id = account.user();
    return directory
        .active(List.of(id))
        .thenCompose(
            users ->
                open(
                    account,
                    Optional.ofNullable(users.get(id)).orElseThrow(SignIn::wrongCredentials),
                    shown,
                    agent));
  }

  /** Hashing takes a while: the store opens the session only if the password has not changed. */
  private CompletionStage<NewSession> open(
      Account account, User user, Optional<Identity> shown, String agent) {
    SessionDraft made = sessions.prepare(user.id(), agent);
    return store
        .signIn(account, shown.map(Identity::session), made.record())
        .thenApply(
            opened -> {
              if (opened.orElseThrow(SignIn::wrongCredentials)) {
                ended(shown.orElseThrow(), user, made.record().hash());
              }
              return new NewSession(user, made.token());
            })
        .thenCompose(opened -> sessions.endSurplus(user.id()).thenApply(ended -> opened));
  }

  private void ended(Identity shown, User user, TokenHash successor) {
    if (shown.user().id().equals(user.id())) {
      connections.move(shown.session(), successor);
    } else {
      connections.close(List.of(shown.session()));
    }
  }
}
