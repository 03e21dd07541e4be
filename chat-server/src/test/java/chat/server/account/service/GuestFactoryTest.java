package chat.server.account.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.core.memory.MemoryStore;
import chat.core.model.User;
import chat.core.model.UserId;
import chat.core.port.Directory;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

final class GuestFactoryTest {
  private final Directory directory = new MemoryStore(new Random(1)).directory();

  @Test
  void givesEachGuestAUniqueNameAndId() {
    GuestFactory guests = new GuestFactory(directory, new Random(2), Clock.systemUTC());
    Set<String> names = new HashSet<>();
    Set<UserId> ids = new HashSet<>();
    for (int i = 0; i < 2_000; i++) {
      User guest = guests.arrive().toCompletableFuture().join();
      assertTrue(guest.name().matches("Guest\\d{4,}"), guest.name());
      assertEquals(User.Kind.GUEST, guest.kind());
      names.add(guest.name());
      ids.add(guest.id());
    }
    assertEquals(2_000, names.size());
    assertEquals(2_000, ids.size());
  }

  @Test
  void usesMoreDigitsWhenNamesAreTaken() {
    // A generator of zeros collides with its own names.
    RandomGenerator zeros = () -> 0;
    take("Guest0000");
    take("Guest00000");

    User guest =
        new GuestFactory(directory, zeros, Clock.systemUTC()).arrive().toCompletableFuture().join();

    assertEquals("Guest000000", guest.name());
  }

  private void take(String name) {
    User user = new User(UserId.of(name), name, User.Kind.GUEST);
    assertTrue(directory.addUser(user, Instant.EPOCH).toCompletableFuture().join());
  }
}
