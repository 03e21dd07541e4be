package chat.server.websocket.jetty;

import chat.server.thread.CriticalThreads;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/**
 * Which of the ways past Jetty's Jakarta layer are taken. The server takes all; tests of the wire
 * run with none too, so that both ways are known to be the same for clients.
 */
public enum JettyShortcuts {
  /**
   * Frames are written to the end point, whole texts are taken from the frame, and sockets are read
   * and served in the event loop.
   */
  ALL,

  /** Jetty queues and writes frames, assembles messages, and serves sockets on its own threads. */
  NONE;

  /**
   * A connector of {@code server} that begins each connection with the first of {@code factories}.
   *
   * @param threads watches the event loops, and is told when one of them ends
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
