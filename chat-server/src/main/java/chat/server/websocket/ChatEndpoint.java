package chat.server.websocket;

import chat.server.thread.CriticalThreads;
import jakarta.websocket.CloseReason;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Jakarta WebSocket endpoint of the chat: delegates to a {@link ClientSession}. The container
 * calls it for one frame after another.
 */
@ServerEndpoint(value = ChatEndpoint.PATH, subprotocols = ChatEndpoint.SUBPROTOCOL)
public final class ChatEndpoint {
  /** The path at which WebSockets are opened. */
  public static final String PATH = "/ws";

  /** The subprotocol that clients may request. */
  public static final String SUBPROTOCOL = "chat.v1";

  private static final Logger LOG = LoggerFactory.getLogger(ChatEndpoint.class);

  private final ConnectionRegistry connections;
  private final SocketLayer layer;
  private ClientSession client;

  /**
   * @param layer gives access to the sockets below Jakarta sessions
   */
  public ChatEndpoint(ConnectionRegistry connections, SocketLayer layer) {
    this.connections = connections;
    this.layer = layer;
  }

  /** Starts a session for the user of the upgrade. */
  @OnOpen
  public void onOpen(Session session) {
    client = new ClientSession(connections, layer.below(session));
    client.open((UpgradeContext) session.getUserPrincipal());
  }

  /** Handles a text message. */
  @OnMessage
  public void onText(String text) {
    client.takeText(text);
  }

  /** Handles a binary message. */
  @OnMessage
  @SuppressWarnings("unused") // the container selects the method by its signature
  public void onBinary(byte[] bytes) {
    client.takeBinary();
  }

  /** Ends the session, whichever side closed it. */
  @OnClose
  public void onClose(CloseReason reason) {
    client.closed(reason.getCloseCode().getCode());
  }

  /**
   * A failure of the peer or the network, whose close code is logged when the session ends; or one
   * that Jetty caught, which may affect the whole process.
   */
  @OnError
  public void onError(Throwable failure) {
    if (CriticalThreads.isFatal(failure)) {
      connections.failures().accept(failure);
    }
    LOG.debug("Connection failed: {}", failure.toString());
  }
}
