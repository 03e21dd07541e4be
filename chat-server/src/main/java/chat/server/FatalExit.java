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
 * Ends the process when it cannot go on: with code 74 when the store can no longer be trusted, as
 * an orderly stop, and with code 70 when a thread has ended that the server needs or memory has run
 * out, at once. What was acknowledged is in the store by then. One line says why. Everything that
 * the end needs is made before, so it also comes when no memory is left or the log is blocked.
 * Thread-safe; the first reason counts.
 */
final class FatalExit implements Consumer<Throwable> {
  /** EX_SOFTWARE of sysexits.h. */
  static final int INTERNAL_ERROR = 70;

  /** EX_IOERR, by which service managers tell a broken disk from a wrong setting. */
  static final int STORE_BROKEN = 74;

  /** How long the log may take to write the reason. */
  private static final Duration LOG_PATIENCE = Duration.ofSeconds(2);

  /** How long an orderly stop may take; container hosts kill a program after ten seconds. */
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(15);

  private static final int RUNNING = -1;

  private static final byte[] OUT_OF_WORDS =
      "The server ends (exit code 70): out of memory, or the log failed\n".getBytes(US_ASCII);

  private static final Logger LOG = LoggerFactory.getLogger(FatalExit.class);

  private final IntConsumer exit;
  private final IntConsumer halt;
  private final OutputStream lastWords;
  private final AtomicInteger code = new AtomicInteger(RUNNING);
  private final Thread watchdog;

  /**
   * @param exit begins an orderly stop with a code and returns when that is done, if ever
   * @param halt ends at once with a code
   * @param lastWords takes the reason when the log cannot
   */
  FatalExit(IntConsumer exit, IntConsumer halt, OutputStream lastWords) {
    this.exit = exit;
    this.halt = halt;
    this.lastWords = lastWords;
    this.watchdog = new Thread(this::watch, "chat-exit");
    watchdog.setDaemon(true);
    watchdog.start();
  }

  /** Ends this process. */
  static FatalExit ofProcess() {
    return new FatalExit(
        System::exit, Runtime.getRuntime()::halt, new FileOutputStream(FileDescriptor.err));
  }

  /** The code that the process ends with, {@code otherwise} when nothing fatal has happened. */
  int codeOr(int otherwise) {
    int known = code.get();
    return known == RUNNING ? otherwise : known;
  }

  /**
   * Ends the process. It ends on another thread when the store is broken, so the caller returns.
   *
   * @param cause an SQLException from a broken store; anything else is what the current thread ends
   *     by
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
    } catch (Throwable e) { // no memory for the line, most likely
      sayLastWords();
    }
    if (!isStore) {
      halt.accept(INTERNAL_ERROR);
    }
  }

  private void sayLastWords() {
    try {
      lastWords.write(OUT_OF_WORDS);
    } catch (IOException e) {
      return; // nobody can be told
    }
  }

  /** Sees to it that the end comes. */
  private void watch() {
    while (code.get() == RUNNING) {
      LockSupport.park(this);
    }
    boolean isStore = code.get() == STORE_BROKEN;
    if (isStore) {
      try {
        new Thread(() -> exit.accept(STORE_BROKEN), "end").start();
      } catch (Error e) { // no memory, or no thread to be had
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
