package chat.server.limit;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** A {@link System#nanoTime} that the test moves. Thread-safe. */
public final class ManualClock implements LongSupplier {
  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1_000); // nano time may overflow

  @Override
  public long getAsLong() {
    return now.get();
  }

  public void pass(Duration duration) {
    now.addAndGet(duration.toNanos());
  }

  public void passMillis(long millis) {
    pass(Duration.ofMillis(millis));
  }
}
