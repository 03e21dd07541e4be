package chat.server.websocket;

import chat.core.Chat;
import chat.core.bound.ByteBudget;
import chat.core.command.Hello;
import chat.core.model.User;
import chat.core.port.Timers;
import chat.server.account.Identity;
import chat.server.account.TokenHash;
import chat.server.account.service.SessionConnections;
import chat.server.bound.HeapShare;
import chat.server.limit.CommandLimiter;
import chat.server.limit.FairShare;
import chat.server.limit.RateLimits;
import chat.server.limit.RoomOrigins;
import chat.server.wire.CommandDecoder;
import chat.server.wire.EventEncoder;
import chat.server.wire.FrameEncoder;
import chat.server.wire.Welcome;
import chat.server.wire.WireFrames;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * The open connections and their shared parts, such as the encoder: a batch caches its encoding per
 * encoder, so all connections must use the same one. Thread-safe by its concurrent set and the
 * session registry.
 */
public final class ConnectionRegistry implements SessionConnections {
  /** How many bytes of unfinished messages each address may hold, however much all others hold. */
  static final int UNFINISHED_BYTES_IN_ANY_CASE = 8 * 1024;

  private final Chat chat;
  private final WebSocketConfig settings;
  private final RateLimits limits;
  private final RoomOrigins origins;
  private final Timers timers;
  private final Clock clock;
  private final Consumer<Throwable> failures;
  private final CommandDecoder decoder;
  private final ByteBudget waitingCommands = HeapShare.WAITING_COMMANDS.budget();
  private final FairShare unfinishedMessages =
      new FairShare(HeapShare.UNFINISHED_MESSAGES.bytes(), UNFINISHED_BYTES_IN_ANY_CASE);
  private final Backlog backlog = new Backlog(HeapShare.OUTBOUND_FRAMES.budget(), this::shedLater);
  private final FrameEncoder frames = new FrameEncoder();
  private final EventEncoder events = new EventEncoder();
  private final ConnectionLog log;
  private final SessionSockets<ClientSession> sessions = new SessionSockets<>(System::nanoTime);
  private final Set<ClientSession> open = ConcurrentHashMap.newKeySet();
  private final CompletableFuture<Void> closed = new CompletableFuture<>();
  private volatile boolean closing;

  /**
   * @param failures receives unexpected failures; thread-safe
   */
  public ConnectionRegistry(
      Chat chat,
      WebSocketConfig settings,
      RateLimits limits,
      RoomOrigins origins,
      Timers timers,
      Clock clock,
      Consumer<Throwable> failures) {
    this.chat = chat;
    this.settings = settings;
    this.decoder = new CommandDecoder(settings.maxTextLength());
    this.limits = limits;
    this.origins = origins;
    this.timers = timers;
    this.clock = clock;
    this.failures = failures;
    this.log = new ConnectionLog(System::nanoTime, timers);
  }

  Chat chat() {
    return chat;
  }

  WebSocketConfig settings() {
    return settings;
  }

  RateLimits limits() {
    return limits;
  }

  /** Hashes the addresses of the creators of public rooms. */
  RoomOrigins origins() {
    return origins;
  }

  public Timers timers() {
    return timers;
  }

  Clock clock() {
    return clock;
  }

  public Consumer<Throwable> failures() {
    return failures;
  }

  /** The budget of the pending commands of all connections, in bytes. */
  ByteBudget waitingCommands() {
    return waitingCommands;
  }

  /** The memory for the unfinished messages of all connections. */
  FairShare unfinishedMessages() {
    return unfinishedMessages;
  }

  /** The unsent bytes of all connections. */
  Backlog backlog() {
    return backlog;
  }

  /** Sheds on another thread: the current one may be in the middle of a broadcast. */
  private void shedLater() {
    timers.after(Duration.ZERO, this::shed);
  }

  /** Closes the connections whose peers have not read for the longest time. */
  private void shed() {
    record Waiting(OutboundQueue queue, long since, long bytes) {}

    List<Waiting> waiting = new ArrayList<>();
    for (ClientSession each : open) {
      OutboundQueue queue = each.queue();
      long since = queue.waitsSince();
      if (since > 0) {
        waiting.add(new Waiting(queue, since, queue.waiting()));
      }
    }
    waiting.sort(Comparator.comparingLong(Waiting::since));
    long left = backlog.bytesToShed();
    for (Waiting each : waiting) {
      if (left <= 0) {
        break;
      }
      left -= each.bytes();
      each.queue().closeSlow();
    }
    backlog.shedDone();
  }

  CommandDecoder decoder() {
    return decoder;
  }

  FrameEncoder frames() {
    return frames;
  }

  ConnectionLog log() {
    return log;
  }

  EventEncoder events() {
    return events;
  }

  /**
   * The first frame of a connection.
   *
   * @param session the secret of a newly created guest
   */
  WireFrames welcome(Hello.Greeted greeted, Optional<String> session, CommandLimiter connection) {
    Optional<Welcome.Pace> pace =
        connection
            .messages()
            .map(rate -> new Welcome.Pace(rate.burst(), Math.max(1, rate.interval().toMillis())));
    return frames.welcome(
        new Welcome(
            greeted.user(),
            session,
            settings.defaultRoom(),
            greeted.rooms(),
            greeted.more(),
            new Welcome.Limits(
                WebSocketConfig.MAX_FRAME_BYTES,
                settings.maxTextLength(),
                settings.codeRoomGrace().toMillis(),
                pace,
                maxFileBytes(greeted.user())),
            settings.heartbeat().toMillis(),
            clock.instant(),
            settings.timestampFormat(),
            settings.server()));
  }

  /** Empty when the user may send no files. */
  private OptionalLong maxFileBytes(User user) {
    return settings.uploads().permits(user.kind())
        ? OptionalLong.of(settings.uploads().maxFileBytes())
        : OptionalLong.empty();
  }

  /** How many connections are open. */
  public int count() {
    return open.size();
  }

  boolean isClosing() {
    return closing;
  }

  /** Adds a connection; false when it must be closed because its session has ended. */
  boolean opened(ClientSession client, Optional<Identity> identity) {
    open.add(client);
    if (closing) {
      client.goAway(); // it was admitted just before the server began to stop
    }
    return identity.isPresent() && sessions.add(identity.get().session(), client);
  }

  void closed(ClientSession client) {
    open.remove(client);
    sessions.remove(client);
    completeWhenClosed();
  }

  @Override
  public void close(Collection<TokenHash> ended) {
    sessions.end(ended).forEach(ClientSession::endSession);
  }

  @Override
  public void move(TokenHash ended, TokenHash successor) {
    sessions.move(ended, successor);
  }

  @Override
  public boolean hasEnded(TokenHash session) {
    return sessions.hasEnded(session);
  }

  @Override
  public Set<TokenHash> open() {
    return sessions.sessions();
  }

  /** Rejects new connections from now on. */
  public void rejectNew() {
    closing = true;
  }

  /**
   * Closes all connections because the server is stopping, each after its queued frames.
   *
   * @return completes when the last one is closed
   */
  public CompletionStage<Void> closeAll() {
    closing = true;
    open.forEach(ClientSession::goAway);
    completeWhenClosed();
    return closed.minimalCompletionStage();
  }

  private void completeWhenClosed() {
    if (closing && open.isEmpty()) {
      closed.complete(null);
    }
  }
}
