package chat.core.internal.context;

import chat.core.file.UploadStore;
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
 * What all parts of a chat share: the ports, executors and settings that the host supplied.
 * Immutable; its parts are thread-safe.
 *
 * @param executor runs the work of rooms and connections
 * @param nearby runs the short work of small rooms; see {@link chat.core.Chat.Builder#nearby}
 * @param failures receives unexpected exceptions: those of a subscriber, of the store, or of a bug
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
    UploadStore uploads,
    Backplane backplane,
    ChatSettings settings,
    Consumer<Throwable> failures) {
  /** The current time, truncated to milliseconds, the precision of the protocol. */
  public Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  /** Reports an unexpected exception, unwrapped from a {@link CompletionException}. */
  public void report(Throwable failure) {
    failures.accept(
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure);
  }
}
