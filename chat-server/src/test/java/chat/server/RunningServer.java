package chat.server;

import static org.junit.jupiter.api.Assertions.fail;

import chat.core.ManualClock;
import chat.core.port.Timers;
import chat.server.account.password.Argon2;
import chat.server.account.password.PasswordHasher;
import chat.server.config.ServerConfig;
import chat.server.websocket.jetty.JettyShortcuts;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.function.Function;
import java.util.function.LongSupplier;

/** A running server on a free port, with methods to send requests to it. */
public final class RunningServer implements AutoCloseable {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  /** The shortcuts of the servers of the running test class; see {@link OwnWayOfJetty}. */
  static JettyShortcuts shortcuts = JettyShortcuts.ALL;

  private final ChatServer server;
  private final int port;

  private RunningServer(ChatServer server) {
    this.server = server;
    this.port = server.port();
  }

  /** A server that is set up by flags. */
  public static RunningServer start(String... flags) throws IOException {
    return start(Clock.systemUTC(), new Argon2(), System::nanoTime, ServerExecutors::timers, flags);
  }

  /** One whose limits go by {@code nanoTime}. */
  public static RunningServer start(LongSupplier nanoTime, String... flags) throws IOException {
    return start(Clock.systemUTC(), new Argon2(), nanoTime, ServerExecutors::timers, flags);
  }

  /** A server with the given clock and password hasher. */
  public static RunningServer start(Clock clock, PasswordHasher hasher, String... flags)
      throws IOException {
    return start(clock, hasher, System::nanoTime, ServerExecutors::timers, flags);
  }

  /** A server whose rooms, connections and limits use the time of {@code clock} only. */
  public static RunningServer startWith(ManualClock clock, String... flags) throws IOException {
    return start(clock, new QuickHasher(), clock, threads -> clock, flags);
  }

  private static RunningServer start(
      Clock clock,
      PasswordHasher hasher,
      LongSupplier nanoTime,
      Function<ServerExecutors, Timers> timers,
      String... flags)
      throws IOException {
    Map<String, String> free = Map.of("HOST", "127.0.0.1", "PORT", "0", "STORE", "memory");
    ServerConfig.Parsed parsed = ServerConfig.parse(free, List.of(flags));
    if (parsed instanceof ServerConfig.Run run) {
      ChatServer server =
          new ChatServer(
              run.config(),
              new Environment(clock, hasher, nanoTime, timers, shortcuts),
              failure -> {
                throw new AssertionError(failure);
              });
      server.start();
      return new RunningServer(server);
    }
    return fail("wrong flags: " + parsed);
  }

  /** Every route below {@code /api/}, as {@code GET /api/rooms}. */
  public SortedSet<String> routes() {
    return server.routes();
  }

  /** Runs {@code task} on a lane. */
  void doInALane(Runnable task) {
    server.threads().lanes().execute(task);
  }

  /** Runs {@code task} on the timer thread. */
  void doByTimer(Runnable task) {
    server.threads().timers().after(Duration.ZERO, task);
  }

  /** Whether it handles requests without another thread. */
  public boolean isNonBlocking() {
    return server.isNonBlocking();
  }

  /** Runs the retention sweep now. */
  public void sweep() {
    server.sweep();
  }

  public int port() {
    return port;
  }

  public String host() {
    return "127.0.0.1:" + port;
  }

  public HttpResponse<String> get(String path, String... headers) throws Exception {
    return send(request(path, headers));
  }

  public HttpResponse<String> post(String path, String json, String... headers) throws Exception {
    return send(
        request(path, headers)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json)));
  }

  /** Sends a request with any method; {@code json} is empty for no body. */
  public HttpResponse<String> ask(String method, String path, String json, String... headers)
      throws Exception {
    HttpRequest.Builder request = request(path, headers);
    return send(
        json.isEmpty()
            ? request.method(method, HttpRequest.BodyPublishers.noBody())
            : request
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(json)));
  }

  public HttpRequest.Builder request(String path, String... headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://" + host() + path));
    return headers.length == 0 ? request : request.headers(headers);
  }

  public HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return CLIENT.send(request.build(), BodyHandlers.ofString());
  }

  /** Opens a WebSocket; headers by name and value, subprotocols as {@code session.…}. */
  public TestWebSocket connect(String... headers) throws Exception {
    return TestWebSocket.open(CLIENT, URI.create("ws://" + host() + "/ws"), List.of(), headers);
  }

  public TestWebSocket connectWith(List<String> subprotocols, String... headers) throws Exception {
    return TestWebSocket.open(CLIENT, URI.create("ws://" + host() + "/ws"), subprotocols, headers);
  }

  @Override
  public void close() {
    server.close();
  }
}
