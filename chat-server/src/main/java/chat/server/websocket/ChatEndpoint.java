package chat.server.websocket;

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
 * The endpoint of the chat: hands what the container calls to a {@link ClientSession}. The
 * container calls it for one frame after another.
 */
@ServerEndpoint(value = ChatEndpoint.PATH, subprotocols = ChatEndpoint.SUBPROTOCOL)
public final class ChatEndpoint {
  /** Where WebSockets are opened. */
  public static final String PATH = "/ws";

  /** The subprotocol that clients may ask for. */
  public static final String SUBPROTOCOL = "chat.v1";

  private static final Logger LOG = LoggerFactory.getLogger(ChatEndpoint.class);

  private final ConnectionRegistry connections;
  private final SocketLayer layer;
  private ClientSession client;

  /**
   * @param layer reaches below the sessions of the container that calls it
   */
  public ChatEndpoint(ConnectionRegistry connections, SocketLayer layer) {
    this.connections = connections;
    this.layer = layer;
  }

  /** Begins a session for the visitor that was admitted to the upgrade. */
  @OnOpen
  public void onOpen(Session session) {
    client = new ClientSession(connections, layer.below(session));
    client.open((UpgradeContext) session.getUserPrincipal());
  }

  /** Takes a text message. */
  @OnMessage
  public void onText(String text) {
    client.takeText(text);
  }

  /** Takes a binary message, whatever it holds. */
  @OnMessage
  @SuppressWarnings("unused") // the signature tells the container what to call
  public void onBinary(byte[] bytes) {
    client.takeBinary();
  }

  /** Ends the session, whichever side closed it. */
  @OnClose
  public void onClose(CloseReason reason) {
    client.closed(reason.getCloseCode().getCode());
  }

  /** A fault of the peer or its network: the close code tells, so there is nothing to log. */
  @OnError
  public void onError(Throwable failure) {
    LOG.debug("Connection failed: {}", failure.toString());
  }
}
