package chat.server.http.security;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.ConnectionMetaData;

/**
 * Closes connections whose request header is not complete in time (Slowloris). An idle time-out
 * does not do that: each byte restarts it, so that occasional bytes would hold a connection for
 * ever. Connections are watched until they are upgraded. Thread-safe by its concurrent map; swept
 * by one thread at a time.
 */
public final class HeaderReadTimeout implements Connection.Listener {
  /** From the first byte of a header to its last; a header fits into a few packets. */
  public static final Duration PATIENCE = Duration.ofSeconds(10);

  /** For the first request of a connection, from its opening and including the TLS handshake. */
  public static final Duration PATIENCE_AT_FIRST = Duration.ofSeconds(20);

  private final LongSupplier nanoTime;
  private final Map<Connection, Watched> watched = new ConcurrentHashMap<>();

  /**
   * @param nanoTime a monotonic clock, as {@link System#nanoTime}
   */
  public HeaderReadTimeout(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  @Override
  public void onOpened(Connection connection) {
    if (connection instanceof ConnectionMetaData) { // an HTTP connection
      watched.put(connection, new Watched(nanoTime.getAsLong()));
    }
  }

  @Override
  public void onClosed(Connection connection) {
    watched.remove(connection);
  }

  /** Closes the connections that are too slow; to be called about once a second. */
  public void sweep() {
    long now = nanoTime.getAsLong();
    watched.forEach(
        (connection, state) -> {
          if (state.isTooSlow(connection, now)) {
            connection.getEndPoint().close();
          }
        });
  }

  /** The state of a connection at the last sweep. Confined to the sweep. */
  private static final class Watched {
    private final long opened;
    private long answered = -1;
    private long bytes;
    private long begun;
    private boolean begins;

    Watched(long opened) {
      this.opened = opened;
    }

    boolean isTooSlow(Connection connection, long now) {
      long requests = connection.getMessagesIn();
      if (requests == 0) {
        return now - opened > nanos(PATIENCE_AT_FIRST) || isHeadTooSlow(connection, now);
      }
      if (requests > connection.getMessagesOut()) {
        begins = false; // its body or its response is in progress
        answered = -1;
        return false;
      }
      if (requests != answered) {
        answered = requests;
        bytes = connection.getBytesIn();
        begins = false;
      }
      return isHeadTooSlow(connection, now);
    }

    private boolean isHeadTooSlow(Connection connection, long now) {
      if (!begins && connection.getBytesIn() > bytes) {
        begins = true;
        begun = now;
      }
      return begins && now - begun > nanos(PATIENCE);
    }

    private static long nanos(Duration duration) {
      return TimeUnit.MILLISECONDS.toNanos(duration.toMillis());
    }
  }
}
