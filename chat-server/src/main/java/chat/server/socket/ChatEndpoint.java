package chat.server.socket;

import chat.core.ChatConnection;
import chat.core.command.Command;
import chat.core.command.Enter;
import chat.core.command.Outcome;
import chat.core.command.Reply;
import chat.core.event.Batch;
import chat.core.event.Encoder;
import chat.core.model.User;
import chat.core.port.Subscriber;
import chat.server.account.Identity;
import chat.server.limit.AddressBlock;
import chat.server.limit.ConnectionLimits;
import chat.server.limit.FairShare;
import chat.server.wire.ClientFrame;
import chat.server.wire.ErrorCode;
import chat.server.wire.FrameEncoder;
import chat.server.wire.WireError;
import chat.server.wire.WireFrames;
import jakarta.websocket.CloseReason;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.ee10.websocket.jakarta.common.JakartaWebSocketSession;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.ExtensionStack;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.OpCode;
import org.eclipse.jetty.websocket.core.WebSocketCoreSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection: takes its frames to the chat, and what the chat has for it to its outbox. Jetty
 * calls it for one frame after the other; the chat calls it from any thread, and only the outbox is
 * touched then, which is thread-safe.
 */
@ServerEndpoint(value = ChatEndpoint.PATH, subprotocols = ChatEndpoint.SUBPROTOCOL)
public final class ChatEndpoint {
  static final String PATH = "/ws";
  static final String SUBPROTOCOL = "chat.v1";

  private static final Set<String> MALFORMED = Set.of("bad_frame", "unknown_type", "invalid");

  /** The one answer to a code that opens nothing, whatever the reason. */
  private static final WireError WRONG_CODE =
      WireError.of(ErrorCode.NOT_FOUND, "code", "No room opens to this code at the moment.");

  private static final String UNFINISHED = "too many unfinished messages";

  private static final Logger LOG = LoggerFactory.getLogger(ChatEndpoint.class);

  private final Sockets sockets;
  private final BadFrames badFrames = new BadFrames(System::nanoTime);
  private final Asking asking;
  private Unfinished unfinished;
  private AddressBlock countedAt; // null unless the connection counts there
  private final AtomicBoolean pings = new AtomicBoolean();
  private Outbox outbox;
  private FrameMeter meter;
  private Heartbeat heartbeat;
  private Activity.Connection activity;
  private ChatConnection connection;
  private ConnectionLimits limits;
  private volatile boolean sessionEnded;

  ChatEndpoint(Sockets sockets) {
    this.sockets = sockets;
    this.asking = new Asking(this::ask, sockets.waitingCommands());
  }

  Outbox outbox() {
    return outbox;
  }

  /** Greets whom the gate let in. */
  @OnOpen
  public void onOpen(Session session) {
    WebSocketCoreSession core =
        (WebSocketCoreSession) ((JakartaWebSocketSession) session).getCoreSession();
    Visitor visitor = (Visitor) session.getUserPrincipal();
    EndPoint endPoint = core.getConnection().getEndPoint();
    EndPointWriter writer =
        new EndPointWriter(
            core, endPoint, failure -> core.processConnectionError(failure, Callback.NOOP));
    outbox =
        new Outbox(
            writer, sockets.timers(), sockets.settings().maxOutboxBytes(), sockets.backlog());
    unfinished = between(core, visitor);
    heartbeat =
        new Heartbeat(
            sockets.timers(),
            sockets.settings().heartbeat(),
            () -> heard(core),
            () -> beat(core, unfinished),
            () -> outbox.close(CloseCode.GOING_AWAY, "silent for too long"));
    heartbeat.start();
    boolean mayStay = sockets.opened(this, visitor.identity());
    if (visitor.isOneTooMany() || !count(visitor)) {
      outbox.close(CloseCode.TOO_MANY_CONNECTIONS, "too many connections");
    } else if (mayStay) {
      enter(visitor.identity().get(), visitor.secret(), visitor.address());
    } else {
      endSession();
    }
  }

  private boolean count(Visitor visitor) {
    if (!sockets.limits().connections().enter(visitor.address(), visitor.isKnown())) {
      return false;
    }
    countedAt = visitor.address();
    return true;
  }

