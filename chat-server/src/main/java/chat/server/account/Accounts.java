package chat.server.account;

import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Tells who somebody is, or makes them a guest. Thread-safe by what it is made of. */
public final class Accounts {
  private final Sessions sessions;
  private final Guests guests;

  /** Accounts over both. */
  public Accounts(Sessions sessions, Guests guests) {
    this.sessions = sessions;
    this.guests = guests;
  }

  /** Who shows {@code token}; empty when it is unknown or its session has ended. */
  public CompletionStage<Optional<Identity>> identify(String token) {
    return sessions.identify(token);
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
