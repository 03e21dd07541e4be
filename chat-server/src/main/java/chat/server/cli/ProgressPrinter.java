package chat.server.cli;

import chat.server.storage.sql.Progress;
import java.io.PrintStream;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Prints progress: at most one line per second, none in the first. Confined to one thread. */
final class ProgressPrinter implements Progress {
  private static final long PERIOD_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final PrintStream to;
  private final LongSupplier nanoTime;
  private long printed;

  ProgressPrinter(PrintStream to, LongSupplier nanoTime) {
    this.to = to;
    this.nanoTime = nanoTime;
    this.printed = nanoTime.getAsLong();
  }

  @Override
  public void at(Supplier<String> state) {
    long now = nanoTime.getAsLong();
    if (now - printed >= PERIOD_NANOS) {
      printed = now;
      to.println(state.get() + " ...");
    }
  }

  /** An exception in one line. The message of a file system exception is only a file name. */
  static String oneLine(Exception failure) {
    boolean bare = failure instanceof java.nio.file.FileSystemException;
    String text = bare ? failure.toString() : String.valueOf(failure.getMessage());
    return text.replaceAll("\\R+", " ");
  }
}
