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
 * Dispatches the commands of a connection to their handlers, one after another, on the thread that
 * submits them. A command that has to read the directory first, for a name or a code, holds back
 * the commands after it, so that all reach the rooms in the order in which they were submitted.
 * Thread-safe.
 */
public final class CommandPipeline implements Lane.Worker<Runnable> {
  /** What a connection is for. */
  enum Kind {
    /** A user who receives events and is shown as present. */
    PRESENT,
    /** Single requests of a user. */
    VISITING,
    /** Requests without an identity. */
    ANONYMOUS
  }

  private final ConnectionManager manager;
  private final Connection connection;
  private final Kind kind;
  private final Lane<Runnable> lane;
  private final CommandContext context;
  private Optional<Outcome.Refused<Reply>> rejection = Optional.empty(); // confined to the lane
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
    // commands are independent of each other: nothing to finish
  }

  /** See {@link chat.core.ChatConnection#execute}. */
  public <R extends Reply> void execute(Command<R> command, Consumer<Outcome<R>> callback) {
    int footprint = command.footprint();
    if (!manager.tryBegin()) {
      callback.accept(new Outcome.Refused<>(Refusal.UNAVAILABLE, "The server is shutting down."));
      connection.flush();
    } else if (!connection.tryBegin(footprint)) {
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
    return AccessPolicy.isMember(room, connection.user());
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
                .offer(
                    room, RoomTask.quiet(there -> LeaveRoomHandler.disconnect(there, connection)));
          }
          if (loaded && rejection.isEmpty() && kind == Kind.PRESENT) {
            manager.rooms().connectedUsers().exit(connection);
          }
        });
  }

  /** Loads the user, unless that was done already, and runs {@code next}. */
  private void loadThen(Runnable next) {
    if (loaded || closed || kind == Kind.ANONYMOUS) {
      next.run();
      return;
    }
    lane.await(
        connection.user().loader().whenLoaded(),
        (found, failure) -> {
          loaded = failure == null;
          rejection = loaded ? found : Optional.of(Rejections.unavailable());
          if (!loaded) {
            manager.chat().report(failure);
          } else if (rejection.isEmpty() && kind == Kind.PRESENT) {
            manager.rooms().connectedUsers().enter(connection);
          }
          next.run();
        });
  }

  private <R extends Reply> void take(Command<R> command, PendingReply<R> request) {
    CommandRow<Command<R>, R> row = manager.commands().row(command);
    if (closed) {
      request.answerNow(Rejections.closed());
    } else if (rejection.isPresent()) {
      request.answerNow(rejection.get().as());
    } else if (connection.user().isRetired()) {
      request.answerNow(Rejections.userDeleted());
    } else if (kind == Kind.ANONYMOUS && !row.anonymous()) {
      request.rejectNow(Refusal.UNAUTHORIZED, "Sign in or join as a guest first.");
    } else if (!connection.may(row.right())) {
      request.answerNow(Rejections.forbidden());
    } else {
      Optional<Outcome.Refused<R>> invalid =
          command.check(manager.chat().settings().maxTextLength());
      if (invalid.isPresent()) {
        row.reject(context, request, command, invalid.get());
      } else {
        row.handler().handle(context, request, command);
      }
    }
  }
}
