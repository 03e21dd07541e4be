package chat.server.websocket.jetty;

import chat.server.thread.CriticalThreads;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/**
 * Which parts of Jetty's Jakarta layer are bypassed. The server uses {@link #ALL}; the wire tests
 * also run with {@link #NONE}, to verify that clients see no difference.
 */
public enum JettyShortcuts {
  /**
   * Frames are written directly to the end point, texts are taken from whole frames, and sockets
   * are read and served in the event loop.
   */
  ALL,

  /** Jetty queues and writes frames, assembles messages, and serves sockets on its own threads. */
  NONE;

  /**
   * Creates a connector of {@code server} that starts each connection with the first of {@code
   * factories}.
   *
   * @param threads watches the event loops, and is notified when one of them ends
   */
  public ServerConnector connector(
      Server server, CriticalThreads threads, ConnectionFactory... factories) {
    return areTaken()
        ? new EventLoopConnector(server, threads, factories)
        : new ServerConnector(server, factories);
  }

  boolean areTaken() {
    return this == ALL;
  }
}
