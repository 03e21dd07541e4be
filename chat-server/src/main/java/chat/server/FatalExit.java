package chat.server;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Exits the process after a fatal failure: with code 74 and a graceful stop when the store can no
 * longer be trusted, and with code 70 immediately when a thread that the server needs has ended or
 * memory has run out. Acknowledged messages are in the store by then. One log line gives the
 * reason. Everything that the exit needs is allocated in advance, so that it works without free
 * memory or with a blocked log. Thread-safe; the first reason counts.
 */
final class FatalExit implements Consumer<Throwable> {
  /** EX_SOFTWARE of sysexits.h. */
  static final int INTERNAL_ERROR = 70;

  /**
   * EX_IOERR of sysexits.h: lets service managers distinguish a broken disk from a wrong setting.
   */
  static final int STORE_BROKEN = 74;

  /** How long the log may take to write the reason. */
  private static final Duration LOG_PATIENCE = Duration.ofSeconds(2);

  /** How long a graceful stop may take; container runtimes kill a stopping process after 10 s. */
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(15);

  private static final int RUNNING = -1;

  private static final byte[] LAST_LINE =
      "The server ends (exit code 70): out of memory, or the log failed\n".getBytes(US_ASCII);

  private static final Logger LOG = LoggerFactory.getLogger(FatalExit.class);

  private final IntConsumer exit;
  private final IntConsumer halt;
  private final OutputStream fallback;
  private final AtomicInteger code = new AtomicInteger(RUNNING);
  private final Thread watchdog;

  /**
   * @param exit starts a graceful stop with an exit code, and returns when that is done, if ever
   * @param halt ends the process immediately with an exit code
   * @param fallback receives the reason when the log fails
   */
  FatalExit(IntConsumer exit, IntConsumer halt, OutputStream fallback) {
    this.exit = exit;
    this.halt = halt;
    this.fallback = fallback;
    this.watchdog = new Thread(this::watch, "chat-exit");
    watchdog.setDaemon(true);
    watchdog.start();
  }

  /** An instance that exits this process. */
  static FatalExit ofProcess() {
    return new FatalExit(
        System::exit, Runtime.getRuntime()::halt, new FileOutputStream(FileDescriptor.err));
  }

  /** The exit code of the process; {@code otherwise} when nothing fatal has happened. */
  int codeOr(int otherwise) {
    int known = code.get();
    return known == RUNNING ? otherwise : known;
  }

  /**
   * Exits the process. When the store is broken that happens on another thread, and this returns.
   *
   * @param cause an SQLException of a broken store, or the throwable that ends the current thread
   */
  @Override
  public void accept(Throwable cause) {
    boolean isStore = cause instanceof SQLException;
    if (!code.compareAndSet(RUNNING, isStore ? STORE_BROKEN : INTERNAL_ERROR)) {
      return;
    }
    LockSupport.unpark(watchdog);
    try {
      if (isStore) {
        LOG.error(
            "The server ends (exit code {}): the store can no longer be trusted: {}",
            STORE_BROKEN,
            cause.toString());
      } else {
        LOG.error(
            "The server ends (exit code {}): thread {} ended by {}",
            INTERNAL_ERROR,
            Thread.currentThread().getName(),
            cause.toString(),
            cause instanceof VirtualMachineError ? null : cause);
      }
    } catch (Throwable e) { // most likely out of memory
      writeLastLine();
    }
    if (!isStore) {
      halt.accept(INTERNAL_ERROR);
    }
  }

  private void writeLastLine() {
    try {
      fallback.write(LAST_LINE);
    } catch (IOException e) {
      return; // no output is left
    }
  }

  /** Halts the process if it has not exited in time. */
  private void watch() {
    while (code.get() == RUNNING) {
      LockSupport.park(this);
    }
    boolean isStore = code.get() == STORE_BROKEN;
    if (isStore) {
      try {
        new Thread(() -> exit.accept(STORE_BROKEN), "end").start();
      } catch (Error e) { // no memory, or no thread available
        halt.accept(STORE_BROKEN);
      }
    }
    long end = System.nanoTime() + (isStore ? STOP_PATIENCE : LOG_PATIENCE).toNanos();
    for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(this, left);
    }
    halt.accept(code.get());
  }
}
