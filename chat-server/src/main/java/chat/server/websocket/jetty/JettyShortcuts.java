package chat.server.websocket.jetty;

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

  boolean areTaken() {
    return this == ALL;
  }
}
