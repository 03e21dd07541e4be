package chat.server.websocket.jetty;

import chat.server.websocket.ChatEndpoint;
import chat.server.websocket.ConnectionRegistry;
import chat.server.websocket.SocketLayer;
import chat.server.websocket.WebSocketConfig;
import jakarta.websocket.server.ServerEndpointConfig;
import java.time.Duration;
import java.util.List;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.websocket.jakarta.server.JakartaWebSocketServerContainer;
import org.eclipse.jetty.ee10.websocket.jakarta.server.config.JakartaWebSocketServletContainerInitializer;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.Configuration.ConfigurationCustomizer;
import org.eclipse.jetty.websocket.core.server.WebSocketMappings;

/**
 * The servlet context of the WebSocket container, and the upgrade into it. The upgrade bypasses the
 * container's servlet filter and Jetty's servlet objects, which would be a third of the cost of a
 * connect. Thread-safe once started.
 */
public final class WebSocketHandler extends Handler.Wrapper {
  /** Also the initial size of every inbound text: most messages are short. */
  private static final int INPUT_BUFFER_BYTES = 1_024;

  private WebSocketMappings mappings; // set at start, as the next
  private EndpointNegotiator negotiator;

  /**
   * Creates a context whose endpoints belong to {@code connections}.
   *
   * @param shortcuts which parts of Jetty are bypassed
   */
  public WebSocketHandler(ConnectionRegistry connections, JettyShortcuts shortcuts) {
    ServletContextHandler context = new ServletContextHandler("/", false, false);
    JakartaWebSocketServletContainerInitializer.configure(
        context,
        (servletContext, container) -> {
          ServerEndpointConfig endpoint =
              ServerEndpointConfig.Builder.create(ChatEndpoint.class, ChatEndpoint.PATH)
                  .subprotocols(List.of(ChatEndpoint.SUBPROTOCOL))
                  .configurator(new Configurator(connections, shortcuts))
                  .build();
          container.addEndpoint(endpoint);
          mappings = WebSocketMappings.getMappings(context);
          negotiator =
              new EndpointNegotiator(
                  (JakartaWebSocketServerContainer) container, endpoint, settings());
        });
    setHandler(context);
  }

  private static ConfigurationCustomizer settings() {
    ConfigurationCustomizer settings = new ConfigurationCustomizer();
    settings.setInputBufferSize(INPUT_BUFFER_BYTES);
    // The size of a whole message is bounded below, in however many frames it arrives.
    settings.setMaxFrameSize(0);
    settings.setMaxTextMessageSize(WebSocketConfig.MAX_FRAME_BYTES);
    settings.setMaxBinaryMessageSize(WebSocketConfig.MAX_FRAME_BYTES);
    // The heartbeat detects lost connections.
    settings.setIdleTimeout(Duration.ZERO);
    return settings;
  }

  /** The wrapped context, which may block, is never called. */
  @Override
  public InvocationType getInvocationType() {
    return InvocationType.NON_BLOCKING;
  }

  /** Upgrades {@code request}, to which an {@link UpgradeContext} is attached. */
  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    return mappings.upgrade(negotiator, request, response, callback, null);
  }

  /** Creates the endpoint of each connection. Immutable. */
  private static final class Configurator extends ServerEndpointConfig.Configurator {
    private final ConnectionRegistry connections;
    private final SocketLayer layer;

    private Configurator(ConnectionRegistry connections, JettyShortcuts shortcuts) {
      this.connections = connections;
      layer =
          session ->
              new JettySocketLink(session, shortcuts, connections.timers(), connections.failures());
    }

    @Override
    public <T> T getEndpointInstance(Class<T> endpointClass) {
      return endpointClass.cast(new ChatEndpoint(connections, layer));
    }
  }
}
