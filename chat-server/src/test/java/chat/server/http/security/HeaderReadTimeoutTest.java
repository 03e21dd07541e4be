package chat.server.http.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.eclipse.jetty.io.ByteArrayEndPoint;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.LocalConnector;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.junit.jupiter.api.Test;

/** With a clock and a connection that the test controls. */
final class HeaderReadTimeoutTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final ByteArrayEndPoint endPoint = new ByteArrayEndPoint();
  private final Counted connection = new Counted(endPoint);
  private long now = Long.MAX_VALUE - 5; // overflows
  private final HeaderReadTimeout slowHeads = new HeaderReadTimeout(() -> now);

  @Test
  void closesOnAHeaderOfAByteASecond() {
    slowHeads.onOpened(connection);
    int seconds = 0;
    while (endPoint.isOpen() && seconds < 60) {
      connection.bytesIn++;
      pass(SECOND);
      seconds++;
    }
    assertEquals(HeaderReadTimeout.PATIENCE.toSeconds() + 2, seconds);
  }

  @Test
  void closesASilentConnection() {
    slowHeads.onOpened(connection);
    passSeconds(HeaderReadTimeout.PATIENCE_AT_FIRST.toSeconds());
    assertTrue(endPoint.isOpen());

    passSeconds(1);

    assertFalse(endPoint.isOpen());
  }

  @Test
  void leavesIdleAndBusyConnectionsAlone() {
    slowHeads.onOpened(connection);
    for (int i = 0; i < 5; i++) {
      connection.bytesIn += 200;
      connection.messagesIn++;
      passSeconds(60); // busy
      connection.bytesIn += 60_000; // the body
      connection.messagesOut++;
      passSeconds(60); // idle: left to the idle time-out
    }
    assertTrue(endPoint.isOpen());
  }

  @Test
  void closesOnASlowHeaderAfterOthersToo() {
    leavesIdleAndBusyConnectionsAlone();
    for (int i = 0; i < HeaderReadTimeout.PATIENCE.toSeconds() + 2; i++) {
      connection.bytesIn++;
      pass(SECOND);
    }
    assertFalse(endPoint.isOpen());
  }

  @Test
  void forgetsUpgradedAndClosedConnections() {
    slowHeads.onOpened(connection);
    slowHeads.onClosed(connection);
    passSeconds(120);

    assertTrue(endPoint.isOpen());
  }

  private void passSeconds(long seconds) {
    for (int i = 0; i < seconds; i++) {
      pass(SECOND);
    }
  }

  private void pass(Duration time) {
    now += time.toNanos();
    slowHeads.sweep();
  }

  /** Confined to the test's thread. */
  private static final class Counted extends HttpConnection {
    private long messagesIn;
    private long messagesOut;
    private long bytesIn;

    Counted(ByteArrayEndPoint endPoint) {
      super(new HttpConfiguration(), new LocalConnector(new Server()), endPoint);
    }

    @Override
    public long getMessagesIn() {
      return messagesIn;
    }

    @Override
    public long getMessagesOut() {
      return messagesOut;
    }

    @Override
    public long getBytesIn() {
      return bytesIn;
    }
  }
}
