package chat.server.account.service;

import static java.util.concurrent.CompletableFuture.completedFuture;
import static java.util.concurrent.CompletableFuture.failedFuture;

import chat.core.model.User;
import chat.core.model.UserId;
import chat.core.port.StoreException;
import chat.core.port.UserDirectory;
import java.time.Clock;
import java.util.Base64;
import java.util.concurrent.CompletionStage;
import java.util.random.RandomGenerator;

/** Creates guests, each with an unused name. Thread-safe if its random generator is. */
public final class GuestFactory {
  private static final int ID_BYTES = 16;
  private static final int FEWEST_DIGITS = 4;

  /** More than one, so that a single collision does not lengthen the names. */
  private static final int TRIES_PER_LENGTH = 4;

  /** With 18 digits a billion guests leave nearly every name unused. */
  private static final int MOST_DIGITS = 18;

  private final UserDirectory directory;
  private final RandomGenerator random;
  private final Clock clock;

  /** Creates guests in {@code directory}. */
  public GuestFactory(UserDirectory directory, RandomGenerator random, Clock clock) {
    this.directory = directory;
    this.random = random;
    this.clock = clock;
  }

  /** Creates a guest; completes when the directory has stored it. */
  public CompletionStage<User> arrive() {
    return attempt(0);
  }

  private CompletionStage<User> attempt(int tries) {
    int digits = FEWEST_DIGITS + tries / TRIES_PER_LENGTH;
    if (digits > MOST_DIGITS) {
      return failedFuture(new StoreException("no unused guest name found"));
    }
    User guest = new User(newId(), newName(digits), User.Kind.GUEST);
    return directory
        .addUser(guest, clock.instant())
        .thenCompose(added -> added ? completedFuture(guest) : attempt(tries + 1));
  }

  private UserId newId() {
    byte[] bytes = new byte[ID_BYTES];
    random.nextBytes(bytes);
    return UserId.of(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  private String newName(int digits) {
    long bound = 1;
    for (int i = 0; i < digits; i++) {
      bound *= 10;
    }
    return "Guest" + Long.toString(bound + random.nextLong(bound)).substring(1);
  }
}
