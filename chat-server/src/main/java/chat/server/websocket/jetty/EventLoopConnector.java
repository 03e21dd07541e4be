package chat.server.websocket.jetty;

import chat.server.thread.CriticalThreads;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.concurrent.Executor;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SelectorManager;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * A connector whose WebSockets are read on the thread that selects. Thread-safe as any connector
 * is.
 */
public final class EventLoopConnector extends ServerConnector {
  /** Lets Jetty choose the number of acceptor threads. */
  private static final int BY_JETTY = -1;

  /** Each occupies one of Jetty's 200 threads permanently. */
  private static final int MOST_LOOPS = 32;

  private final CriticalThreads threads;

  /**
   * Creates a connector of {@code server} that starts each connection with the first of {@code
   * factories}.
   *
   * @param threads watches the event loops, and is notified when one of them ends
   */
  public EventLoopConnector(
      Server server, CriticalThreads threads, ConnectionFactory... factories) {
    super(server, null, null, null, BY_JETTY, loops(), factories);
    this.threads = threads;
  }

  /** One per processor, because tasks run in them. */
  private static int loops() {
    return Math.min(Runtime.getRuntime().availableProcessors(), MOST_LOOPS);
  }

  /**
   * An executor that runs tasks in the current event loop when called from one, and otherwise
   * {@code elsewhere}. Tasks must be short and must not block.
   */
  public static Executor nearby(Executor elsewhere) {
    return WorkingSelector.orElse(elsewhere);
  }

  @Override
  protected SelectorManager newSelectorManager(
      Executor executor, Scheduler scheduler, int selectors) {
    return new ServerConnectorManager(executor, scheduler, selectors) {
      @Override
      protected ManagedSelector newSelector(int id) {
        return new WorkingSelector(this, id, threads);
      }
    };
  }

  /**
   * Jetty would continue after any failure, even one that leaves the process in an unknown state.
   */
  @Override
  protected boolean handleAcceptFailure(Throwable failure) {
    if (CriticalThreads.isFatal(failure)) {
      threads.fatal().accept(failure);
    }
    return super.handleAcceptFailure(failure);
  }

  @Override
  protected SocketChannelEndPoint newEndPoint(
      SocketChannel channel, ManagedSelector selector, SelectionKey key) {
    SocketChannelEndPoint made =
        new SocketEndPoint(channel, (WorkingSelector) selector, key, getScheduler());
    made.setIdleTimeout(getIdleTimeout());
    return made;
  }
}
