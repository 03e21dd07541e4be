package chat.server.websocket;

import chat.core.ChatConnection;
import chat.core.command.Command;
import chat.core.command.Hello;
import chat.core.command.Outcome;
import chat.core.command.Reply;
import chat.core.event.Batch;
import chat.core.event.Encoder;
import chat.core.model.User;
import chat.core.port.Subscriber;
import chat.server.account.Identity;
import chat.server.limit.AddressBlock;
import chat.server.limit.CommandLimiter;
import chat.server.limit.FairShare;
import chat.server.wire.ClientCommand;
import chat.server.wire.ClientFrame;
import chat.server.wire.FrameEncoder;
import chat.server.wire.WireFrames;
import chat.server.wire.error.ApiError;
import chat.server.wire.error.ErrorCode;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * One WebSocket as a client of the chat: takes its frames to the chat, and what the chat sends to
 * the outbound queue. Its endpoint calls it for one frame after another; the chat calls it from any
 * thread, and touches only the queue then, which is thread-safe.
 */
final class ClientSession {
  private static final Set<String> MALFORMED = Set.of("bad_frame", "unknown_type", "invalid");

  /** The one answer to a code that opens nothing, whatever the reason. */
  private static final ApiError WRONG_CODE =
      ApiError.of(ErrorCode.NOT_FOUND, "code", "No room opens to this code at the moment.");

  private static final String UNFINISHED = "too many unfinished messages";

  private final ConnectionRegistry sockets;
  private final MalformedFrameCounter badFrames = new MalformedFrameCounter(System::nanoTime);
  private final CommandQueue asking;
  private final SocketLink link;
  private final OutboundQueue outbox;
  private final Heartbeat heartbeat;
  private AddressBlock countedAt; // null unless the connection counts there
  private ConnectionLog.Connection activity;
  private ChatConnection connection;
  private CommandLimiter limits;
  private volatile boolean sessionEnded;

  /**
   * @param link the socket, which has read nothing yet
   */
  ClientSession(ConnectionRegistry sockets, SocketLink link) {
    this.sockets = sockets;
    this.link = link;
    asking = new CommandQueue(this::ask, sockets.waitingCommands());
    outbox =
        new OutboundQueue(
            link.writer(),
            sockets.timers(),
            sockets.settings().maxOutboxBytes(),
            sockets.backlog());
    heartbeat =
        new Heartbeat(
            sockets.timers(),
            sockets.settings().heartbeat(),
            link::signOfLife,
            this::beat,
            () -> outbox.close(CloseCode.GOING_AWAY, "silent for too long"));
  }

  OutboundQueue outbox() {
    return outbox;
  }

  /** Greets the visitor that was admitted to the upgrade, or closes with the reason why not. */
  void open(UpgradeContext visitor) {
    link.start(inbound(visitor));
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

  private SocketLink.Inbound inbound(UpgradeContext visitor) {
    FairShare.Holding unfinished =
        sockets
            .unfinishedMessages()
            .holding(
                visitor.address(),
                () -> sockets.timers().after(Duration.ZERO, () -> outbox.cut(UNFINISHED)));
    return new SocketLink.Inbound(
        outbox,
        sockets.limits().frameDebt(visitor.identity().map(Identity::user)),
        unfinished,
        this::takeText,
        () -> outbox.close(CloseCode.POLICY, "too many frames"));
  }

  private boolean count(UpgradeContext visitor) {
    if (!sockets.limits().connections().enter(visitor.address(), visitor.isKnown())) {
      return false;
    }
    countedAt = visitor.address();
    return true;
  }

  private void beat() {
    outbox.beat();
    if (link.isMessageOlderThan(sockets.settings().heartbeat().multipliedBy(2))) {
      outbox.close(CloseCode.POLICY, "a message took too long");
    } else {
      link.ping();
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
    connection.execute(new Hello(), outcome -> welcome(outcome, secret));
  }

  private void welcome(Outcome<Hello.Greeted> outcome, Optional<String> session) {
    if (outcome instanceof Outcome.Accepted<Hello.Greeted> accepted) {
      outbox.open(sockets.welcome(accepted.reply(), session, limits));
      asking.pageLeft();
    } else if (outcome instanceof Outcome.Refused<Hello.Greeted> refused) {
      // The only lasting reason is that the person is no longer known under this name.
      boolean temporary = refused.refusal().temporary();
      outbox.close(
          temporary ? CloseCode.TRY_AGAIN : CloseCode.SESSION_UNKNOWN, refused.refusal().code());
    }
  }

  /** Takes a text message. */
  void takeText(String text) {
    take(sockets.decoder().decode(text));
  }

  /** Takes a binary message, whatever it holds. */
  void takeBinary() {
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
  private void count(ApiError error) {
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
    send(sockets.frames().error(re, ApiError.of(code, sentence)));
  }

  private void refuse(Optional<String> re, long wait) {
    send(sockets.frames().error(re, ApiError.rateLimited(wait)));
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
      ApiError error = limits.isWrongCode(command, outcome) ? WRONG_CODE : ApiError.of(refused);
      outbox.put(sockets.frames().error(re, error));
      count(error);
      goOnAfter(command);
    } else if (outcome instanceof Outcome.Accepted<?> accepted) {
      activity.done(accepted.reply());
      if (FrameEncoder.isTold(accepted.reply())) {
        WireFrames frame = sockets.frames().reply(re, accepted.reply());
        if (ClientCommand.answersWithPage(command)) {
          outbox.putPage(frame, asking::pageLeft);
        } else {
          outbox.put(frame);
        }
      }
    }
  }

  /** Goes on when what was asked for brings no page after all. */
  private void goOnAfter(Command<?> command) {
    if (ClientCommand.answersWithPage(command)) {
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

  /**
   * Releases what the connection holds.
   *
   * @param reported the close code that the container reports
   */
  void closed(int reported) {
    if (countedAt != null) {
      sockets.limits().connections().leave(countedAt);
    }
    heartbeat.stop();
    link.end();
    outbox.end();
    if (connection != null) {
      asking.end();
      connection.close();
      // The container reports 1006 for a peer that was cut because it did not read its close frame.
      activity.disconnected(outbox.closeCode().orElse(reported));
    }
    sockets.closed(this);
  }

  /** Hears for this connection, called by the chat's workers. Thread-safe by the outbox. */
  private record ToOutbox(OutboundQueue outbox, Encoder<WireFrames> events) implements Subscriber {
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
