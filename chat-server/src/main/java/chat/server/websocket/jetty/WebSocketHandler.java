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
 * The one servlet context there is, where the WebSocket container lives, and the way into it. That
 * goes past the container's filter and what Jetty makes for servlets, which would be a third of
 * what it costs to connect. Thread-safe once started.
 */
public final class WebSocketHandler extends Handler.Wrapper {
  /** Also the first size of every text that comes in: most messages are short. */
  private static final int INPUT_BUFFER_BYTES = 1_024;

  private WebSocketMappings mappings; // with the next: set when it starts
  private EndpointNegotiator negotiator;

  /**
   * A context whose endpoints belong to {@code sockets}.
   *
   * @param shortcuts which of Jetty's own ways are left
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
    // A message is bounded as a whole, below, however many frames it comes in.
    settings.setMaxFrameSize(0);
    settings.setMaxTextMessageSize(WebSocketConfig.MAX_FRAME_BYTES);
    settings.setMaxBinaryMessageSize(WebSocketConfig.MAX_FRAME_BYTES);
    // The heartbeat decides who is gone.
    settings.setIdleTimeout(Duration.ZERO);
    return settings;
  }

  /** What is below is never called. */
  @Override
  public InvocationType getInvocationType() {
    return InvocationType.NON_BLOCKING;
  }

  /** Upgrades {@code request}, on which the gate noted who came. */
  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    return mappings.upgrade(negotiator, request, response, callback, null);
  }

  /** Gives each connection its endpoint, with what it needs. Immutable. */
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
