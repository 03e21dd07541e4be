package chat.server.account.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.core.ManualClock;
import chat.core.memory.MemoryStore;
import chat.core.model.Right;
import chat.core.model.User;
import chat.core.model.UserId;
import chat.core.port.Directory;
import chat.server.account.AccountException;
import chat.server.account.Identity;
import chat.server.account.RecordedConnections;
import chat.server.account.SessionStore;
import chat.server.account.TokenHash;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

final class SessionsTest {
  private static final User ADA = new User(UserId.of("ada"), "Ada", User.Kind.GUEST);
  private static final User REG = new User(UserId.of("reg"), "Reg", User.Kind.REGISTERED);
  private static final User BOT = new User(UserId.of("bot"), "Bot", User.Kind.BOT);
  private static final Duration IDLE = Duration.ofDays(30);
  private static final Duration MAX = Duration.ofDays(180);

  private final Directory directory = new MemoryStore(new Random(1)).directory();
  private final SessionStore store = AccountStores.inMemory(directory).sessions();
  private final RecordedConnections connections = new RecordedConnections();
  private final ManualClock clock = new ManualClock();
  private final List<Throwable> failures = new ArrayList<>();
  private final Sessions sessions =
      new Sessions(
          store, directory, new SessionPolicy(IDLE, MAX), connections, clock, failures::add);

  @Test
  void identifiesUsersByTheirToken() {
    known(ADA);
    String token = get(sessions.open(ADA.id(), "curl"));

    Identity identity = get(sessions.identify(token)).orElseThrow();

    assertEquals(ADA, identity.user());
    assertEquals(Right.USUAL, identity.rights());
    assertEquals("curl", get(sessions.of(identity)).get(0).agent());
    assertEquals(Optional.empty(), get(sessions.identify(token + "x")));
    assertEquals(Optional.empty(), get(sessions.identify("")));
  }

  @Test
  void generatesTokensThatFitIntoACookieAndASubprotocol() {
    String one = get(sessions.open(ADA.id(), ""));
    String other = get(sessions.open(ADA.id(), ""));

    assertTrue(one.matches("[A-Za-z0-9_-]{43}"), one);
    assertNotEquals(one, other);
  }

  @Test
  void keepsThePrintableCharactersOfTheUserAgent() {
    known(ADA);
    Identity ada = identify(get(sessions.open(ADA.id(), "a\u0000\u202eb\n" + "c".repeat(300))));

    assertEquals("ab" + "c".repeat(198), get(sessions.of(ada)).get(0).agent());
  }

  @Test
  void identifiesNoUserThatTheDirectoryHasForgotten() {
    known(ADA);
    String token = get(sessions.open(ADA.id(), ""));
    get(directory.forgetGuests(Instant.MAX));

    assertFalse(isKnown(token));
  }

  @Test
  void identifiesNoRetiredUser() {
    known(REG);
    known(BOT);
    String token = get(sessions.open(REG.id(), ""));
    String ofBot = get(sessions.open(BOT.id(), ""));
    get(directory.retire(REG.id()));
    get(directory.retire(BOT.id()));

    assertFalse(isKnown(token));
    assertFalse(isKnown(ofBot));
    get(sessions.sweep());
    assertEquals(Set.of(), get(store.users()));
  }

  @Test
  void identifiesNoSessionThatEndedDuringTheLookup() {
    known(ADA);
    String token = get(sessions.open(ADA.id(), ""));
    connections.closed.add(TokenHash.of(token)); // the store was read before

    assertFalse(isKnown(token));
  }

  @Test
  void endsTheSessionOfAnAccountThatIsNotUsed() {
    known(REG);
    String token = get(sessions.open(REG.id(), ""));
    clock.pass(IDLE);
    assertTrue(isKnown(token));
    clock.pass(IDLE);
    assertTrue(isKnown(token), "it was just used");
    clock.pass(IDLE.plusMillis(1));
    assertFalse(isKnown(token));
  }

