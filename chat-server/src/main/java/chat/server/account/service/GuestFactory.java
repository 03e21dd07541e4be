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

/** Makes guests, each with a free name of its own. Thread-safe if its random generator is. */
public final class GuestFactory {
  private static final int ID_BYTES = 16;
  private static final int FEWEST_DIGITS = 4;

  /** One try per length would give up on 4 digits at the first collision, which is no hurry. */
  private static final int TRIES_PER_LENGTH = 4;

  /** With 18 digits even a billion guests leave nearly every name free. */
  private static final int MOST_DIGITS = 18;

  private final UserDirectory directory;
  private final RandomGenerator random;
  private final Clock clock;

  /** Makes people known to {@code directory}. */
  public GuestFactory(UserDirectory directory, RandomGenerator random, Clock clock) {
    this.directory = directory;
    this.random = random;
    this.clock = clock;
  }

  /** A new guest; completes when the directory knows it. */
  public CompletionStage<User> arrive() {
    return attempt(0);
  }

  private CompletionStage<User> attempt(int tries) {
    int digits = FEWEST_DIGITS + tries / TRIES_PER_LENGTH;
    if (digits > MOST_DIGITS) {
      return failedFuture(new StoreException("the directory has no name for a guest"));
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
