package chat.core.internal.lane;

import java.util.ArrayDeque;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * A mailbox drained by one worker at a time, on an executor, in order. Whatever its worker touches
 * needs no lock. While the worker waits for a {@link #await stage} no thread is held and the
 * mailbox fills; the next drain takes all of it.
 *
 * <p>Thread-safe; {@link #await} and {@link #retire} belong to the worker.
 *
 * @param <T> what is put into the mailbox
 */
public final class Lane<T> {
  /** Does the work. Called by one thread at a time. */
  public interface Worker<T> {
    /** Does one task. It may end in {@link Lane#await}; the next follows when that is over. */
    void perform(T task);

    /** Called when everything taken is done, and again after an {@link Lane#await} made here. */
    void settle();
  }

  /** So many drains in a row before other lanes have a turn on the executor. */
  private static final int DRAINS_IN_A_ROW = 8;

  /** Takes the place of a continuation when the drain has returned before the stage completed. */
  private static final Runnable PARKED =
      new Runnable() {
        @Override
        public void run() {
          throw new IllegalStateException("a lane that parks has nothing to go on with");
        }
      };

  private final Executor executor;
  private final Executor resumer;
  private final Worker<T> worker;
  private final Consumer<Throwable> failures;

  // guarded by this
  private ArrayDeque<T> mailbox = new ArrayDeque<>(1); // most lanes are a connection's, and idle
  private boolean scheduled;
  private boolean retired;

  // confined to the worker
  private ArrayDeque<T> drain = new ArrayDeque<>(1);
  private Shift shift = new Shift();

  /**
   * One thread's time as the worker. It ends by parking; whoever goes on begins another, maybe
   * before this thread has left, which therefore looks at its own shift alone.
   */
  private static final class Shift {
    private boolean parked; // confined to the shift's thread
  }

  /**
   * A lane with an empty mailbox.
   *
   * @param failures takes what the worker throws, errors included; the lane goes on
   */
  public Lane(Executor executor, Worker<T> worker, Consumer<Throwable> failures) {
    this(executor, executor, worker, failures);
  }

  /**
   * A lane that goes on elsewhere after it has waited.
   *
   * @param resumer where, so that a store's thread does not do the lane's work
   */
  public Lane(Executor executor, Executor resumer, Worker<T> worker, Consumer<Throwable> failures) {
    this.executor = executor;
    this.resumer = resumer;
    this.worker = worker;
    this.failures = failures;
  }

  /**
   * Puts {@code task} into the mailbox; never runs it before returning when called by the worker.
   *
   * @return false when the lane is retired and took nothing
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
   * Goes on with {@code then} when {@code stage} is complete, and does nothing else before. {@code
   * then} gets the result or the failure, the other being null; it runs as the worker. To be called
   * as the last thing that a task does.
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
      handOver.get().run(); // it was complete at once
    }
  }

  /** The stage would keep what is thrown here to itself, and the lane would be parked for ever. */
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
   * Closes an empty mailbox for ever.
   *
   * @return false when it is not empty
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