  /**
   * There are no extensions, so their stack leads from the session to the wire and back; now it
   * does so past a meter, a shortcut and a watch on the one way and the outbox on the other.
   */
  private Unfinished between(WebSocketCoreSession core, Visitor visitor) {
    ExtensionStack stack = core.getExtensionStack();
    FairShare.Holding held =
        sockets
            .unfinishedMessages()
            .holding(
                visitor.address(),
                () -> sockets.timers().after(Duration.ZERO, () -> outbox.cut(UNFINISHED)));
    Unfinished watch = new Unfinished(stack.getNextIncoming(), System::nanoTime, held);
    meter =
        new FrameMeter(
            new WholeTexts(core, watch, this::onText, sockets.failures()),
            core.getConnection()::demand,
            sockets.limits().frameDebt(visitor.identity().map(Identity::user)),
            sockets.timers(),
            () -> outbox.close(CloseCode.POLICY, "too many frames"));
    stack.initialize(meter, new JettyFrames(outbox, stack.getNextOutgoing()), core);
    stack.setLastDemand(meter);
    return watch;
  }

  /** What changes while the peer is alive: of one that is not read nobody knows. */
  private long heard(WebSocketCoreSession core) {
    return meter.isHeld() ? System.nanoTime() : core.getConnection().getBytesIn();
  }

  private void beat(WebSocketCoreSession core, Unfinished unfinished) {
    outbox.beat();
    if (unfinished.isFor(sockets.settings().heartbeat().multipliedBy(2))) {
      outbox.close(CloseCode.POLICY, "a message took too long");
    } else if (!pings.getAndSet(true)) {
      // A peer that writes but does not read must not make them pile up.
      Callback sent = Callback.from(() -> pings.set(false));
      core.sendFrame(new Frame(OpCode.PING), sent, false);
    }
  }

  private void enter(Identity visitor, Optional<String> secret, AddressBlock address) {
    User user = visitor.user();
    activity = sockets.activity().connection(user.id());
    activity.connected();
    connection =
        sockets
            .chat()
            .connect(
                user,
                visitor.rights(),
                sockets.origins().of(address),
                new ToOutbox(outbox, sockets.events()));
    limits = sockets.limits().of(user, address, visitor.known(), connection::belongsTo);
    asking.hold(); // until the welcome is sent: before it is known who it is, nobody has rooms
    connection.execute(new Enter(), outcome -> welcome(outcome, secret));
  }

  private void welcome(Outcome<Reply.Entered> outcome, Optional<String> session) {
    if (outcome instanceof Outcome.Accepted<Reply.Entered> accepted) {
      outbox.open(sockets.welcome(accepted.reply(), session, limits));
      asking.pageLeft();
    } else if (outcome instanceof Outcome.Refused<Reply.Entered> refused) {
      // The only lasting reason is that the person is no longer known under this name.
      boolean temporary = refused.refusal().temporary();
      outbox.close(
          temporary ? CloseCode.TRY_AGAIN : CloseCode.SESSION_UNKNOWN, refused.refusal().code());
    }
  }

  /** Takes a text frame. */
  @OnMessage
  public void onText(String text) {
    take(sockets.decoder().decode(text));
  }

  /** Takes a binary frame, whatever it holds. */
  @OnMessage
  @SuppressWarnings("unused") // the signature tells the container what to call
  public void onBinary(byte[] bytes) {
    take(sockets.decoder().decodeBinary());
  }

  private void take(ClientFrame frame) {
    if (connection == null || sessionEnded) {
      return; // on its way out
    }
    long wait = limits.frame();
    if (frame instanceof ClientFrame.Asks asks) {
      wait = wait > 0 ? wait : limits.arrives(asks.command());
      if (wait > 0) {
        refuse(asks.id(), wait);
      } else if (!asking.add(asks)) {
        limits.dropped(asks.command());
        refuse(asks.id(), ErrorCode.BUSY, "Too much is waiting for its answer. Try again.");
      }
    } else if (wait > 0) {
      refuse(frame.id(), wait);
    } else if (frame instanceof ClientFrame.Ping ping) {
      send(sockets.frames().pong(ping.id(), sockets.clock().instant()));
    } else if (frame instanceof ClientFrame.Bad bad) {
      send(sockets.frames().error(bad.id(), bad.error()));
    }
    if (frame instanceof ClientFrame.Bad bad) {
      count(bad.error());
    }
  }

