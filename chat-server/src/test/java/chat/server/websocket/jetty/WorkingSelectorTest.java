package chat.server.websocket.jetty;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.server.thread.CriticalThreads;
import java.io.IOException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SelectorManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
final class WorkingSelectorTest {
  private final List<String> done = new ArrayList<>();
  private final List<Runnable> elsewhere = new ArrayList<>();
  private final Executor nearby = WorkingSelector.orElse(elsewhere::add);
  private final List<Throwable> fatal = new ArrayList<>();
  private final CriticalThreads threads = new CriticalThreads(fatal::add);
  private final WorkingSelector loop = new WorkingSelector(new NoConnections(), 0, threads);

  @Test
  void runsTasksFromOutsideElsewhere() {
    nearby.execute(() -> done.add("a"));

    assertEquals(1, elsewhere.size());
    assertEquals(List.of(), done);
  }

  @Test
  void runsTasksAfterAllHasBeenRead() throws IOException {
    loop.during(
        () -> {
          nearby.execute(() -> done.add("a"));
          done.add("read one");
        });
    loop.during(
        () -> {
          nearby.execute(() -> done.add("b"));
          done.add("read two");
        });
    select(true);

    assertEquals(List.of("read one", "read two", "a", "b"), done);
    assertEquals(List.of(), elsewhere);
  }

  /** If it waited, it would do so for ever, because there are no connections. */
  @Test
  void runsTasksOfTasksInTheNextRoundWithoutBlocking() throws IOException {
    loop.during(() -> nearby.execute(() -> nearby.execute(() -> done.add("later"))));
    select(false);
    assertEquals(List.of(), done);

    select(true);
    assertEquals(List.of("later"), done);
  }

  @Test
  void isNotCurrentAnyMoreAfterAFailure() {
    try {
      loop.during(
          () -> {
            throw new IllegalStateException("broken");
          });
    } catch (IllegalStateException expected) {
      done.add(expected.getMessage());
    }
    nearby.execute(() -> {});

    assertEquals(List.of("broken"), done);
    assertEquals(1, elsewhere.size());
  }

  @Test
  void reportsThatItHasEnded() {
    IOException failure = new IOException("no selector");
    loop.onSelectFailed(failure);

    assertEquals(List.of(failure), fatal);
  }

  @Test
  void reportsFatalErrorsOfTasks() throws IOException {
    Error error = new OutOfMemoryError("heap");
    try (Selector first = Selector.open();
        Selector second = Selector.open()) {
      loop.handleSelectFailure(first, error);
      loop.handleSelectFailure(second, new IllegalStateException("a bug in one task"));
    }

    assertEquals(List.of(error), fatal);
  }

  private void select(boolean now) throws IOException {
    try (Selector selector = Selector.open()) {
      loop.nioSelect(selector, now);
    }
  }

  static final class NoConnections extends SelectorManager {
    NoConnections() {
      super(Runnable::run, null);
    }

    @Override
    protected EndPoint newEndPoint(
        SelectableChannel channel, ManagedSelector selector, SelectionKey key) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Connection newConnection(
        SelectableChannel channel, EndPoint endPoint, Object attachment) {
      throw new UnsupportedOperationException();
    }
  }
}
