package chat.core.room;

import chat.core.command.Command;
import chat.core.command.Outcome;
import chat.core.command.Refusal;
import chat.core.command.Reply;
import chat.core.model.RoomId;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A connection's commands on their way to the rooms: one after another, on the thread that gives
 * them. What needs the directory first, a name or a code, holds back those behind it, so that they
 * reach the rooms in the order in which they were given. Thread-safe.
 */
public final class Pipeline implements Lane.Worker<Runnable> {
  /** Whom a connection speaks for. */
  enum Kind {
    /** Somebody who hears, and is seen. */
    PRESENT,
    /** Somebody, for a single request. */
    VISITING,
    /** Nobody in particular. */
    STRANGER
  }

  private final Lobby lobby;
  private final Listener listener;
  private final Kind kind;
  private final Lane<Runnable> lane;
  private final Desk desk;
  private Optional<Outcome.Refused<Reply>> barred = Optional.empty(); // confined to the lane
  private boolean loaded; // confined to the lane
  private boolean closed; // confined to the lane

  Pipeline(Lobby lobby, Listener listener, Kind kind) {
    this.lobby = lobby;
    this.listener = listener;
    this.kind = kind;
    this.lane = new Lane<>(Runnable::run, lobby.house().executor(), this, lobby.house()::report);
    this.desk = new Desk(lobby.house(), lobby.rooms(), lobby.publicRooms(), lane);
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
    if (!lobby.ask()) {
      callback.accept(new Outcome.Refused<>(Refusal.UNAVAILABLE, "The chat is stopping."));
      listener.flush();
    } else if (!listener.ask(footprint)) {
      lobby.answered();
      callback.accept(Refusals.busy());
      listener.flush();
    } else if (!lobby.unanswered().tryTake(footprint)) {
      listener.answered(footprint);
      lobby.answered();
      callback.accept(Refusals.busy());
      listener.flush();
    } else {
      Runnable answered =
          () -> {
            lobby.unanswered().give(footprint);
            lobby.answered();
          };
      Request<R> request =
          new Request<>(listener, footprint, callback, answered, lobby.house()::report);
      lane.offer(() -> loadThen(() -> take(command, request)));
    }
  }

  /** See {@link chat.core.ChatConnection#belongsTo}. */
  public boolean belongsTo(RoomId room) {
    return Access.isMember(room, listener.person());
  }

  /** See {@link chat.core.ChatConnection#close}. */
  public void close() {
    lane.offer(
        () -> {
          if (closed) {
            return;
          }
          closed = true;
          for (RoomId room : listener.close()) {
            lobby.rooms().offer(room, Task.quiet(there -> Leaving.vanish(there, listener)));
          }
          if (loaded && barred.isEmpty() && kind == Kind.PRESENT) {
            lobby.rooms().people().exit(listener);
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
        listener.person().loading().whenLoaded(),
        (refused, failure) -> {
          loaded = failure == null;
          barred = loaded ? refused : Optional.of(Refusals.unavailable());
          if (!loaded) {
            lobby.house().report(failure);
          } else if (barred.isEmpty() && kind == Kind.PRESENT) {
            lobby.rooms().people().enter(listener);
          }
          next.run();
        });
  }

  private <R extends Reply> void take(Command<R> command, Request<R> request) {
    CommandRow<Command<R>, R> row = lobby.commands().row(command);
    if (closed) {
      request.answerNow(Refusals.closed());
    } else if (barred.isPresent()) {
      request.answerNow(barred.get().as());
    } else if (listener.person().isGone()) {
      request.answerNow(Refusals.gone());
    } else if (kind == Kind.STRANGER && !row.anonymous()) {
      request.refuseNow(Refusal.UNAUTHORIZED, "Sign in first, or come in as a guest.");
    } else if (!listener.may(row.right())) {
      request.answerNow(Refusals.forbidden());
    } else {
      Optional<Outcome.Refused<R>> fault = command.check(lobby.house().settings().maxTextLength());
      if (fault.isPresent()) {
        row.reject(desk, request, command, fault.get());
      } else {
        row.handler().handle(desk, request, command);
      }
    }
  }
}
