package chat.server.websocket;

import chat.core.port.Timers;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Pings a peer periodically, and gives up when nothing was received for two periods. Every inbound
 * byte counts as a sign of life. Beats run one after another; thread-safe by its monitor.
 */
final class Heartbeat {
  private static final int SILENT_PERIODS = 2;

  private final Timers timers;
  private final Duration period;
  private final LongSupplier bytesIn;
  private final Runnable ping;
  private final Runnable giveUp;

  private Timers.Timer next;
  private boolean stopped;
  private long lastBytesIn;
  private int silent;

  /**
   * @param bytesIn the number of bytes received so far
   * @param ping sends a ping; must not block
   * @param giveUp called once, when the peer was silent for too long
   */
  Heartbeat(Timers timers, Duration period, LongSupplier bytesIn, Runnable ping, Runnable giveUp) {
    this.timers = timers;
    this.period = period;
    this.bytesIn = bytesIn;
    this.ping = ping;
    this.giveUp = giveUp;
  }

  synchronized void start() {
    if (!stopped) {
      next = timers.after(period, this::beat);
    }
  }

  synchronized void stop() {
    stopped = true;
    if (next != null) {
      next.cancel();
    }
  }

  private void beat() {
    long now = bytesIn.getAsLong();
    silent = now == lastBytesIn ? silent + 1 : 0;
    lastBytesIn = now;
    if (silent >= SILENT_PERIODS) {
      giveUp.run();
    } else {
      start(); // first, so that a ping that throws does not stop the heartbeat
      ping.run();
    }
  }
}
