package chat.core.internal.dispatch;

import chat.core.command.Command;
import chat.core.command.Outcome;
import chat.core.command.Refusal;
import chat.core.command.Reply;
import chat.core.internal.connection.Connection;
import chat.core.internal.connection.PendingReply;
import chat.core.internal.context.Rejections;
import chat.core.internal.lane.Lane;
import chat.core.internal.membership.LeaveRoomHandler;
import chat.core.internal.room.AccessPolicy;
import chat.core.internal.room.CommandContext;
import chat.core.internal.room.RoomTask;
import chat.core.model.RoomId;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A connection's commands on their way to the rooms: one after another, on the thread that gives
 * them. What needs the directory first, a name or a code, holds back those behind it, so that they
 * reach the rooms in the order in which they were given. Thread-safe.
 */
public final class CommandPipeline implements Lane.Worker<Runnable> {
  /** Whom a connection speaks for. */
  enum Kind {
    /** Somebody who hears, and is seen. */
    PRESENT,
    /** Somebody, for a single request. */
    VISITING,
    /** Nobody in particular. */
    STRANGER
  }

  private final ConnectionManager manager;
  private final Connection connection;
  private final Kind kind;
  private final Lane<Runnable> lane;
  private final CommandContext context;
  private Optional<Outcome.Refused<Reply>> barred = Optional.empty(); // confined to the lane
  private boolean loaded; // confined to the lane
  private boolean closed; // confined to the lane

  CommandPipeline(ConnectionManager manager, Connection connection, Kind kind) {
    this.manager = manager;
    this.connection = connection;
    this.kind = kind;
    this.lane = new Lane<>(Runnable::run, manager.chat().executor(), this, manager.chat()::report);
    this.context = new CommandContext(manager.chat(), manager.rooms(), manager.publicRooms(), lane);
    lane.offer(() -> loadThen(() -> {}));
  }

  @Override
  public void perform(Runnable task) {
    task.run();
  }

  @Override
  public void settle() {
    // every command is whole in itself
  }

  /** See {@link chat.core.ChatConnection#execute}. */
  public <R extends Reply> void execute(Command<R> command, Consumer<Outcome<R>> callback) {
    int footprint = command.footprint();
    if (!manager.ask()) {
      callback.accept(new Outcome.Refused<>(Refusal.UNAVAILABLE, "The chat is stopping."));
      connection.flush();
    } else if (!connection.ask(footprint)) {
      manager.answered();
      callback.accept(Rejections.busy());
      connection.flush();
    } else if (!manager.unanswered().tryTake(footprint)) {
      connection.answered(footprint);
      manager.answered();
      callback.accept(Rejections.busy());
      connection.flush();
    } else {
      Runnable answered =
          () -> {
            manager.unanswered().give(footprint);
            manager.answered();
          };
      PendingReply<R> request =
          new PendingReply<>(connection, footprint, callback, answered, manager.chat()::report);
      lane.offer(() -> loadThen(() -> take(command, request)));
    }
  }

  /** See {@link chat.core.ChatConnection#belongsTo}. */
  public boolean belongsTo(RoomId room) {
    return AccessPolicy.isMember(room, connection.person());
  }

  /** See {@link chat.core.ChatConnection#close}. */
  public void close() {
    lane.offer(
        () -> {
          if (closed) {
            return;
          }
          closed = true;
          for (RoomId room : connection.close()) {
            manager
                .rooms()
                .offer(room, RoomTask.quiet(there -> LeaveRoomHandler.vanish(there, connection)));
          }
          if (loaded && barred.isEmpty() && kind == Kind.PRESENT) {
            manager.rooms().connectedUsers().exit(connection);
          }
        });
  }

  /** Reads the person, when that has not been done, and goes on. */
  private void loadThen(Runnable next) {
    if (loaded || closed || kind == Kind.STRANGER) {
      next.run();
      return;
    }
    lane.await(
        connection.person().loader().whenLoaded(),
        (refused, failure) -> {
          loaded = failure == null;
          barred = loaded ? refused : Optional.of(Rejections.unavailable());
          if (!loaded) {
            manager.chat().report(failure);
          } else if (barred.isEmpty() && kind == Kind.PRESENT) {
            manager.rooms().connectedUsers().enter(connection);
          }
          next.run();
        });
  }

  private <R extends Reply> void take(Command<R> command, PendingReply<R> request) {
    CommandRow<Command<R>, R> row = manager.commands().row(command);
    if (closed) {
      request.answerNow(Rejections.closed());
    } else if (barred.isPresent()) {
      request.answerNow(barred.get().as());
    } else if (connection.person().isGone()) {
      request.answerNow(Rejections.gone());
    } else if (kind == Kind.STRANGER && !row.anonymous()) {
      request.refuseNow(Refusal.UNAUTHORIZED, "Sign in first, or come in as a guest.");
    } else if (!connection.may(row.right())) {
      request.answerNow(Rejections.forbidden());
    } else {
      Optional<Outcome.Refused<R>> fault = command.check(manager.chat().settings().maxTextLength());
      if (fault.isPresent()) {
        row.reject(context, request, command, fault.get());
      } else {
        row.handler().handle(context, request, command);
      }
    }
  }
}
