package chat.server;

import jakarta.websocket.OnMessage;
import jakarta.websocket.server.ServerEndpoint;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.websocket.jakarta.server.config.JakartaWebSocketServletContainerInitializer;
import org.eclipse.jetty.server.Server;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts a server that echoes: a placeholder that proves the build, until the chat replaces it. */
public final class Main {
  private static final Logger LOG = LoggerFactory.getLogger(Main.class);

  private Main() {}

  public static void main(String[] args) throws Exception {
    var server = new Server(args.length == 0 ? 8080 : Integer.parseInt(args[0]));
    var context = new ServletContextHandler("/", false, false);
    JakartaWebSocketServletContainerInitializer.configure(
        context, (servletContext, container) -> container.addEndpoint(Echo.class));
    server.setHandler(context);
    server.start();
    LOG.info("Listening on {}", server.getURI());
    server.join();
  }

  /** Confined to its session by the container. */
  @ServerEndpoint("/echo")
  public static final class Echo {
    @OnMessage
    public String onMessage(String text) {
      return text;
    }
  }
}