  /** Counts a frame that was wrong in itself; too many of them end the connection. */
  private void count(WireError error) {
    if (MALFORMED.contains(error.code()) && sockets.settings().limits() && badFrames.another()) {
      outbox.close(CloseCode.TOO_MANY_BAD_FRAMES, "too many bad frames");
    }
  }

  private void ask(ClientFrame.Asks frame) {
    if (sessionEnded) {
      limits.dropped(frame.command()); // whoever sent it is nobody now
      return;
    }
    limits.inTurn(frame.command(), over -> ask(frame, over));
  }

  private void ask(ClientFrame.Asks frame, Runnable over) {
    try {
      long wait = limits.turn(frame.command());
      if (wait > 0) {
        refuse(frame.id(), wait);
        over.run();
        goOnAfter(frame.command());
      } else {
        ask(limits.seen(frame.command()), frame.id(), over);
      }
    } catch (RuntimeException bug) {
      sockets.failures().accept(bug); // Jetty would log it with a stack for every frame
      refuse(frame.id(), ErrorCode.UNAVAILABLE, "The server failed at this.");
      over.run();
      goOnAfter(frame.command());
    }
  }

  private void refuse(Optional<String> re, ErrorCode code, String sentence) {
    send(sockets.frames().error(re, WireError.of(code, sentence)));
  }

  private void refuse(Optional<String> re, long wait) {
    send(sockets.frames().error(re, WireError.rateLimited(wait)));
  }

  private <R extends Reply> void ask(Command<R> command, Optional<String> id, Runnable over) {
    connection.execute(
        command,
        outcome -> {
          try {
            answer(command, id, outcome);
          } finally {
            over.run();
          }
        });
  }

  /** Queues the answer; it leaves with the batch that follows, or when the chat says flush. */
  private void answer(Command<?> command, Optional<String> re, Outcome<?> outcome) {
    limits.settled(command, outcome);
    if (outcome instanceof Outcome.Refused<?> refused) {
      WireError error =
          ConnectionLimits.isWrongCode(command, outcome) ? WRONG_CODE : WireError.of(refused);
      outbox.put(sockets.frames().error(re, error));
      count(error);
      goOnAfter(command);
    } else if (outcome instanceof Outcome.Accepted<?> accepted) {
      activity.done(accepted.reply());
      if (FrameEncoder.isTold(accepted.reply())) {
        WireFrames frame = sockets.frames().reply(re, command, accepted.reply());
        if (Asking.isForPage(command)) {
          outbox.putPage(frame, asking::pageLeft);
        } else {
          outbox.put(frame);
        }
      }
    }
  }

  /** Goes on when what was asked for brings no page after all. */
  private void goOnAfter(Command<?> command) {
    if (Asking.isForPage(command)) {
      asking.pageLeft();
    }
  }

  private void send(WireFrames frame) {
    outbox.send(frame);
  }

  /** Says that the server goes away, after what is still to be sent. */
  void goAway() {
    outbox.close(CloseCode.GOING_AWAY, "the server is stopping");
  }

  /** Ends the connection with its session: from now on nothing is taken from the peer. */
  void endSession() {
    sessionEnded = true;
    outbox.close(CloseCode.SESSION_UNKNOWN, "session unknown or ended");
  }

  /** Forgets the connection, whoever ended it. */
  @OnClose
  public void onClose(CloseReason reason) {
    if (countedAt != null) {
      sockets.limits().connections().leave(countedAt);
    }
    heartbeat.stop();
    meter.end();
    outbox.end();
    unfinished.end();
    if (connection != null) {
      asking.end();
      connection.close();
      // Jetty reports 1006 for a peer that was cut because it did not read its close frame.
      int code = outbox.closeCode().orElse(reason.getCloseCode().getCode());
      activity.disconnected(code);
    }
    sockets.closed(this);
  }

  /** What a peer did wrong, or its network: nothing to log, the close code tells. */
  @OnError
  public void onError(Throwable failure) {
    LOG.debug("Connection failed: {}", failure.toString());
  }

  /** Hears for this connection, called by the chat's workers. Thread-safe by the outbox. */
  private record ToOutbox(Outbox outbox, Encoder<WireFrames> events) implements Subscriber {
    @Override
    public void deliver(Batch batch) {
      outbox.send(batch.as(events));
    }

    @Override
    public void flush() {
      outbox.flush();
    }
  }
}
