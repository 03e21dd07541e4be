package chat.server.account;

import chat.core.command.Refusal;
import chat.core.model.User;
import chat.core.model.UserId;
import chat.core.port.Directory;
import chat.core.port.StoreException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Knows people by name and password. A name without an account and a wrong password are the same
 * answer after the same work. Thread-safe by what it is made of.
 */
public final class SignIn {
  private final AccountStore store;
  private final Directory directory;
  private final Passwords passwords;
  private final Sessions sessions;

  /** Opens {@code sessions} for those whose account is in {@code store}. */
  public SignIn(AccountStore store, Directory directory, Passwords passwords, Sessions sessions) {
    this.store = store;
    this.directory = directory;
    this.passwords = passwords;
    this.sessions = sessions;
  }

  /**
   * Signs somebody in.
   *
   * @param shown whom the client was until now, by a session that ends with it
   * @param agent what the client calls itself
   */
  public CompletionStage<Arrival> signIn(
      String name, String password, Optional<Identity> shown, String agent) {
    return store
        .named(name)
        .thenCompose(
            account ->
                passwords
                    .matches(password, account)
                    .thenCompose(
                        matches ->
                            open(
                                account.filter(found -> matches).orElseThrow(SignIn::denied),
                                shown,
                                agent)));
  }

  private static Denied denied() {
    return new Denied(Refusal.UNAUTHORIZED, "The name or the password is wrong.");
  }

  private CompletionStage<Arrival> open(Account account, Optional<Identity> shown, String agent) {
    UserId id = account.user();
    return directory
        .users(List.of(id))
        .thenApply(users -> known(id, users))
        .thenCompose(
            user ->
                sessions.rotate(user, shown, agent).thenApply(token -> new Arrival(user, token)));
  }

  private static User known(UserId id, Map<UserId, User> users) {
    return Optional.ofNullable(users.get(id))
        .orElseThrow(() -> new StoreException("there is an account of nobody: " + id));
  }
}
