package chat.server.websocket;

import chat.core.command.Reply;
import chat.core.command.room.CreatePublicRoom;
import chat.core.command.room.JoinRoom;
import chat.core.command.room.LeaveRoom;
import chat.core.model.UserId;
import chat.core.port.Timers;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs connections, joins, leaves and new rooms: ids only, which contain no line breaks, and never
 * message text. Lines are rate-limited, per connection and in total; further ones are logged at
 * DEBUG and counted in one summary line at INFO. Thread-safe.
 */
final class ConnectionLog {
  private static final Logger LOG = LoggerFactory.getLogger(ConnectionLog.class);

  /** The burst of all connections: enough for some hundred users who reconnect after a restart. */
  private static final int LINES_AT_ONCE = 1_000;

  private static final int LINES_PER_SECOND = 20;

  /** The burst of one connection, besides its begin and end: one line for each room of a user. */
  private static final int CONNECTION_LINES_AT_ONCE = 20;

  private static final int CONNECTION_LINES_PER_MINUTE = 6;

  private static final Duration SUMMARY_AFTER = Duration.ofSeconds(10);

  /** What is logged, in the order of the summary. */
  private enum Kind {
    CONNECTED,
    DISCONNECTED,
    JOINED,
    LEFT,
    CREATED
  }

  private final LongSupplier nanoTime;
  private final Timers timers;
  private final Allowance allowance;
  private final Map<Kind, AtomicInteger> suppressed = new EnumMap<>(Kind.class); // read-only
  private boolean isSummaryDue; // guarded by this

  /**
   * @param nanoTime as {@link System#nanoTime}
   */
  ConnectionLog(LongSupplier nanoTime, Timers timers) {
    this.nanoTime = nanoTime;
    this.timers = timers;
    for (Kind kind : Kind.values()) {
      suppressed.put(kind, new AtomicInteger());
    }
    this.allowance =
        new Allowance(LINES_AT_ONCE, TimeUnit.SECONDS.toNanos(1) / LINES_PER_SECOND, nanoTime);
  }

  /** The log of one connection of {@code user}. */
  Connection connection(UserId user) {
    return new Connection(user);
  }

  /** Logs the activity of one connection. Thread-safe. */
  final class Connection {
    private final UserId user;
    private final Allowance own =
        new Allowance(
            CONNECTION_LINES_AT_ONCE,
            TimeUnit.MINUTES.toNanos(1) / CONNECTION_LINES_PER_MINUTE,
            nanoTime);

    private Connection(UserId user) {
      this.user = user;
    }

    void connected() {
      log(Kind.CONNECTED, allowance.take(), "{} connected", user, "");
    }

    void disconnected(int code) {
      log(Kind.DISCONNECTED, allowance.take(), "{} disconnected ({})", user, code);
    }

    void done(Reply reply) {
      if (reply instanceof JoinRoom.Joined joined) {
        done(Kind.JOINED, "{} joined {}", joined.room().info().id());
      } else if (reply instanceof LeaveRoom.Left left) {
        done(Kind.LEFT, "{} left {}", left.room());
      } else if (reply instanceof CreatePublicRoom.Created created) {
        done(Kind.CREATED, "{} created {}", created.room().info().id());
      }
    }

    private void done(Kind kind, String line, Object room) {
      log(kind, own.take() && allowance.take(), line, user, room);
    }
  }

  private void log(Kind kind, boolean isAllowed, String line, Object user, Object detail) {
    if (isAllowed) {
      LOG.info(line, user, detail);
    } else {
      LOG.debug(line, user, detail);
      suppressed.get(kind).incrementAndGet();
      summarizeLater();
    }
  }

  private void summarizeLater() {
    synchronized (this) {
      if (isSummaryDue) {
        return;
      }
      isSummaryDue = true;
    }
    timers.after(SUMMARY_AFTER, this::summarize);
  }

  private void summarize() {
    synchronized (this) {
      isSummaryDue = false;
    }
    StringJoiner counts = new StringJoiner(", ");
    for (Kind kind : Kind.values()) {
      int count = suppressed.get(kind).getAndSet(0);
      if (count > 0) {
        counts.add(count + " " + kind.name().toLowerCase(Locale.ROOT));
      }
    }
    LOG.info("Suppressed in the last 10 s: {}", counts);
  }

  /** A token bucket: a burst, then one line per interval. Thread-safe by its monitor. */
  private static final class Allowance {
    private final int atOnce;
    private final long intervalNanos;
    private final LongSupplier nanoTime;
    private int left;
    private long refilledAt;

    Allowance(int atOnce, long intervalNanos, LongSupplier nanoTime) {
      this.atOnce = atOnce;
      this.intervalNanos = intervalNanos;
      this.nanoTime = nanoTime;
      this.left = atOnce;
      this.refilledAt = nanoTime.getAsLong();
    }

    synchronized boolean take() {
      long intervals = (nanoTime.getAsLong() - refilledAt) / intervalNanos;
      refilledAt += intervals * intervalNanos;
      left = (int) Math.min(atOnce, left + intervals);
      if (left == 0) {
        return false;
      }
      left--;
      return true;
    }
  }
}
