package chat.core.internal.history;

import chat.core.command.Outcome;
import chat.core.command.Reply;
import chat.core.command.message.FollowThread;
import chat.core.command.message.ListThreads;
import chat.core.internal.connection.ConnectedUser;
import chat.core.internal.connection.PendingReply;
import chat.core.internal.context.ProtocolLimits;
import chat.core.internal.context.Rejections;
import chat.core.internal.room.AccessPolicy;
import chat.core.internal.room.CommandContext;
import chat.core.internal.room.FollowedThreads;
import chat.core.internal.room.MembershipCheck;
import chat.core.internal.room.Room;
import chat.core.model.RoomView;
import chat.core.port.FollowStore;
import java.util.List;

/**
 * Handlers of {@link FollowThread} and {@link ListThreads}. The lane of the room waits for the
 * store, so that a thread is followed or not in the order in which that is stored, replies
 * included. Stateless.
 */
public final class ThreadHandlers {
  private ThreadHandlers() {}

  public static void list(
      CommandContext context, PendingReply<ListThreads.Listed> request, ListThreads command) {
    int limit = command.limit().orElse(ProtocolLimits.DEFAULT_PAGE);
    context.await(
        context
            .chat()
            .directory()
            .followedThreads(request.user().id(), limit + 1, RoomView.MAX_UNREAD),
        request,
        threads -> request.answerNow(Outcome.accepted(listed(threads, limit))));
  }

  private static ListThreads.Listed listed(List<FollowStore.FollowedThread> threads, int limit) {
    return new ListThreads.Listed(
        threads.stream()
            .limit(limit)
            .map(
                each ->
                    new ListThreads.FollowedThread(
                        each.room(), each.root(), each.last(), each.mark(), each.unread()))
            .toList(),
        threads.size() > limit);
  }

  public static void follow(
      Room room, PendingReply<FollowThread.Followed> request, FollowThread command) {
    checked(room, request, command.root(), 0, () -> store(room, request, command));
  }

  /**
   * Runs {@code next} if the user is a member and the room has no head before {@code root} or
   * {@code seq}.
   */
  static <R extends Reply> void checked(
      Room room, PendingReply<R> request, long root, long seq, Runnable next) {
    ConnectedUser user = request.user();
    if (!AccessPolicy.mayRead(room, user)) {
      room.broadcaster().answer(request, Rejections.noSuchRoom());
    } else if (!AccessPolicy.isMember(room, user)) {
      room.broadcaster().answer(request, Rejections.notMember());
    } else if (Math.max(root, seq) > room.log().head() && room.rooms().peers().exist()) {
      room.catchUp().refresh(request, () -> withinLog(room, request, root, seq, next));
    } else {
      withinLog(room, request, root, seq, next);
    }
  }

  private static <R extends Reply> void withinLog(
      Room room, PendingReply<R> request, long root, long seq, Runnable next) {
    long head = room.log().head();
    if (root > head) {
      room.broadcaster().answer(request, Rejections.beyondHead("root"));
    } else if (seq > head) {
      room.broadcaster().answer(request, Rejections.beyondHead("seq"));
    } else {
      next.run();
    }
  }

  private static void store(
      Room room, PendingReply<FollowThread.Followed> request, FollowThread command) {
    room.lane()
        .await(
            room.chat()
                .directory()
                .follow(request.user().id(), room.id(), command.root(), command.on()),
            (result, failure) -> {
              if (failure != null) {
                MembershipCheck.unsure(room, request, failure);
              } else if (result instanceof FollowStore.Result.Kept kept) {
                kept(room, request, kept);
              } else {
                room.broadcaster()
                    .answer(
                        request,
                        result == FollowStore.Result.Rejected.NOT_MEMBER
                            ? Rejections.notMember()
                            : Rejections.noSuchMessage("root"));
              }
            });
  }

  private static void kept(
      Room room, PendingReply<FollowThread.Followed> request, FollowStore.Result.Kept kept) {
    FollowStore.Follow follow = kept.follow();
    ConnectedUser user = request.user();
    boolean isNext = !kept.isStored() || user.followed(room.id(), follow.change());
    room.broadcaster()
        .answer(
            request,
            Outcome.accepted(
                new FollowThread.Followed(
                    room.id(), follow.root(), follow.on(), follow.readUpTo())));
    if (kept.isStored()) {
      user.send(FollowedThreads.signal(room, follow), request.from());
      room.rooms().peers().membership(room.id(), user.id());
    }
    if (!isNext) {
      MembershipCheck.check(room, user, failure -> {}); // another node changed some before
    }
  }
}
