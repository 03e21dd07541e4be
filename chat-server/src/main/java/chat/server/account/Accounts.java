package chat.server.account;

import chat.core.model.User;
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

  /** Whom {@code token} stands for; empty when it is unknown or ended. */
  public CompletionStage<Optional<User>> userOf(String token) {
    return sessions.userOf(token);
  }

  /** Makes a guest and opens its session; completes when both are kept. */
  public CompletionStage<Arrival> welcomeGuest() {
    return guests
        .arrive()
        .thenCompose(
            guest -> sessions.open(guest.id()).thenApply(token -> new Arrival(guest, token)));
  }
}
