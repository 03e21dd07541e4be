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

/** A server of its own for a test, on a free port, and ways to ask it. */
public final class RunningServer implements AutoCloseable {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  /** What the servers of the test class that runs take; see {@link OwnWayOfJetty}. */
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

  /** One whose time and hashing of passwords are given. */
  public static RunningServer start(Clock clock, PasswordHasher hasher, String... flags)
      throws IOException {
    return start(clock, hasher, System::nanoTime, ServerExecutors::timers, flags);
  }

  /** One whose rooms, connections and limits see no time pass but that of {@code clock}. */
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

  /** Every path and method below {@code /api/} that it answers, as {@code GET /api/rooms}. */
  public SortedSet<String> routes() {
    return server.routes();
  }

  /** Does {@code task} where rooms do their work. */
  void doInALane(Runnable task) {
    server.threads().lanes().execute(task);
  }

  /** Does {@code task} where timers do theirs. */
  void doByTimer(Runnable task) {
    server.threads().timers().after(Duration.ZERO, task);
  }

  /** Whether it handles requests without another thread. */
  public boolean isNonBlocking() {
    return server.isNonBlocking();
  }

  /** Drops what its retention does not keep, without waiting for the next time that is due. */
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

  /** Asks with any method; {@code json} may be empty for no body. */
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
