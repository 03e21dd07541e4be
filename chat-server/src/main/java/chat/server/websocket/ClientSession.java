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
 * One WebSocket as a client of the chat: executes the commands of its frames, and puts replies and
 * events into the outbound queue. Its endpoint calls it for one frame after another; the chat calls
 * it from any thread, and uses only the queue then, which is thread-safe.
 */
final class ClientSession {
  private static final Set<String> MALFORMED = Set.of("bad_frame", "unknown_type", "invalid");

  /** The same error for every code that opens no room, so that it reveals no reason. */
  private static final ApiError WRONG_CODE =
      ApiError.of(ErrorCode.NOT_FOUND, "code", "No room can be opened with this code right now.");

  private static final String TOO_MANY_UNFINISHED = "too many unfinished messages";

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
    commands = new CommandQueue(this::execute, connections.waitingCommands());
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

  /** Sends the welcome to the user of the upgrade, or closes with a code that says why not. */
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
                () ->
                    connections
                        .timers()
                        .after(Duration.ZERO, () -> queue.cut(TOO_MANY_UNFINISHED)));
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

  private void enter(Identity identity, Optional<String> secret, AddressBlock address) {
    User user = identity.user();
    activity = connections.log().connection(user.id());
    activity.connected();
    connection =
        connections
            .chat()
            .connect(
                user,
                identity.rights(),
                connections.origins().of(address),
                new ToQueue(queue, connections.events()));
    limits = connections.limits().of(user, address, identity.known(), connection::belongsTo);
    commands.hold(); // until the welcome is sent: the rooms of the user are not loaded before
    connection.execute(new Hello(), outcome -> welcome(outcome, secret));
  }

  private void welcome(Outcome<Hello.Greeted> outcome, Optional<String> session) {
    if (outcome instanceof Outcome.Accepted<Hello.Greeted> accepted) {
      queue.open(connections.welcome(accepted.reply(), session, limits));
      commands.pageLeft();
    } else if (outcome instanceof Outcome.Refused<Hello.Greeted> rejected) {
      // The only permanent reason is that the user no longer exists under this name.
      boolean temporary = rejected.refusal().temporary();
      queue.close(
          temporary ? CloseCode.TRY_AGAIN : CloseCode.SESSION_UNKNOWN, rejected.refusal().code());
    }
  }

  /** Handles a text message. */
  void takeText(String text) {
    take(connections.decoder().decode(text));
  }

  /** Handles a binary message, which is always malformed. */
  void takeBinary() {
    take(connections.decoder().decodeBinary());
  }

  private void take(ClientFrame frame) {
    if (connection == null || sessionEnded) {
      return; // closing
    }
    long wait = limits.frame();
    if (frame instanceof ClientFrame.Asks asks) {
      wait = wait > 0 ? wait : limits.arrives(asks.command());
      if (wait > 0) {
        reject(asks.id(), wait);
      } else if (!commands.add(asks)) {
        limits.dropped(asks.command());
        reject(asks.id(), ErrorCode.BUSY, "Too many commands are pending. Try again later.");
      }
    } else if (wait > 0) {
      reject(frame.id(), wait);
    } else if (frame instanceof ClientFrame.Ping ping) {
      send(connections.frames().pong(ping.id(), connections.clock().instant()));
    } else if (frame instanceof ClientFrame.Bad bad) {
      send(connections.frames().error(bad.id(), bad.error()));
    }
    if (frame instanceof ClientFrame.Bad bad) {
      count(bad.error());
    }
  }

  /** Counts a malformed frame; too many of them close the connection. */
  private void count(ApiError error) {
    if (MALFORMED.contains(error.code())
        && connections.settings().limits()
        && malformedFrames.another()) {
      queue.close(CloseCode.TOO_MANY_BAD_FRAMES, "too many bad frames");
    }
  }

  private void execute(ClientFrame.Asks frame) {
    if (sessionEnded) {
      limits.dropped(frame.command()); // the session that sent it has ended
      return;
    }
    limits.inTurn(frame.command(), done -> execute(frame, done));
  }

  private void execute(ClientFrame.Asks frame, Runnable done) {
    try {
      long wait = limits.turn(frame.command());
      if (wait > 0) {
        reject(frame.id(), wait);
        done.run();
        proceedAfter(frame.command());
      } else {
        execute(limits.seen(frame.command()), frame.id(), done);
      }
    } catch (RuntimeException bug) {
      connections.failures().accept(bug); // Jetty would log a stack trace for every frame
      reject(frame.id(), ErrorCode.UNAVAILABLE, "Internal server error.");
      done.run();
      proceedAfter(frame.command());
    }
  }

  private void reject(Optional<String> re, ErrorCode code, String sentence) {
    send(connections.frames().error(re, ApiError.of(code, sentence)));
  }

  private void reject(Optional<String> re, long wait) {
    send(connections.frames().error(re, ApiError.rateLimited(wait)));
  }

  private <R extends Reply> void execute(Command<R> command, Optional<String> id, Runnable done) {
    connection.execute(
        command,
        outcome -> {
          try {
            answer(command, id, outcome);
          } finally {
            done.run();
          }
        });
  }

  /** Queues the reply, which is sent with the batch that follows or when the chat flushes. */
  private void answer(Command<?> command, Optional<String> re, Outcome<?> outcome) {
    limits.settled(command, outcome);
    if (outcome instanceof Outcome.Refused<?> rejected) {
      ApiError error = limits.isWrongCode(command, outcome) ? WRONG_CODE : ApiError.of(rejected);
      queue.put(connections.frames().error(re, error));
      count(error);
      proceedAfter(command);
    } else if (outcome instanceof Outcome.Accepted<?> accepted) {
      activity.done(accepted.reply());
      if (FrameEncoder.isSent(accepted.reply())) {
        WireFrames frame = connections.frames().reply(re, accepted.reply());
        if (ClientCommand.answersWithPage(command)) {
          queue.putPage(frame, commands::pageLeft);
        } else {
          queue.put(frame);
        }
      }
    }
  }

  /** Continues when a command that would reply with a page has been rejected. */
  private void proceedAfter(Command<?> command) {
    if (ClientCommand.answersWithPage(command)) {
      commands.pageLeft();
    }
  }

  private void send(WireFrames frame) {
    queue.send(frame);
  }

  /** Closes because the server is stopping, after the queued frames. */
  void goAway() {
    queue.close(CloseCode.GOING_AWAY, "the server is stopping");
  }

  /** Closes the connection because its session has ended: further frames are ignored. */
  void endSession() {
    sessionEnded = true;
    queue.close(CloseCode.SESSION_UNKNOWN, "session unknown or ended");
  }

  /**
   * Releases the resources of the connection.
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
      // The container reports 1006 when the peer did not read the close frame and was aborted.
      activity.disconnected(queue.closeCode().orElse(reported));
    }
    connections.closed(this);
  }

  /** Receives events for this connection on the chat's threads. Thread-safe by the queue. */
  private record ToQueue(OutboundQueue queue, Encoder<WireFrames> events) implements Subscriber {
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
