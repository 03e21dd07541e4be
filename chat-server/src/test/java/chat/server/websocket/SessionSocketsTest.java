package chat.server.websocket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.server.account.TokenHash;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class SessionSocketsTest {
  private static final TokenHash ONE = TokenHash.of("1");
  private static final TokenHash TWO = TokenHash.of("2");
  private static final TokenHash THREE = TokenHash.of("3");

  private final AtomicLong nanos = new AtomicLong();
  private final SessionSockets<Object> sockets = new SessionSockets<>(nanos::get);
  private final Object first = new Object();
  private final Object second = new Object();

  @Test
  void closesTheConnectionsOfASessionOnly() {
    assertTrue(sockets.add(ONE, first));
    assertTrue(sockets.add(TWO, second));
    assertEquals(Set.of(ONE, TWO), sockets.sessions());
    assertEquals(List.of(first), sockets.end(List.of(ONE, THREE)));
    assertEquals(List.of(), sockets.end(List.of(ONE)));
    assertEquals(Set.of(TWO), sockets.sessions());
    sockets.remove(second);
    sockets.remove(second);
    sockets.remove(first);
    assertEquals(Set.of(), sockets.sessions());
  }

  @Test
  void rejectsAConnectionWhoseSessionEndedMeanwhile() {
    sockets.end(List.of(ONE));
    assertFalse(sockets.add(ONE, first));
    assertEquals(Set.of(), sockets.sessions());
  }

  @Test
  void movesConnectionsToTheSuccessorAlsoOpeningOnes() {
    sockets.add(ONE, first);
    sockets.move(ONE, TWO);
    assertTrue(sockets.add(ONE, second));
    sockets.move(TWO, THREE);
    assertEquals(Set.of(THREE), sockets.sessions());
    assertEquals(List.of(first, second), sockets.end(List.of(THREE)));
    assertFalse(sockets.add(ONE, first));
  }

  @Test
  void forgetsSessionsThatEndedLongAgo() {
    sockets.end(List.of(ONE));
    nanos.addAndGet(TimeUnit.MINUTES.toNanos(1) + 1);
    sockets.end(List.of(TWO));
    assertTrue(sockets.add(ONE, first), "the store knows better by now");
    assertFalse(sockets.add(TWO, second));
  }
}
