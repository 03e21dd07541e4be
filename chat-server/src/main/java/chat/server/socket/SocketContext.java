package chat.server.socket;

import jakarta.servlet.ServletContext;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Extension;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.List;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.websocket.jakarta.server.JakartaWebSocketServerContainer;
import org.eclipse.jetty.ee10.websocket.jakarta.server.config.JakartaWebSocketServletContainerInitializer;
import org.eclipse.jetty.ee10.websocket.servlet.WebSocketUpgradeFilter;

/** Makes the one servlet context there is: where the WebSocket container lives. */
public final class SocketContext {
  /** Also the first size of every text that comes in: most messages are short. */
  private static final String INPUT_BUFFER_BYTES = "1024";

  private SocketContext() {}

  /** A context whose endpoints belong to {@code sockets}. */
  public static ServletContextHandler of(Sockets sockets) {
    ServletContextHandler context = new ServletContextHandler("/", false, false);
    JakartaWebSocketServletContainerInitializer.configure(
        context,
        (servletContext, container) -> {
          ServerEndpointConfig endpoint = configure(servletContext, container, sockets);
          EndpointHandlers.replace(context, (JakartaWebSocketServerContainer) container, endpoint);
        });
    return context;
  }

  private static ServerEndpointConfig configure(
      ServletContext servletContext, ServerContainer container, Sockets sockets)
      throws DeploymentException {
    FilterHolder filter = WebSocketUpgradeFilter.getFilter(servletContext);
    filter.setInitParameter("inputBufferSize", INPUT_BUFFER_BYTES);
    // A message is bounded as a whole, below, however many frames it comes in.
    filter.setInitParameter("maxFrameSize", "0");
    container.setDefaultMaxTextMessageBufferSize(SocketSettings.MAX_FRAME_BYTES);
    container.setDefaultMaxBinaryMessageBufferSize(SocketSettings.MAX_FRAME_BYTES);
    // The heartbeat decides who is gone.
    container.setDefaultMaxSessionIdleTimeout(0);
    ServerEndpointConfig endpoint =
        ServerEndpointConfig.Builder.create(ChatEndpoint.class, ChatEndpoint.PATH)
            .subprotocols(List.of(ChatEndpoint.SUBPROTOCOL))
            .configurator(new Configurator(sockets))
            .build();
    container.addEndpoint(endpoint);
    return endpoint;
  }

  /** Gives each connection its endpoint, with what it needs. Immutable. */
  private static final class Configurator extends ServerEndpointConfig.Configurator {
    private final Sockets sockets;

    private Configurator(Sockets sockets) {
      this.sockets = sockets;
    }

    @Override
    public <T> T getEndpointInstance(Class<T> endpointClass) {
      return endpointClass.cast(new ChatEndpoint(sockets));
    }

    /** The gate has checked it, and knows the host too. */
    @Override
    public boolean checkOrigin(String origin) {
      return true;
    }

    @Override
    public String getNegotiatedSubprotocol(List<String> supported, List<String> requested) {
      return requested.contains(ChatEndpoint.SUBPROTOCOL) ? ChatEndpoint.SUBPROTOCOL : "";
    }

    @Override
    public List<Extension> getNegotiatedExtensions(
        List<Extension> installed, List<Extension> requested) {
      return List.of();
    }
  }
}
