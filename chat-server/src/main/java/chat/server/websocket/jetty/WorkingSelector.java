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
 * A selector that also does the work which what it reads gives rise to: everything that has arrived
 * is read first, then the work is done, then it looks for more. So a message to a few people costs
 * no change of threads, and what comes meanwhile gathers for the next round. The work must be short
 * and must not wait. Confined to the thread that selects, which Jetty hands over between rounds.
 */
final class WorkingSelector extends ManagedSelector {
  /** The loop that the current thread runs, for as long as it does so. */
  private static final ThreadLocal<WorkingSelector> HERE = new ThreadLocal<>();

  private final CriticalThreads threads;
  private final Watch watch;
  private final Queue<Runnable> work = new ArrayDeque<>();

  /**
   * @param threads watches it, and is told when it ends
   */
  WorkingSelector(SelectorManager manager, int id, CriticalThreads threads) {
    super(manager, id);
    this.threads = threads;
    this.watch = threads.watch("event-loop-" + id);
  }

  /** Does work in the loop that gives rise to it, and what comes from outside of one elsewhere. */
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

  /** Calls {@code reading} on the loop's thread, and does later what it gives rise to. */
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

  /** Between two selections the loop does what was selected: it is busy. */
  private int select(Selector selector, boolean now) throws IOException {
    watch.end();
    try {
      return super.nioSelect(selector, now);
    } finally {
      watch.begin();
    }
  }

  /** Jetty would go on with another selector, whatever the failure. */
  @Override
  protected void handleSelectFailure(Selector selector, Throwable failure) throws IOException {
    if (CriticalThreads.isFatal(failure)) {
      threads.fatal().accept(failure);
    }
    super.handleSelectFailure(selector, failure);
  }

  /** The loop has ended, and its connections with it. */
  @Override
  protected void onSelectFailed(Throwable cause) {
    threads.fatal().accept(cause);
  }

  /** What comes up meanwhile waits for the next round: whoever reads and writes has a turn too. */
  private void round() {
    for (int left = work.size(); left > 0; left--) {
      work.remove().run();
    }
  }
}
