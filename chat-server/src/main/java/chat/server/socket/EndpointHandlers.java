package chat.server.socket;

import jakarta.websocket.EndpointConfig;
import jakarta.websocket.server.ServerEndpointConfig;
import java.time.Duration;
import org.eclipse.jetty.ee10.websocket.jakarta.common.JakartaWebSocketFrameHandlerMetadata;
import org.eclipse.jetty.ee10.websocket.jakarta.server.JakartaWebSocketServerContainer;
import org.eclipse.jetty.ee10.websocket.jakarta.server.JakartaWebSocketServerFrameHandlerFactory;
import org.eclipse.jetty.http.pathmap.PathSpec;
import org.eclipse.jetty.http.pathmap.UriTemplatePathSpec;
import org.eclipse.jetty.server.handler.ContextHandler;
import org.eclipse.jetty.websocket.core.Configuration.ConfigurationCustomizer;
import org.eclipse.jetty.websocket.core.server.WebSocketCreator;
import org.eclipse.jetty.websocket.core.server.WebSocketMappings;

/**
 * Looks at the endpoint's methods once. Jetty does so for each connection of an annotated endpoint,
 * a tenth of what one costs, and gives each its own method handles. Immutable, thread-safe.
 */
final class EndpointHandlers extends JakartaWebSocketServerFrameHandlerFactory {
  private final Class<?> endpoint;
  private final JakartaWebSocketFrameHandlerMetadata methods;

  private EndpointHandlers(JakartaWebSocketServerContainer container, ServerEndpointConfig config) {
    super(container);
    endpoint = config.getEndpointClass();
    methods = super.getMetadata(endpoint, config);
  }

  /** Puts itself in the place of the factory that the container gave to an endpoint. */
  static void replace(
      ContextHandler context,
      JakartaWebSocketServerContainer container,
      ServerEndpointConfig config) {
    WebSocketMappings mappings = WebSocketMappings.getMappings(context);
    PathSpec path = new UriTemplatePathSpec(config.getPath());
    WebSocketCreator creator = mappings.getWebSocketCreator(path);
    ConfigurationCustomizer settings = new ConfigurationCustomizer();
    settings.setMaxTextMessageSize(container.getDefaultMaxTextMessageBufferSize());
    settings.setMaxBinaryMessageSize(container.getDefaultMaxBinaryMessageBufferSize());
    settings.setIdleTimeout(Duration.ofMillis(container.getDefaultMaxSessionIdleTimeout()));
    mappings.removeMapping(path);
    mappings.addMapping(path, creator, new EndpointHandlers(container, config), settings);
  }

  @Override
  public JakartaWebSocketFrameHandlerMetadata getMetadata(Class<?> type, EndpointConfig config) {
    return type == endpoint ? methods : super.getMetadata(type, config);
  }
}
