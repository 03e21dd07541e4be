package chat.server.socket;

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
final class EventLoop extends ManagedSelector {
  /** The loop that the current thread runs, for as long as it does so. */
  private static final ThreadLocal<EventLoop> HERE = new ThreadLocal<>();

  private final Queue<Runnable> work = new ArrayDeque<>();

  EventLoop(SelectorManager manager, int id) {
    super(manager, id);
  }

  /** Does work in the loop that gives rise to it, and what comes from outside of one elsewhere. */
  static Executor orElse(Executor elsewhere) {
    return task -> {
      EventLoop loop = HERE.get();
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
      return super.nioSelect(selector, now);
    }
    during(this::round);
    return super.nioSelect(selector, now || !work.isEmpty());
  }

  /** What comes up meanwhile waits for the next round: whoever reads and writes has a turn too. */
  private void round() {
    for (int left = work.size(); left > 0; left--) {
      work.remove().run();
    }
  }
}
