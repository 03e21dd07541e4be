package chat.server.websocket.jetty;

import chat.server.websocket.ChatEndpoint;
import chat.server.websocket.UpgradeContext;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.server.ServerEndpointConfig;
import java.net.URI;
import java.security.Principal;
import org.eclipse.jetty.ee10.websocket.jakarta.common.ConfiguredEndpoint;
import org.eclipse.jetty.ee10.websocket.jakarta.common.JakartaWebSocketFrameHandlerMetadata;
import org.eclipse.jetty.ee10.websocket.jakarta.common.UpgradeRequest;
import org.eclipse.jetty.ee10.websocket.jakarta.server.JakartaWebSocketServerContainer;
import org.eclipse.jetty.ee10.websocket.jakarta.server.JakartaWebSocketServerFrameHandlerFactory;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.Configuration.Customizer;
import org.eclipse.jetty.websocket.core.FrameHandler;
import org.eclipse.jetty.websocket.core.exception.WebSocketException;
import org.eclipse.jetty.websocket.core.server.ServerUpgradeRequest;
import org.eclipse.jetty.websocket.core.server.ServerUpgradeResponse;
import org.eclipse.jetty.websocket.core.server.WebSocketNegotiator;

/**
 * Creates the endpoint of each connection. Jetty's own negotiator differs in two ways:
 *
 * <ul>
 *   <li>it inspects the endpoint's methods by reflection for each connection, a tenth of the cost
 *       of a connect; here they are inspected once;
 *   <li>its session retains the request, and with it the parser, the headers and all other objects
 *       of HTTP, 3 KB for as long as the connection lasts; here it retains the {@link
 *       UpgradeContext} alone.
 * </ul>
 *
 * Immutable, thread-safe.
 */
final class EndpointNegotiator extends WebSocketNegotiator.AbstractNegotiator {
  private final ServerEndpointConfig endpoint;
  private final Handlers handlers;

  /**
   * @param endpoint the configuration of {@link ChatEndpoint}, added to {@code container}
   * @param settings applied to each session
   */
  EndpointNegotiator(
      JakartaWebSocketServerContainer container,
      ServerEndpointConfig endpoint,
      Customizer settings) {
    super(settings);
    this.endpoint = endpoint;
    this.handlers = new Handlers(container, endpoint);
  }

  @Override
  public FrameHandler negotiate(
      ServerUpgradeRequest request, ServerUpgradeResponse response, Callback callback) {
    if (request.hasSubProtocol(ChatEndpoint.SUBPROTOCOL)) {
      response.setAcceptedSubProtocol(ChatEndpoint.SUBPROTOCOL);
    }
    UpgradeContext context = UpgradeContext.attachedTo(request);
    return handlers.newJakartaWebSocketFrameHandler(
        new ConfiguredEndpoint(newEndpoint(), endpoint), new Origin(context));
  }

  private Object newEndpoint() {
    try {
      return endpoint.getConfigurator().getEndpointInstance(endpoint.getEndpointClass());
    } catch (InstantiationException e) {
      throw new WebSocketException(e);
    }
  }

  /**
   * The part of the upgrade request that a session needs.
   *
   * @param context the user
   */
  private record Origin(UpgradeContext context) implements UpgradeRequest {
    private static final URI ADDRESS = URI.create(ChatEndpoint.PATH);

    @Override
    public Principal getUserPrincipal() {
      return context;
    }

    @Override
    public URI getRequestURI() {
      return ADDRESS;
    }

    @Override
    public String getPathInContext() {
      return ChatEndpoint.PATH;
    }
  }

  /** Creates the frame handlers that call an endpoint. */
  private static final class Handlers extends JakartaWebSocketServerFrameHandlerFactory {
    private final JakartaWebSocketFrameHandlerMetadata methods;

    private Handlers(JakartaWebSocketServerContainer container, ServerEndpointConfig endpoint) {
      super(container);
      methods = super.getMetadata(endpoint.getEndpointClass(), endpoint);
    }

    @Override
    public JakartaWebSocketFrameHandlerMetadata getMetadata(Class<?> type, EndpointConfig config) {
      return methods;
    }
  }
}
