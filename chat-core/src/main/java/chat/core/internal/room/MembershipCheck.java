package chat.core.internal.room;

import chat.core.command.Outcome;
import chat.core.command.Refusal;
import chat.core.command.Reply;
import chat.core.event.Signal;
import chat.core.internal.connection.ConnectedUser;
import chat.core.internal.connection.PendingReply;
import chat.core.internal.context.Rejections;
import chat.core.model.Membership;
import chat.core.model.MessageDraft;
import chat.core.model.Notifications;
import chat.core.model.ReadMarker;
import chat.core.model.RoomId;
import chat.core.model.RoomView;
import chat.core.port.FollowStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * Compares the membership of a user as this node has it with the store, where other nodes may have
 * changed it. All methods must be called in the lane of the room, the only place that changes the
 * membership on this node. Stateless.
 */
public final class MembershipCheck {
  /**
   * A check without a request.
   *
   * @param room the id of the room, which may no longer exist
   */
  public record Both(PresenceRegistry connectedUsers, ConnectedUser user, RoomId room)
      implements RoomTask {
    @Override
    public void run(Room there) {
      if (there.isUncreated()) {
        there.catchUp().run(() -> check(there, user, failure -> {}));
      } else {
        check(there, user, failure -> {});
      }
    }

    @Override
    public void reject(Outcome.Refused<Reply> why) {
      if (why.refusal() == Refusal.NOT_FOUND && user.isMember(room)) {
        connectedUsers.roomRemoved(room, List.of(user.id()));
      }
    }

    @Override
    public boolean opens() {
      return true;
    }
  }

  private MembershipCheck() {}

  /** Whether {@code caller}, who may be null, is not a member as far as this node knows. */
  static boolean isUnknown(Room room, ConnectedUser caller) {
    return caller != null
        && !caller.isAnonymous()
        && !caller.isRetired()
        && room.conversation().isEmpty()
        && !caller.isMember(room.id());
  }

  /** Checks whether another node has made the caller a member, then runs the task. */
  static void checkThenRun(Room room, RoomTask task) {
    check(
        room,
        task.caller(),
        failure -> {
          if (failure == null) {
            task.run(room);
          } else {
            task.reject(Rejections.unavailable());
          }
        });
  }

  /**
   * Reads the membership and applies it, then calls {@code next} with the failure or null. Must be
   * the last action of a task.
   */
  public static void check(Room room, ConnectedUser user, Consumer<Throwable> next) {
    room.lane()
        .await(
            room.chat().directory().memberships(user.id()),
            (memberships, failure) -> {
              if (failure == null && !room.isUncreated()) {
                takeOver(room, user, memberships, next);
              } else {
                done(room, failure, next);
              }
            });
  }

  private static void done(Room room, Throwable failure, Consumer<Throwable> next) {
    if (failure != null) {
      room.report(failure);
    }
    next.accept(failure);
  }

  /**
   * Rejects a command whose change of a membership failed in the store, and reads the membership,
   * which may be changed nevertheless. Must be the last action of a task.
   */
  public static <R extends Reply> void unsure(
      Room room, PendingReply<R> request, Throwable failure) {
    room.report(failure);
    room.broadcaster().answer(request, Rejections.unavailable());
    check(room, request.user(), again -> {});
  }

  /** The same outside of the lane of the room. */
  public static <R extends Reply> void unsureLater(
      Room room, PendingReply<R> request, Throwable failure) {
    room.rooms()
        .offer(room.id(), RoomTask.further(request, (again, same) -> unsure(again, same, failure)));
  }

