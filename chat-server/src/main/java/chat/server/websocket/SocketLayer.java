package chat.server.websocket;

import jakarta.websocket.Session;

/** Gives access to the socket below a Jakarta session of a specific container. Thread-safe. */
@FunctionalInterface
public interface SocketLayer {
  /** The socket of an open {@code session}, which has read nothing yet. */
  SocketLink below(Session session);
}
