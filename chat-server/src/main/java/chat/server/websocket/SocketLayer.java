package chat.server.websocket;

import jakarta.websocket.Session;

/** Reaches below a Jakarta session, in the way of the container that made it. Thread-safe. */
@FunctionalInterface
public interface SocketLayer {
  /** The socket of an open {@code session}, which has read nothing yet. */
  SocketLink below(Session session);
}
