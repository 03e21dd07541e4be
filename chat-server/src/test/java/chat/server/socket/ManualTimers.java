package chat.server.socket;

import chat.core.port.Timers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Timers whose time passes when the test says so. Confined to the test's thread. */
final class ManualTimers implements Timers {
  private final List<Waiting> waiting = new ArrayList<>();
  private Duration now = Duration.ZERO;

  @Override
  public Timer after(Duration delay, Runnable task) {
    Waiting one = new Waiting(now.plus(delay), task);
    waiting.add(one);
    return () -> waiting.remove(one);
  }

  void pass(Duration time) {
    now = now.plus(time);
    for (Waiting one : List.copyOf(waiting)) {
      if (one.at.compareTo(now) <= 0 && waiting.remove(one)) {
        one.task.run();
      }
    }
  }

  /** Compared by identity: two may be alike. */
  private static final class Waiting {
    final Duration at;
    final Runnable task;

    Waiting(Duration at, Runnable task) {
      this.at = at;
      this.task = task;
    }
  }
}