  private static void takeOver(
      Room room, ConnectedUser user, List<Membership> memberships, Consumer<Throwable> next) {
    room.newMembers().settled(user);
    Optional<Membership> stored =
        memberships.stream().filter(each -> each.room().equals(room.id())).findFirst();
    Optional<Membership> known = user.membership(room.id());
    if (stored.isPresent() && known.isPresent() && user.isMember(room.id())) {
      changed(room, user, known.get(), stored.get(), next);
      return;
    }
    if (stored.isPresent() && !user.isRetired()) {
      room.broadcaster().show(user, stored.get());
    } else if (stored.isEmpty() && user.isMember(room.id())) {
      MembershipEnd.apply(room, user, null, () -> {});
    }
    next.accept(null);
  }

  /**
   * Takes over a membership as it is stored, also a lower read marker, when all is read that the
   * connections of the user have to be told of it. Otherwise the known one stays as it is, and the
   * next check finds the difference again.
   */
  private static void changed(
      Room room,
      ConnectedUser user,
      Membership known,
      Membership stored,
      Consumer<Throwable> next) {
    boolean isMoved = known.mark() != stored.mark();
    CompletionStage<Integer> unread =
        isMoved
            ? UnreadCount.after(room, user.id(), stored.mark())
            : CompletableFuture.completedFuture(0);
    CompletionStage<List<MessageDraft>> drafts =
        known.draftChanges() == stored.draftChanges()
            ? CompletableFuture.completedFuture(List.of())
            : room.chat().directory().drafts(user.id(), room.id());
    CompletionStage<List<FollowStore.Change>> follows =
        known.followChanges() == stored.followChanges()
            ? CompletableFuture.completedFuture(List.of())
            : room.chat()
                .directory()
                .followChanges(
                    user.id(), room.id(), firstMissed(known, stored), RoomView.MAX_UNREAD);
    room.lane()
        .await(
            unread
                .thenCombine(drafts, (count, latest) -> told(room, known, stored, count, latest))
                .thenCombine(follows, (signals, changes) -> with(room, signals, changes)),
            (signals, failure) -> {
              if (failure == null) {
                user.changed(stored);
                signals.forEach(signal -> user.send(signal, null));
              }
              done(room, failure, next);
            });
  }

  /** The number after which changes of followed threads were missed; 0 for a new membership. */
  private static long firstMissed(Membership known, Membership stored) {
    return known.followChanges() < stored.followChanges() ? known.followChanges() : 0;
  }

  private static List<Signal> with(
      Room room, List<Signal> signals, List<FollowStore.Change> changes) {
    List<Signal> all = new ArrayList<>(signals);
    for (FollowStore.Change each : changes) {
      FollowStore.Follow follow = each.follow();
      all.add(FollowedThreads.signal(room, follow));
      if (follow.on()) {
        all.add(new Signal.ThreadMarked(room.id(), follow.root(), follow.mark(), each.unread()));
      }
    }
    return all;
  }

  /** What the connections of the user are told: of drafts all, as it is not known which changed. */
  private static List<Signal> told(
      Room room, Membership known, Membership stored, int unread, List<MessageDraft> drafts) {
    List<Signal> signals = new ArrayList<>();
    if (known.mark() != stored.mark()) {
      signals.add(new Signal.ReadElsewhere(room.id(), stored.mark(), unread));
    }
    Notifications level = stored.notifications().at(room.chat().now());
    if (!known.notifications().equals(stored.notifications())) {
      signals.add(new Signal.NotificationsSet(room.id(), level));
    }
    drafts.forEach(draft -> signals.add(new Signal.DraftChanged(draft)));
    return signals;
  }

  /** Takes over a read marker that another node stored, if it is later than the known one. */
  public static void marked(Room room, ConnectedUser user, ReadMarker marker) {
    if (user.membership(room.id()).filter(known -> known.isBefore(marker)).isEmpty()) {
      return;
    }
    room.lane()
        .await(
            UnreadCount.after(room, user.id(), marker.seq()),
            (unread, failure) -> {
              if (failure != null) {
                room.report(failure); // the next check finds the difference
              } else if (user.mark(room.id(), marker)) {
                user.send(new Signal.ReadElsewhere(room.id(), marker.seq(), unread), null);
              }
            });
  }
}
