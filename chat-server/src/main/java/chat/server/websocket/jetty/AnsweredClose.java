package chat.server.websocket.jetty;

import org.eclipse.jetty.websocket.core.CloseStatus;

/**
 * A close status that waits for the peer's close frame. After most codes Jetty would end the
 * connection at once; if the server has not read all that the peer has sent, TCP then sends a
 * reset, and the peer loses what it has not read yet: the close frame and the frames before it. The
 * sender of this close aborts the connection if the peer does not answer. Immutable.
 */
final class AnsweredClose extends CloseStatus {
  AnsweredClose(int code, String reason) {
    super(code, reason);
  }

  @Override
  public boolean isAbnormal() {
    return false;
  }
}
