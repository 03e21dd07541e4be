package chat.core.internal.lane;

import java.util.ArrayDeque;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * A mailbox that one worker drains, in order, on an executor and on one thread at a time (a serial
 * executor, or actor). State that only the worker uses needs no lock. While the worker waits for a
 * {@link #await stage}, it holds no thread and the mailbox fills; the next drain takes all of it.
 *
 * <p>Thread-safe; {@link #await} and {@link #retire} belong to the worker.
 *
 * @param <T> the type of the tasks
 */
public final class Lane<T> {
  /** Performs the tasks. Called by one thread at a time. */
  public interface Worker<T> {
    /**
     * Performs one task. It may end with {@link Lane#await}; then the next task follows after that.
     */
    void perform(T task);

    /**
     * Called when all tasks of a drain are done, and again after an {@link Lane#await} that it
     * made.
     */
    void settle();
  }

  /** Maximum number of consecutive drains before other lanes get a turn on the executor. */
  private static final int DRAINS_IN_A_ROW = 8;

  /** Takes the place of a continuation when the drain has returned before the stage completed. */
  private static final Runnable PARKED =
      new Runnable() {
        @Override
        public void run() {
          throw new IllegalStateException("a parked lane has no continuation to run");
        }
      };

  private final Executor executor;
  private final Executor resumer;
  private final Worker<T> worker;
  private final Consumer<Throwable> failures;

  // guarded by this
  private ArrayDeque<T> mailbox = new ArrayDeque<>(1); // most lanes belong to idle connections
  private boolean scheduled;
  private boolean retired;

  // confined to the worker
  private ArrayDeque<T> drain = new ArrayDeque<>(1);
  private Shift shift = new Shift();

  /**
   * The period in which one thread acts as the worker. It ends when the lane parks. The thread that
   * resumes starts another shift, possibly before this thread has left, so each thread reads only
   * its own shift.
   */
  private static final class Shift {
    private boolean parked; // confined to the shift's thread
  }

  /**
   * A lane with an empty mailbox.
   *
   * @param failures receives what the worker throws, including errors; the lane continues
   */
  public Lane(Executor executor, Worker<T> worker, Consumer<Throwable> failures) {
    this(executor, executor, worker, failures);
  }

  /**
   * A lane with an empty mailbox that resumes on another executor after it has waited.
   *
   * @param resumer runs the continuation, so that a thread of the store does not do the lane's work
   */
  public Lane(Executor executor, Executor resumer, Worker<T> worker, Consumer<Throwable> failures) {
    this.executor = executor;
    this.resumer = resumer;
    this.worker = worker;
    this.failures = failures;
  }

  /**
   * Puts {@code task} into the mailbox. When the worker itself calls this, the task never runs
   * before the call returns.
   *
   * @return false when the lane is retired; then the task is not taken
   */
  public boolean offer(T task) {
    synchronized (this) {
      if (retired) {
        return false;
      }
      mailbox.add(task);
      if (scheduled) {
        return true;
      }
      scheduled = true;
    }
    executor.execute(this::run);
    return true;
  }

  /**
   * Suspends the lane until {@code stage} is complete, then calls {@code then} as the worker, with
   * the result or the failure, the other being null. Must be the last action of a task.
   */
  public <R> void await(CompletionStage<R> stage, BiConsumer<R, Throwable> then) {
    Shift mine = shift;
    mine.parked = true;
    AtomicReference<Runnable> handOver = new AtomicReference<>();
    stage.whenComplete(
        (result, failure) -> {
          Runnable resume = () -> resume(then, result, failure);
          if (!handOver.compareAndSet(null, resume)) {
            goOn(resume);
          }
        });
    if (!handOver.compareAndSet(null, PARKED)) {
      mine.parked = false;
      handOver.get().run(); // the stage was already complete
    }
  }

  /** Reports exceptions: the stage would swallow them, and the lane would stay parked for ever. */
  private void goOn(Runnable resume) {
    try {
      resumer.execute(
          () -> {
            Shift next = new Shift();
            shift = next;
            resume.run();
            run(next);
          });
    } catch (Throwable e) {
      failures.accept(e);
    }
  }

  private <R> void resume(BiConsumer<R, Throwable> then, R result, Throwable failure) {
    try {
      then.accept(result, failure);
    } catch (Throwable e) {
      failures.accept(e);
    }
  }

  /**
   * Closes the mailbox permanently if it is empty.
   *
   * @return false when the mailbox is not empty
   */
  public synchronized boolean retire() {
    retired = mailbox.isEmpty() && drain.isEmpty();
    return retired;
  }

  private void run() {
    Shift first = new Shift();
    shift = first;
    run(first);
  }

  private void run(Shift mine) {
    for (int drains = 0; !mine.parked; ) {
      T task = drain.poll();
      if (task != null) {
        guarded(() -> worker.perform(task));
        continue;
      }
      guarded(worker::settle);
      if (mine.parked || !take()) {
        return;
      }
      if (++drains == DRAINS_IN_A_ROW) {
        executor.execute(this::run);
        return;
      }
    }
  }

  private synchronized boolean take() {
    ArrayDeque<T> empty = drain;
    drain = mailbox;
    mailbox = empty;
    scheduled = !drain.isEmpty();
    return scheduled;
  }

  private void guarded(Runnable work) {
    try {
      work.run();
    } catch (Throwable e) {
      failures.accept(e);
    }
  }
}
