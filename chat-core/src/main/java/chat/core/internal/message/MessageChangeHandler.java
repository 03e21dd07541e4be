package chat.core.internal.message;

import chat.core.command.Outcome;
import chat.core.command.Reply;
import chat.core.internal.connection.ConnectedUser;
import chat.core.internal.connection.PendingReply;
import chat.core.internal.context.ChatContext;
import chat.core.internal.context.Rejections;
import chat.core.internal.room.AccessPolicy;
import chat.core.internal.room.PendingAppend;
import chat.core.internal.room.Room;
import chat.core.internal.room.RoomTask;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Handles the commands that change a message, in the lane of the room. What depends on the message
 * is decided by the log, in the commit. Stateless.
 */
final class MessageChangeHandler {
  /**
   * Changes a message. When the room no longer exists, a repetition still gets the outcome of the
   * command that it repeats.
   */
  record ChangeTask<R extends Reply>(
      ChatContext chat, PendingReply<R> request, MessageChange<R> change) implements RoomTask {
    @Override
    public void run(Room room) {
      execute(room, request, change);
    }

    @Override
    public void reject(Outcome.Refused<Reply> why) {
      change.keyed(request.user()).answerUnlessStored(chat, request, why.as());
    }

    @Override
    public boolean gathers() {
      return true;
    }

    @Override
    public ConnectedUser caller() {
      return request.user();
    }
  }

  /**
   * Checks in the lane of the room whether a change has to be rejected, whatever its message is.
   * Completes {@code result}, always normally.
   */
  record Check<R extends Reply>(
      ConnectedUser author,
      MessageChange<R> change,
      CompletableFuture<Optional<Outcome.Refused<R>>> result)
      implements RoomTask {
    @Override
    public void run(Room room) {
      knownThen(room, change, () -> result.complete(rejection(room, author, change)));
    }

    @Override
    public ConnectedUser caller() {
      return author;
    }

    @Override
    public void reject(Outcome.Refused<Reply> why) {
      result.complete(Optional.of(why.as()));
    }

    @Override
    public boolean gathers() {
      return true;
    }
  }

  private MessageChangeHandler() {}

  private static <R extends Reply> void execute(
      Room room, PendingReply<R> request, MessageChange<R> change) {
    knownThen(room, change, () -> append(room, request, change));
  }

  /** Runs {@code next}, after catching up when another node may have stored the message. */
  private static void knownThen(Room room, MessageChange<?> change, Runnable next) {
    if (room.rooms().peers().exist() && change.command().message() > room.log().head()) {
      room.catchUp().refresh(known -> next.run());
    } else {
      next.run();
    }
  }

  private static <R extends Reply> void append(
      Room room, PendingReply<R> request, MessageChange<R> change) {
    Optional<Outcome.Refused<R>> rejection = rejection(room, request.user(), change);
    if (rejection.isPresent()) {
      change.keyed(request.user()).answerUnlessStored(room.chat(), request, rejection.get());
    } else if (room.catchUp().isUnsure()) {
      room.broadcaster().answer(request, Rejections.unavailable());
    } else {
      room.appends()
          .add(
              new PendingAppend<>(
                  change
                      .event()
                      .of(
                          room.id(),
                          request.user().profile(),
                          room.log().notBeforeLast(room.chat().now())),
                  request,
                  change.keyed(request.user()),
                  change.replies()::unchanged,
                  change.condition().of(room)));
    }
  }

  /** The reason why the user may not make the change, whatever its message is. */
  private static <R extends Reply> Optional<Outcome.Refused<R>> rejection(
      Room room, ConnectedUser user, MessageChange<R> change) {
    if (!AccessPolicy.mayRead(room, user)) {
      return Optional.of(Rejections.noSuchRoom());
    }
    if (!AccessPolicy.isMember(room, user)) {
      return Optional.of(Rejections.notMember());
    }
    return change.access().rejection(room).or(() -> beyondHead(room, change));
  }

  private static <R extends Reply> Optional<Outcome.Refused<R>> beyondHead(
      Room room, MessageChange<R> change) {
    return change.command().message() > room.log().head()
        ? Optional.of(Rejections.beyondHead("seq"))
        : Optional.empty();
  }
}
