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
 * A connector whose WebSockets are read where their bytes arrive. Thread-safe as any connector is.
 */
public final class EventLoopConnector extends ServerConnector {
  /** The number of threads that accept is Jetty's choice. */
  private static final int BY_JETTY = -1;

  /** Each takes a thread for good, of the 200 that Jetty has. */
  private static final int MOST_LOOPS = 32;

  private final CriticalThreads threads;

  /**
   * A connector of {@code server} that begins each connection with the first of {@code factories}.
   *
   * @param threads watches the event loops, and is told when one of them ends
   */
  public EventLoopConnector(
      Server server, CriticalThreads threads, ConnectionFactory... factories) {
    super(server, null, null, null, BY_JETTY, loops(), factories);
    this.threads = threads;
  }

  /** As many as work at the same time, for work is done in them. */
  private static int loops() {
    return Math.min(Runtime.getRuntime().availableProcessors(), MOST_LOOPS);
  }

  /**
   * Does work in the loop of the connection that gives rise to it, when called while that is read,
   * and otherwise {@code elsewhere}. The work must be short and must not wait.
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
   * Jetty goes on after any failure, also after one that leaves the process in an unknown state.
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
