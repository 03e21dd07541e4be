package chat.core.internal.room;

import chat.core.command.Outcome;
import chat.core.command.Refusal;
import chat.core.command.Reply;
import chat.core.event.Signal;
import chat.core.internal.connection.ConnectedUser;
import chat.core.internal.connection.PendingReply;
import chat.core.internal.context.Rejections;
import chat.core.model.Membership;
import chat.core.model.ReadMarker;
import chat.core.model.RoomId;
import java.util.List;
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
              if (failure != null) {
                room.report(failure);
              } else if (!room.isUncreated()) {
                takeOver(room, user, memberships);
              }
              next.accept(failure);
            });
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

  private static void takeOver(Room room, ConnectedUser user, List<Membership> memberships) {
    room.newMembers().settled(user);
    for (Membership each : memberships) {
      if (each.room().equals(room.id())) {
        if (user.isMember(room.id())) {
          changed(room, user, each);
        } else if (!user.isRetired()) {
          room.broadcaster().show(user, each);
        }
        return;
      }
    }
    if (user.isMember(room.id())) {
      MembershipEnd.apply(room, user, null, () -> {});
    }
  }

  /** Takes over a membership as it is stored, also a lower read marker. */
  private static void changed(Room room, ConnectedUser user, Membership stored) {
    Membership known = user.membership(room.id()).orElse(stored);
    user.changed(stored);
    if (known.mark() != stored.mark()) {
      sendMark(room, user);
    }
    if (!known.notifications().equals(stored.notifications())) {
      user.send(
          new Signal.NotificationsSet(
              room.id(), RoomViews.notifications(room.chat(), user, room.id())),
          null);
    }
    if (known.draftChanges() != stored.draftChanges()) {
      sendDrafts(room, user);
    }
  }

  /** Sends all drafts of a room, including removed ones: it is not known which have changed. */
  private static void sendDrafts(Room room, ConnectedUser user) {
    room.chat()
        .directory()
        .drafts(user.id(), room.id())
        .whenComplete(
            (drafts, failure) -> {
              if (failure != null) {
                room.report(failure);
              } else {
                drafts.forEach(draft -> user.send(new Signal.DraftChanged(draft), null));
              }
            });
  }

  /** Applies a read marker that another node stored, if it is later than the known one. */
  public static void marked(Room room, ConnectedUser user, ReadMarker marker) {
    if (user.mark(room.id(), marker)) {
      sendMark(room, user);
    }
  }

  private static void sendMark(Room room, ConnectedUser user) {
    long seq = user.readMarker(room.id());
    UnreadCount.after(room, user.id(), seq)
        .whenComplete(
            (unread, failure) -> {
              if (failure != null) {
                room.report(failure);
              } else {
                user.send(new Signal.ReadElsewhere(room.id(), seq, unread), null);
              }
            });
  }
}
