package chat.server;

import chat.core.Chat;
import chat.core.port.Timers;
import chat.server.bound.HeapShare;
import chat.server.config.HelpText;
import chat.server.config.ServerConfig;
import chat.server.http.ErrorPages;
import chat.server.http.assets.Assets;
import chat.server.http.assets.StaticHandler;
import chat.server.http.security.AdmittedHosts;
import chat.server.http.security.HostGuard;
import chat.server.http.security.MaxConnectionsHandler;
import chat.server.http.security.OriginAllowList;
import chat.server.http.security.OriginPolicy;
import chat.server.http.security.PerAddressConnections;
import chat.server.http.security.RequestGuard;
import chat.server.limit.Rate;
import chat.server.limit.RateLimits;
import chat.server.limit.UploadRates;
import chat.server.logging.ThrottledErrorLog;
import chat.server.rest.HealthHandler;
import chat.server.rest.RestHandler;
import chat.server.thread.CriticalThreads;
import chat.server.websocket.ConnectionRegistry;
import chat.server.websocket.UpgradeHandler;
import chat.server.websocket.WebSocketConfig;
import chat.server.websocket.jetty.EventLoopConnector;
import chat.server.websocket.jetty.JettyShortcuts;
import chat.server.websocket.jetty.WebSocketHandler;
import chat.server.wire.ClientCommand;
import chat.server.wire.ServerInfo;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import java.util.SortedSet;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.Invocable.InvocationType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A chat server: creates its parts, starts them and stops them in an order that loses no
 * acknowledged message. Thread-safe; started once and stopped once.
 */