  @Test
  void endsTheSessionOfAnAccountAfterItsMaximumLifetime() {
    known(REG);
    String token = get(sessions.open(REG.id(), ""));
    for (Duration gone = Duration.ZERO; gone.compareTo(MAX) < 0; gone = gone.plusDays(20)) {
      assertTrue(isKnown(token));
      clock.pass(Duration.ofDays(20));
    }
    clock.pass(Duration.ofMillis(1));
    assertFalse(isKnown(token));
  }

  @Test
  void keepsSessionsOfGuestsAndBotsAsLongAsTheyAreKnown() {
    known(ADA);
    known(BOT);
    String guest = get(sessions.open(ADA.id(), ""));
    String bot = get(sessions.open(BOT.id(), ""));
    clock.pass(MAX.plusDays(1));
    get(sessions.sweep());
    assertTrue(isKnown(guest));
    assertTrue(isKnown(bot));
  }

  @Test
  void storesTheTimeOfUseAtMostEveryFiveMinutes() {
    known(ADA);
    String token = get(sessions.open(ADA.id(), ""));
    Instant opened = clock.instant();
    clock.pass(Sessions.NOTED_EVERY);
    assertEquals(opened, seenAfterUse(token));
    clock.pass(Duration.ofMillis(1));
    assertEquals(clock.instant(), seenAfterUse(token));
    assertEquals(List.of(), failures);
  }

  private Instant seenAfterUse(String token) {
    return get(sessions.of(identify(token))).get(0).seen();
  }

  @Test
  void endsOnlyTheCallersSessionsAndClosesTheirConnectionsAtOnce() {
    known(ADA);
    known(REG);
    Identity ada = identify(get(sessions.open(ADA.id(), "")));
    String second = get(sessions.open(ADA.id(), ""));
    String foreign = get(sessions.open(REG.id(), ""));

    get(sessions.end(ada, TokenHash.of(second).id()));

    assertFalse(isKnown(second));
    assertEquals(List.of(TokenHash.of(second)), connections.closed);
    for (String id : List.of(TokenHash.of(foreign).id(), TokenHash.of(second).id(), "", "x")) {
      AccountException rejected = rejection(sessions.end(ada, id));
      assertEquals("not_found", rejected.refusal().code());
    }
    assertTrue(isKnown(foreign));
  }

  @Test
  void deletesSessionsOfForgottenUsersAndEndsExpiredOnes() {
    known(ADA);
    known(REG);
    User eve = new User(UserId.of("eve"), "Eve", User.Kind.GUEST);
    get(sessions.open(ADA.id(), ""));
    get(sessions.open(eve.id(), ""));
    String old = get(sessions.open(REG.id(), ""));
    clock.pass(IDLE.plusMillis(1));
    String fresh = get(sessions.open(REG.id(), ""));

    get(sessions.sweep());

    assertEquals(Set.of(ADA.id(), REG.id()), get(store.users()));
    assertEquals(List.of(TokenHash.of(old)), connections.closed);
    assertTrue(isKnown(fresh));
  }

  @Test
  void countsASessionWithAConnectionAsInUse() {
    known(REG);
    String token = get(sessions.open(REG.id(), ""));
    connections.open.add(TokenHash.of(token));
    clock.pass(IDLE.plusDays(1));

    get(sessions.sweep());

    assertTrue(isKnown(token));
  }

  private void known(User user) {
    assertTrue(get(directory.addUser(user, clock.instant())));
  }

  private Identity identify(String token) {
    return get(sessions.identify(token)).orElseThrow();
  }

  private boolean isKnown(String token) {
    return get(sessions.identify(token)).isPresent();
  }

  private static AccountException rejection(CompletionStage<?> stage) {
    try {
      stage.toCompletableFuture().join();
    } catch (CompletionException e) {
      return (AccountException) e.getCause();
    }
    throw new AssertionError("not rejected");
  }

  private static <T> T get(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }
}
