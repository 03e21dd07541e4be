package chat.server;

import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import chat.core.port.Patience;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.slf4j.LoggerFactory;

/** Captures the log while it is open. Thread-safe by its queue. */
public final class CapturedLog extends AppenderBase<ILoggingEvent> implements AutoCloseable {

  private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  private final Queue<ILoggingEvent> events = new ConcurrentLinkedQueue<>();

  public CapturedLog() {
    setContext(root.getLoggerContext());
    start();
    root.addAppender(this);
  }

  @Override
  protected void append(ILoggingEvent event) {
    synchronized (events) {
      events.add(event);
      events.notifyAll();
    }
  }

  /** The messages with a stack trace. */
  public List<String> stackTraces() {
    return events.stream()
        .filter(event -> event.getThrowableProxy() != null)
        .map(event -> event.getLoggerName() + ": " + event.getFormattedMessage())
        .toList();
  }

  /** Waits for a message. */
  void await(Predicate<String> wanted) throws InterruptedException {
    long deadline = System.nanoTime() + Patience.NANOS;
    synchronized (events) {
      while (messages().stream().noneMatch(wanted)) {
        long left = deadline - System.nanoTime();
        assertTrue(left > 0, () -> "not logged, but " + messages());
        TimeUnit.NANOSECONDS.timedWait(events, left);
      }
    }
  }

  /** All messages. */
  public List<String> messages() {
    return events.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }

  @Override
  public void close() {
    root.detachAppender(this);
  }
}