public final class ChatServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ChatServer.class);

  /** How long a start may wait for the store, which may have to recover first. */
  private static final Duration STORE_PATIENCE = Duration.ofSeconds(30);

  // Their sum is below the 10 s after which container runtimes kill a stopping process.
  private static final Duration DRAIN_PATIENCE = Duration.ofSeconds(4);
  private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(3);
  private static final Duration HTTP_PATIENCE = Duration.ofSeconds(1);

  /** How often the rate limiters drop users and addresses that have been idle long enough. */
  private static final Duration QUIET_PERIOD = Duration.ofSeconds(10);

  /** How often stuck threads are looked for, for the log; /healthz checks on each request. */
  private static final Duration STUCK_PERIOD = Duration.ofSeconds(5);

  private final ServerConfig config;
  private final ThrottledErrorLog failures;
  private final ServerExecutors threads;
  private final Timers timers;
  private final StuckThreads stuckThreads;
  private final Assets assets;
  private final StorageFactory storage;
  private final FilesModule files;
  private final UploadRates uploads;
  private final Chat chat;
  private final RateLimits limits;
  private final ConnectionRegistry connections;
  private final AccountModule accounts;
  private final JettyShortcuts shortcuts;
  private final RestHandler rest;
  private final Server server;
  private final ServerConnector connector;
  private volatile boolean stopping;

  /**
   * Creates a server that is bound to its port but does not accept requests before {@link #start}.
   *
   * @param fatal receives the reason why the process should exit, on any thread: an SQLException
   *     when the store can no longer be trusted, any other throwable when it ended a thread that
   *     the server needs, or memory has run out
   * @throws IOException if its store cannot be opened
   */
  public ChatServer(ServerConfig config, Consumer<Throwable> fatal) throws IOException {
    this(config, Environment.standard(), fatal);
  }

  /** Creates a server with its clocks, timers, password hasher and shortcuts given. */
  ChatServer(ServerConfig config, Environment environment, Consumer<Throwable> fatal)
      throws IOException {
    Clock clock = environment.clock();
    LongSupplier nanoTime = environment.nanoTime();
    this.shortcuts = environment.shortcuts();
    this.config = config;
    failures = new ThrottledErrorLog(System::nanoTime, fatal);
    threads = new ServerExecutors(new CriticalThreads(fatal, nanoTime), failures);
    this.timers = environment.timers().apply(threads);
    stuckThreads = new StuckThreads(threads.critical());
    this.assets =
        config.webDir().map(Assets::below).orElseGet(() -> Assets.bundled(threads.aside()));
    this.limits = new RateLimits(config.limits(), ClientCommand::rate, nanoTime);
    SecureRandom random = new SecureRandom();
    ServerInfo info = new ServerInfo("chat-server", HelpText.number(), newNode(random));
    server = new Server(ServerExecutors.ofJetty());
    connector = ConnectorFactory.of(config, server, limits, threads, shortcuts);
    // A dynamic server treats its handlers as blocking: right for TLS, whose handshakes would
    // otherwise delay the thread that reads from all other connections.
    server.setDynamic(config.tls().isPresent());
    server.addConnector(connector);
    connector.open(); // first, because a port in use is the most common mistake
    storage = openStorage(random, clock);
    files = openFiles(clock);
    uploads =
        new UploadRates(
            limits.isOn() ? config.files().perUser() : Rate.UNLIMITED,
            config.limits().botFactor(),
            limits.isOn() ? config.files().perAddress() : Rate.UNLIMITED,
            sinceStart(nanoTime));
    chat = chat(random, clock);
    connections =
        new ConnectionRegistry(
            chat, settings(info), limits, storage.origins(), this.timers, clock, failures);
    server.setErrorHandler(new ErrorPages(failures));
    // Without it Jetty aborts connections instead of closing them with "Connection: close".
    server.setStopTimeout(HTTP_PATIENCE.toMillis());
    accounts =
        new AccountModule(
            config, storage, chat, connections, threads, clock, environment.hasher(), failures);
    rest =
        new RestHandler(
            chat,
            accounts.services(),
            limits,
            new RestHandler.Uploading(files.service(), config.files(), uploads),
            failures);
    server.setHandler(handler(info, clock));
  }

  private StorageFactory openStorage(SecureRandom random, Clock clock) throws IOException {
    try {
      return StorageFactory.open(config, threads.searches(), random, clock, threads.critical());
    } catch (IOException e) {
      connector.close();
      throw e;
    }
  }

  private FilesModule openFiles(Clock clock) throws IOException {
    try {
      return new FilesModule(config, storage.uploads(), clock, threads.critical());
    } catch (IOException e) {
      connector.close();
      storage.close();
      throw e;
    }
  }

  private static LongSupplier sinceStart(LongSupplier nanoTime) {
    long start = nanoTime.getAsLong();
    return () -> nanoTime.getAsLong() - start;
  }

  private Chat chat(SecureRandom random, Clock clock) {
    return Chat.builder()
        .executor(threads.lanes())
        .nearby(EventLoopConnector.nearby(threads.lanes()))
        .timers(timers)
        .clock(clock)
        .random(random)
        .store(storage.log(), storage.directory())
        .search(storage.search())
        .uploads(storage.uploads(), config.files().limits())
        .rooms(config.rooms())
        .failures(failures)
        .maxTextLength(config.maxMessageLength())
        .tailSize(config.roomTail())
        .presenceGrace(config.presenceGrace())
        .codeRoomGrace(config.codeRoomGrace())
        .guestRetention(config.guestRetention())
        .editWindow(config.editWindow())
        .memory(HeapShare.CORE.bytes())
        .build();
  }

  private WebSocketConfig settings(ServerInfo info) {
    return new WebSocketConfig(
        config.maxOutboxBytes(),
        config.heartbeat(),
        limits.isOn(),
        config.maxMessageLength(),
        config.codeRoomGrace(),
        config.files().limits(),
        config.defaultRoom(),
        config.messageTimestampFormat(),
        info);
  }

  /** A random id that distinguishes the nodes of one chat, and each node across restarts. */
  private static String newNode(SecureRandom random) {
    byte[] bytes = new byte[4];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private Handler handler(ServerInfo info, Clock clock) {
    OriginAllowList origins = new OriginAllowList(config.corsOrigins());
    WebSocketHandler context = new WebSocketHandler(connections, shortcuts);
    Handler chat =
        new Handler.Sequence(
            new UpgradeHandler(
                connections, accounts.services().accounts(), origins, failures, context),
            rest,
            rest.files(this.chat, accounts.services(), files.service()),
            new StaticHandler(assets));
    return new RequestGuard(
        new HostGuard(
            admittedHosts(),
            HealthHandler.PATH,
            new OriginPolicy(
                origins,
                new Handler.Sequence(
                    new HealthHandler(this::health, info, clock),
                    config.limits().on()
                        ? new MaxConnectionsHandler(
                            config.maxConnections(),
                            this::connections,
                            connector.getBean(PerAddressConnections.class)::count,
                            accounts.services().accounts(),
                            chat)
                        : chat))));
  }

  private AdmittedHosts admittedHosts() {
    Set<String> named = new HashSet<>(config.publicHosts());
    config.tls().ifPresent(identity -> named.addAll(identity.hostNames()));
    return AdmittedHosts.of(named);
  }

  private int connections() {
    return connector.getConnectedEndPoints().size();
  }

  private HealthHandler.Health health() {
    return stopping
        ? HealthHandler.Health.stopping()
        : stuckThreads.check().map(HealthHandler.Health::stuck).orElse(HealthHandler.Health.OK);
  }

  /**
   * Starts the server; it accepts requests when this returns.
   *
   * @throws IOException if it cannot listen, or the store does not respond
   */
  public void start() throws IOException {
    try {
      await(chat.ready(), STORE_PATIENCE);
      await(accounts.open(), STORE_PATIENCE);
      server.start();
      assets.read();
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    } catch (Exception e) {
      close();
      throw new IOException(e.getMessage(), e);
    }
    accounts.sweepLater();
    threads.every(QUIET_PERIOD, limits::sweep);
    threads.every(QUIET_PERIOD, uploads::sweep);
    threads.every(STUCK_PERIOD, stuckThreads::check);
  }

  /** Deletes what the retention settings no longer keep; returns when that is done. */
  public void sweep() {
    storage.sweep().run();
    files.sweep();
  }

  /** The port that the server listens on. */
  public int port() {
    return connector.getLocalPort();
  }

  /** Whether requests are handled on the thread that reads them, because no handler blocks. */
  boolean isNonBlocking() {
    return server.getInvocationType() == InvocationType.NON_BLOCKING;
  }

  /** The server's threads, for tests. */
  ServerExecutors threads() {
    return threads;
  }

  /** Every route below {@code /api/}, as {@code GET /api/rooms}. */
  SortedSet<String> routes() {
    return rest.routes();
  }

  /**
   * Stops gracefully: rejects new connections, executes the commands that were received, sends the
   * queued frames and closes the connections with a close code, each within a time limit.
   */
  @Override
  public void close() {
    synchronized (this) {
      if (stopping) {
        return;
      }
      stopping = true;
    }
    connections.rejectNew();
    step("drain the rooms", () -> await(chat.close(), DRAIN_PATIENCE));
    step("close the connections", () -> await(connections.closeAll(), CLOSE_PATIENCE));
    step("stop HTTP", server::stop);
    accounts.close();
    threads.stop();
    step("close the files", files::close);
    step("close the store", storage::close);
  }

  private interface Step {
    void run() throws Exception;
  }

  /** Runs one step of the shutdown. A failed step must not prevent the next one. */
  private static void step(String what, Step step) {
    try {
      step.run();
    } catch (Exception e) {
      if (e instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      LOG.warn("Could not {} in time: {}", what, e.toString());
    }
  }

  private static void await(CompletionStage<?> stage, Duration patience)
      throws ExecutionException, InterruptedException, TimeoutException {
    Object done = stage.toCompletableFuture().get(patience.toMillis(), TimeUnit.MILLISECONDS);
    LOG.debug("Done: {}", done);
  }
}
