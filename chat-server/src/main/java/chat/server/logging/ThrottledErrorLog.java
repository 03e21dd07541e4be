package chat.server.logging;

import chat.core.port.StoreException;
import chat.server.thread.CriticalThreads;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs unexpected failures. A store that is down fails every command, so at most one failure per
 * second is logged, with the number of those suppressed. A failure that leaves the process in an
 * unknown state is passed on as fatal. Thread-safe by its atomic numbers.
 */
public final class ThrottledErrorLog implements Consumer<Throwable> {
  private static final Logger LOG = LoggerFactory.getLogger(ThrottledErrorLog.class);
  private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final LongSupplier nanoTime;
  private final Consumer<Throwable> fatal;
  private final AtomicLong nextAt;
  private final AtomicLong suppressed = new AtomicLong();

  /**
   * @param nanoTime a monotonic clock, as {@link System#nanoTime}
   * @param fatal receives failures that are {@link CriticalThreads#isFatal fatal}
   */
  public ThrottledErrorLog(LongSupplier nanoTime, Consumer<Throwable> fatal) {
    this.nanoTime = nanoTime;
    this.fatal = fatal;
    this.nextAt = new AtomicLong(nanoTime.getAsLong());
  }

  @Override
  public void accept(Throwable failure) {
    Throwable cause = unwrapped(failure);
    if (CriticalThreads.isFatal(cause)) {
      fatal.accept(cause);
      return;
    }
    long now = nanoTime.getAsLong();
    long due = nextAt.get();
    if (now - due < 0 || !nextAt.compareAndSet(due, now + PAUSE_NANOS)) {
      suppressed.incrementAndGet();
      return;
    }
    long before = suppressed.getAndSet(0);
    if (cause instanceof StoreException) {
      LOG.warn("The store failed: {} ({} earlier failures suppressed)", causes(cause), before);
    } else {
      LOG.error("Unexpected failure ({} earlier failures suppressed)", before, cause);
    }
  }

  private static Throwable unwrapped(Throwable failure) {
    boolean wrapped = failure instanceof CompletionException && failure.getCause() != null;
    return wrapped ? failure.getCause() : failure;
  }

  private static String causes(Throwable failure) {
    Throwable cause = failure.getCause();
    return cause == null ? failure.getMessage() : failure.getMessage() + ": " + cause;
  }
}
