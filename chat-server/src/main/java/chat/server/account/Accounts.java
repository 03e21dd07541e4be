package chat.server.account;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Tells who somebody is, or makes them a guest. Thread-safe by what it is made of. */
public final class Accounts {
  private final Sessions sessions;
  private final Guests guests;
  private final AccountStore accounts;

  /** Over all three, which belong together. */
  public Accounts(Sessions sessions, Guests guests, AccountStore accounts) {
    this.sessions = sessions;
    this.guests = guests;
    this.accounts = accounts;
  }

  /** Who shows {@code token}; empty when it is unknown or its session has ended. */
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
   * Makes a guest and opens its session; completes when both are kept.
   *
   * @param agent what the client calls itself
   */
  public CompletionStage<Arrival> welcomeGuest(String agent) {
    return guests
        .arrive()
        .thenCompose(
            guest ->
                sessions.open(guest.id(), agent).thenApply(token -> new Arrival(guest, token)));
  }
}
