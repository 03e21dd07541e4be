package chat.server.websocket.jetty;

import org.eclipse.jetty.websocket.core.CloseStatus;

/**
 * A close that waits for the peer's. After most codes Jetty would end the connection at once; bytes
 * that the peer has sent and the server has not read then make the network drop what the peer has
 * not read yet: the close and the answers before it. The sender of this close cuts a peer that does
 * not answer. Immutable.
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
