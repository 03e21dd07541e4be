package chat.core.internal.context;

import chat.core.port.Backplane;
import chat.core.port.Directory;
import chat.core.port.MessageLog;
import chat.core.port.MessageSearch;
import chat.core.port.Timers;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * What every room shares: what the host gave. Immutable; its parts are thread-safe.
 *
 * @param executor where work is done
 * @param nearby where short work is done
 * @param failures takes exceptions that nobody expects: a subscriber's, or a bug
 */
public record ChatContext(
    Executor executor,
    Executor nearby,
    Clock clock,
    Timers timers,
    RandomGenerator random,
    MessageLog log,
    Directory directory,
    MessageSearch search,
    Backplane backplane,
    ChatSettings settings,
    Consumer<Throwable> failures) {
  /** The time, in milliseconds as the wire has it. */
  public Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  /** Reports what nobody expects, without the wrapping that stages put around it. */
  public void report(Throwable failure) {
    failures.accept(
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure);
  }
}
