package chat.server.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.core.memory.MemoryStore;
import chat.core.model.User;
import chat.core.model.UserId;
import chat.core.port.Directory;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

final class SessionsTest {
  private static final User ADA = new User(UserId.of("ada"), "Ada", User.Kind.GUEST);

  private final Directory directory = new MemoryStore(new Random(1)).directory();
  private final MemorySessions store = new MemorySessions();
  private final Sessions sessions = new Sessions(store, directory);

  @Test
  void knowsPeopleAgainByTheirToken() {
    known(ADA);
    String token = get(sessions.open(ADA.id()));

    assertEquals(Optional.of(ADA), get(sessions.userOf(token)));
    assertEquals(Optional.empty(), get(sessions.userOf(token + "x")));
    assertEquals(Optional.empty(), get(sessions.userOf("")));
  }

  @Test
  void makesTokensThatMayStandInACookieAndASubprotocol() {
    String one = get(sessions.open(ADA.id()));
    String other = get(sessions.open(ADA.id()));

    assertTrue(one.matches("[A-Za-z0-9_-]{43}"), one);
    assertNotEquals(one, other);
  }

  @Test
  void knowsNobodyWhomTheDirectoryHasForgotten() {
    known(ADA);
    String token = get(sessions.open(ADA.id()));
    get(directory.forgetGuests(Instant.MAX));

    assertEquals(Optional.empty(), get(sessions.userOf(token)));
  }

  @Test
  void dropsTheSessionsOfTheForgottenAlone() {
    known(ADA);
    User eve = new User(UserId.of("eve"), "Eve", User.Kind.GUEST);
    get(sessions.open(ADA.id()));
    get(sessions.open(eve.id()));

    get(sessions.sweep());

    assertEquals(Set.of(ADA.id()), get(store.users()));
  }

  private void known(User user) {
    get(directory.addUser(user, Instant.EPOCH));
  }

  private static <T> T get(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }
}
