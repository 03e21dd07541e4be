package chat.server.http;

import chat.core.ManualClock;
import chat.server.RawConnection;
import chat.server.config.ServerConfig;
import chat.server.limit.RateLimits;
import chat.server.rest.RestHandler;
import chat.server.wire.ClientCommand;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;

/** A real HTTP server on a free port with the REST routes of a test. Thread-safe. */
final class RestServer implements AutoCloseable {
  /** The only open session. */
  static final String SESSION = "open";

  private final ManualClock clock = new ManualClock();
  private final Server server = new Server(null, new ManualScheduler(clock), null);
  private final ServerConnector connector =
      new ServerConnector(
          server, null, new ScheduledExecutorScheduler(), null, 1, 1, new HttpConnectionFactory());
  private final HttpClient client = HttpClient.newHttpClient();
  private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();

  RestServer(RestResource resource) throws Exception {
    Router routes = new Router(RestServer::checkSession);
    resource.addTo(routes);
    var config =
        ((ServerConfig.Run) ServerConfig.parse(Map.of("STORE", "memory"), List.of("--limits=off")))
            .config();
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    server.setErrorHandler(new ErrorPages(failures::add));
    server.setHandler(
        new RestHandler(
            routes,
            new RateLimits(config.limits(), ClientCommand::rate, System::nanoTime),
            failures::add));
    server.start();
  }

  private static CompletionStage<?> checkSession(RestExchange exchange) {
    return exchange.credential().filter(shown -> shown.token().equals(SESSION)).isPresent()
        ? CompletableFuture.completedFuture(null)
        : CompletableFuture.failedFuture(Authenticator.unknownSession());
  }

  /** Sends a request with the open session. */
  HttpResponse<String> ask(String method, String path, BodyPublisher body) throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + connector.getLocalPort() + path))
            .header("Authorization", "Bearer " + SESSION)
            .method(method, body)
            .build(),
        BodyHandlers.ofString());
  }

  /** The scheduler of its body time-outs. */
  ManualClock clock() {
    return clock;
  }

  RawConnection connect() throws IOException {
    return new RawConnection(connector.getLocalPort());
  }

  /** The unexpected failures that were reported. */
  Queue<Throwable> failures() {
    return failures;
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
