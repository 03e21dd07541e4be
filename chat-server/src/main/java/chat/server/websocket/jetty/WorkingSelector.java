package chat.server.websocket.jetty;

import chat.server.thread.CriticalThreads;
import chat.server.thread.Watch;
import java.io.IOException;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SelectorManager;

/**
 * A selector that also runs the tasks that result from what it reads: first it reads everything
 * that has arrived, then it runs the tasks, then it selects again. So a message to a few users
 * needs no switch of threads, and input that arrives meanwhile is handled together in the next
 * round. Tasks must be short and must not block. Confined to the selecting thread, which Jetty may
 * change between rounds.
 */
final class WorkingSelector extends ManagedSelector {
  /** The event loop that the current thread runs, if any. */
  private static final ThreadLocal<WorkingSelector> HERE = new ThreadLocal<>();

  private final CriticalThreads threads;
  private final Watch watch;
  private final Queue<Runnable> work = new ArrayDeque<>();

  /**
   * @param threads watches the event loop, and is notified when it ends
   */
  WorkingSelector(SelectorManager manager, int id, CriticalThreads threads) {
    super(manager, id);
    this.threads = threads;
    this.watch = threads.watch("event-loop-" + id);
  }

  /** Runs tasks submitted by an event loop in that loop, and all others {@code elsewhere}. */
  static Executor orElse(Executor elsewhere) {
    return task -> {
      WorkingSelector loop = HERE.get();
      if (loop == null) {
        elsewhere.execute(task);
      } else {
        loop.work.add(task);
      }
    };
  }

  /** Runs {@code reading} on the loop's thread; tasks that it submits run later in this loop. */
  void during(Runnable reading) {
    HERE.set(this);
    try {
      reading.run();
    } finally {
      HERE.remove();
    }
  }

  @Override
  protected int nioSelect(Selector selector, boolean now) throws IOException {
    if (work.isEmpty()) {
      return select(selector, now);
    }
    during(this::round);
    return select(selector, now || !work.isEmpty());
  }

  /** Selects. The watch counts the time between two selections as busy. */
  private int select(Selector selector, boolean now) throws IOException {
    watch.end();
    try {
      return super.nioSelect(selector, now);
    } finally {
      watch.begin();
    }
  }

  /** Jetty would continue with another selector after any failure, even a fatal one. */
  @Override
  protected void handleSelectFailure(Selector selector, Throwable failure) throws IOException {
    if (CriticalThreads.isFatal(failure)) {
      threads.fatal().accept(failure);
    }
    super.handleSelectFailure(selector, failure);
  }

  /** The loop has ended, and all its connections with it. */
  @Override
  protected void onSelectFailed(Throwable cause) {
    threads.fatal().accept(cause);
  }

  /** Runs the tasks queued so far. Those added meanwhile run after the next read, for fairness. */
  private void round() {
    for (int left = work.size(); left > 0; left--) {
      work.remove().run();
    }
  }
}
