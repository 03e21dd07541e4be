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

  private final ConnectionRegistry connections;
  private final MalformedFrameCounter malformedFrames = new MalformedFrameCounter(System::nanoTime);
  private final CommandQueue commands;
  private final SocketLink link;
  private final OutboundQueue queue;
  private final Heartbeat heartbeat;
  private AddressBlock countedAt; // null unless the connection counts there
  private ConnectionLog.Connection activity;
  private ChatConnection connection;
  private CommandLimiter limits;
  private volatile boolean sessionEnded;

  /**
   * @param link the socket, which has read nothing yet
   */
  ClientSession(ConnectionRegistry connections, SocketLink link) {
    this.connections = connections;
    this.link = link;
    commands = new CommandQueue(this::ask, connections.waitingCommands());
    queue =
        new OutboundQueue(
            link.writer(),
            connections.timers(),
            connections.settings().maxOutboxBytes(),
            connections.backlog());
    heartbeat =
        new Heartbeat(
            connections.timers(),
            connections.settings().heartbeat(),
            link::signOfLife,
            this::beat,
            () -> queue.close(CloseCode.GOING_AWAY, "silent for too long"));
  }

  OutboundQueue queue() {
    return queue;
  }

  /** Greets the visitor that was admitted to the upgrade, or closes with the reason why not. */
  void open(UpgradeContext context) {
    link.start(inbound(context));
    heartbeat.start();
    boolean mayStay = connections.opened(this, context.identity());
    if (context.isOneTooMany() || !count(context)) {
      queue.close(CloseCode.TOO_MANY_CONNECTIONS, "too many connections");
    } else if (mayStay) {
      enter(context.identity().get(), context.secret(), context.address());
    } else {
      endSession();
    }
  }

  private SocketLink.Inbound inbound(UpgradeContext context) {
    FairShare.Holding unfinished =
        connections
            .unfinishedMessages()
            .holding(
                context.address(),
                () -> connections.timers().after(Duration.ZERO, () -> queue.cut(UNFINISHED)));
    return new SocketLink.Inbound(
        queue,
        connections.limits().frameDebt(context.identity().map(Identity::user)),
        unfinished,
        this::takeText,
        () -> queue.close(CloseCode.POLICY, "too many frames"));
  }

  private boolean count(UpgradeContext context) {
    if (!connections.limits().connections().enter(context.address(), context.isKnown())) {
      return false;
    }
    countedAt = context.address();
    return true;
  }

  private void beat() {
    queue.beat();
    if (link.isMessageOlderThan(connections.settings().heartbeat().multipliedBy(2))) {
      queue.close(CloseCode.POLICY, "a message took too long");
    } else {
      link.ping();
    }
  }

  private void enter(Identity visitor, Optional<String> secret, AddressBlock address) {
    User user = visitor.user();
    activity = connections.log().connection(user.id());
    activity.connected();
    connection =
        connections
            .chat()
            .connect(
                user,
                visitor.rights(),
                connections.origins().of(address),
                new ToOutbox(queue, connections.events()));
    limits = connections.limits().of(user, address, visitor.known(), connection::belongsTo);
    commands.hold(); // until the welcome is sent: before it is known who it is, nobody has rooms
    connection.execute(new Hello(), outcome -> welcome(outcome, secret));
  }

  private void welcome(Outcome<Hello.Greeted> outcome, Optional<String> session) {
    if (outcome instanceof Outcome.Accepted<Hello.Greeted> accepted) {
      queue.open(connections.welcome(accepted.reply(), session, limits));
      commands.pageLeft();
    } else if (outcome instanceof Outcome.Refused<Hello.Greeted> refused) {
      // The only lasting reason is that the person is no longer known under this name.
      boolean temporary = refused.refusal().temporary();
      queue.close(
          temporary ? CloseCode.TRY_AGAIN : CloseCode.SESSION_UNKNOWN, refused.refusal().code());
    }
  }

  /** Takes a text message. */
  void takeText(String text) {
    take(connections.decoder().decode(text));
  }

  /** Takes a binary message, whatever it holds. */
  void takeBinary() {
    take(connections.decoder().decodeBinary());
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
      } else if (!commands.add(asks)) {
        limits.dropped(asks.command());
        refuse(asks.id(), ErrorCode.BUSY, "Too much is waiting for its answer. Try again.");
      }
    } else if (wait > 0) {
      refuse(frame.id(), wait);
    } else if (frame instanceof ClientFrame.Ping ping) {
      send(connections.frames().pong(ping.id(), connections.clock().instant()));
    } else if (frame instanceof ClientFrame.Bad bad) {
      send(connections.frames().error(bad.id(), bad.error()));
    }
    if (frame instanceof ClientFrame.Bad bad) {
      count(bad.error());
    }
  }

  /** Counts a frame that was wrong in itself; too many of them end the connection. */
  private void count(ApiError error) {
    if (MALFORMED.contains(error.code())
        && connections.settings().limits()
        && malformedFrames.another()) {
      queue.close(CloseCode.TOO_MANY_BAD_FRAMES, "too many bad frames");
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
      connections.failures().accept(bug); // Jetty would log it with a stack for every frame
      refuse(frame.id(), ErrorCode.UNAVAILABLE, "The server failed at this.");
      over.run();
      goOnAfter(frame.command());
    }
  }

  private void refuse(Optional<String> re, ErrorCode code, String sentence) {
    send(connections.frames().error(re, ApiError.of(code, sentence)));
  }

  private void refuse(Optional<String> re, long wait) {
    send(connections.frames().error(re, ApiError.rateLimited(wait)));
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
      queue.put(connections.frames().error(re, error));
      count(error);
      goOnAfter(command);
    } else if (outcome instanceof Outcome.Accepted<?> accepted) {
      activity.done(accepted.reply());
      if (FrameEncoder.isTold(accepted.reply())) {
        WireFrames frame = connections.frames().reply(re, accepted.reply());
        if (ClientCommand.answersWithPage(command)) {
          queue.putPage(frame, commands::pageLeft);
        } else {
          queue.put(frame);
        }
      }
    }
  }

  /** Goes on when what was asked for brings no page after all. */
  private void goOnAfter(Command<?> command) {
    if (ClientCommand.answersWithPage(command)) {
      commands.pageLeft();
    }
  }

  private void send(WireFrames frame) {
    queue.send(frame);
  }

  /** Says that the server goes away, after what is still to be sent. */
  void goAway() {
    queue.close(CloseCode.GOING_AWAY, "the server is stopping");
  }

  /** Ends the connection with its session: from now on nothing is taken from the peer. */
  void endSession() {
    sessionEnded = true;
    queue.close(CloseCode.SESSION_UNKNOWN, "session unknown or ended");
  }

  /**
   * Releases what the connection holds.
   *
   * @param reported the close code that the container reports
   */
  void closed(int reported) {
    if (countedAt != null) {
      connections.limits().connections().leave(countedAt);
    }
    heartbeat.stop();
    link.end();
    queue.end();
    if (connection != null) {
      commands.end();
      connection.close();
      // The container reports 1006 for a peer that was cut because it did not read its close frame.
      activity.disconnected(queue.closeCode().orElse(reported));
    }
    connections.closed(this);
  }

  /** Hears for this connection, called by the chat's workers. Thread-safe by the outbox. */
  private record ToOutbox(OutboundQueue queue, Encoder<WireFrames> events) implements Subscriber {
    @Override
    public void deliver(Batch batch) {
      queue.send(batch.as(events));
    }

    @Override
    public void flush() {
      queue.flush();
    }
  }
}
