package chat.server.account.service;

import chat.server.account.AccountStore;
import chat.server.account.Identity;
import chat.server.account.Role;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Authenticates requests by session token, and creates guests. Thread-safe by its parts. */
public final class Accounts {
  private final Sessions sessions;
  private final GuestFactory guests;
  private final AccountStore accounts;

  /** The three arguments must use the same stores. */
  public Accounts(Sessions sessions, GuestFactory guests, AccountStore accounts) {
    this.sessions = sessions;
    this.guests = guests;
    this.accounts = accounts;
  }

  /** The identity behind {@code token}; empty when it is unknown or its session has ended. */
  public CompletionStage<Optional<Identity>> identify(String token) {
    return sessions
        .identify(token)
        .thenCompose(
            found ->
                found.filter(Identity::isRegistered).isPresent()
                    ? withRole(found.get())
                    : CompletableFuture.completedFuture(found));
  }

  private CompletionStage<Optional<Identity>> withRole(Identity identity) {
    return accounts
        .find(identity.user().id())
        .thenApply(
            account ->
                Optional.of(
                    account.filter(each -> each.role() == Role.ADMIN).isPresent()
                        ? identity.asAdmin()
                        : identity));
  }

  /**
   * Creates a guest and opens its session; completes when both are stored.
   *
   * @param agent the client's User-Agent
   */
  public CompletionStage<NewSession> welcomeGuest(String agent) {
    return guests
        .arrive()
        .thenCompose(
            guest ->
                sessions.open(guest.id(), agent).thenApply(token -> new NewSession(guest, token)));
  }
}
