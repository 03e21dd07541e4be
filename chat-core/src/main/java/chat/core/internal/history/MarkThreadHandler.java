package chat.core.internal.history;

import chat.core.command.Outcome;
import chat.core.command.message.MarkThread;
import chat.core.event.Signal;
import chat.core.internal.connection.ConnectedUser;
import chat.core.internal.connection.PendingReply;
import chat.core.internal.context.Rejections;
import chat.core.internal.room.AccessPolicy;
import chat.core.internal.room.MembershipCheck;
import chat.core.internal.room.Room;
import chat.core.internal.room.RoomTask;
import chat.core.model.RoomView;
import chat.core.port.FollowStore;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Handler of {@link MarkThread}. The store is read and written outside of the lane of the room,
 * which does not wait: a mark never goes back. Stateless.
 */
public final class MarkThreadHandler {
  /**
   * A mark that was stored.
   *
   * @param change the number of the change
   * @param thread the thread afterwards
   */
  private record Moved(long change, FollowStore.FollowedThread thread) {}

  private MarkThreadHandler() {}

  public static void mark(Room room, PendingReply<MarkThread.Marked> request, MarkThread command) {
    ThreadHandlers.checked(
        room,
        request,
        command.root(),
        command.seq(),
        () ->
            request.when(
                read(room, request, command.root()),
                known -> known(room, request, command, known)));
  }

  private static CompletionStage<Optional<FollowStore.FollowedThread>> read(
      Room room, PendingReply<MarkThread.Marked> request, long root) {
    return room.chat()
        .directory()
        .followedThread(request.user().id(), room.id(), root, RoomView.MAX_UNREAD);
  }

  private static void known(
      Room room,
      PendingReply<MarkThread.Marked> request,
      MarkThread command,
      Optional<FollowStore.FollowedThread> known) {
    if (known.isEmpty()) {
      request.answerNow(Rejections.threadNotFollowed());
    } else if (command.seq() <= known.get().mark()) {
      request.answerNow(marked(known.get()));
    } else {
      store(room, request, command);
    }
  }

  private static void store(
      Room room, PendingReply<MarkThread.Marked> request, MarkThread command) {
    room.chat()
        .directory()
        .markThread(request.user().id(), room.id(), command.root(), command.seq())
        .thenCompose(stored -> readAfter(room, request, stored))
        .whenComplete(
            (moved, failure) -> {
              if (failure != null) {
                MembershipCheck.unsureLater(room, request, failure);
              } else if (moved.isEmpty()) {
                request.answerNow(Rejections.threadNotFollowed());
              } else {
                room.rooms()
                    .offer(
                        room.id(),
                        RoomTask.further(
                            request, (again, same) -> moved(again, same, moved.get())));
              }
            });
  }

  /** Reads the unread replies before the change is noted: if that fails, a check finds it again. */
  private static CompletionStage<Optional<Moved>> readAfter(
      Room room, PendingReply<MarkThread.Marked> request, Optional<FollowStore.Follow> stored) {
    return stored.isEmpty()
        ? CompletableFuture.completedFuture(Optional.empty())
        : read(room, request, stored.get().root())
            .thenApply(now -> now.map(thread -> new Moved(stored.get().change(), thread)));
  }

  private static void moved(Room room, PendingReply<MarkThread.Marked> request, Moved moved) {
    ConnectedUser user = request.user();
    if (!AccessPolicy.isMember(room, user)) {
      request.answerNow(Rejections.notMember()); // left meanwhile
      return;
    }
    FollowStore.FollowedThread thread = moved.thread();
    boolean isNext = user.followed(room.id(), moved.change());
    request.answerNow(marked(thread));
    user.send(
        new Signal.ThreadMarked(room.id(), thread.root(), thread.mark(), thread.unread()),
        request.from());
    room.rooms().peers().membership(room.id(), user.id());
    if (!isNext) {
      MembershipCheck.check(room, user, failure -> {}); // another node changed some before
    }
  }

  private static Outcome<MarkThread.Marked> marked(FollowStore.FollowedThread thread) {
    return Outcome.accepted(
        new MarkThread.Marked(thread.room(), thread.root(), thread.mark(), thread.unread()));
  }
}
