package chat.core.internal.room;

import chat.core.command.Outcome;
import chat.core.command.Refusal;
import chat.core.command.Reply;
import chat.core.event.Signal;
import chat.core.internal.connection.ConnectedUser;
import chat.core.internal.context.Rejections;
import chat.core.model.Membership;
import chat.core.model.RoomId;
import java.util.List;
import java.util.function.Consumer;

/**
 * Compares what this node has of a user's membership of a room with what the store has, which other
 * nodes change. All methods belong to the room's lane, in which nothing else changes it meanwhile.
 */
public final class MembershipCheck {
  /**
   * A check that no request waits for.
   *
   * @param room which, for it may be gone
   */
  public record Both(PresenceRegistry connectedUsers, ConnectedUser person, RoomId room)
      implements RoomTask {
    @Override
    public void run(Room there) {
      if (there.isUnborn()) {
        there.catchUp().run(() -> check(there, person, failure -> {}));
      } else {
        check(there, person, failure -> {});
      }
    }

    @Override
    public void refuse(Outcome.Refused<Reply> why) {
      if (why.refusal() == Refusal.NOT_FOUND && person.isMember(room)) {
        connectedUsers.roomRemoved(room, List.of(person.id()));
      }
    }

    @Override
    public boolean opens() {
      return true;
    }
  }

  private MembershipCheck() {}

  /** Whether {@code asker}, who may be null, is no member as far as is known here. */
  static boolean isUnknown(Room room, ConnectedUser asker) {
    return asker != null
        && !asker.isNobody()
        && !asker.isGone()
        && room.conversation().isEmpty()
        && !asker.isMember(room.id());
  }

  /** Looks whether another node has made the asker a member, and runs the task then. */
  static void checkThenRun(Room room, RoomTask task) {
    check(
        room,
        task.asker(),
        failure -> {
          if (failure == null) {
            task.run(room);
          } else {
            task.refuse(Rejections.unavailable());
          }
        });
  }

  /**
   * Reads the membership, takes it over, and goes on with {@code next}, which gets the failure or
   * null. To be called as the last thing that a task does.
   */
  public static void check(Room room, ConnectedUser person, Consumer<Throwable> next) {
    room.lane()
        .await(
            room.chat().directory().memberships(person.id()),
            (memberships, failure) -> {
              if (failure != null) {
                room.report(failure);
              } else if (!room.isUnborn()) {
                takeOver(room, person, memberships);
              }
              next.accept(failure);
            });
  }

  private static void takeOver(Room room, ConnectedUser person, List<Membership> memberships) {
    room.newMembers().settled(person);
    for (Membership each : memberships) {
      if (each.room().equals(room.id())) {
        if (person.isMember(room.id())) {
          marked(room, person, each.mark());
        } else if (!person.isGone()) {
          room.broadcaster().show(person, each.mark());
        }
        return;
      }
    }
    if (person.isMember(room.id())) {
      MembershipEnd.apply(room, person, null, () -> {});
    }
  }

  /** Takes over a read marker that another node stored, when it is higher. */
  public static void marked(Room room, ConnectedUser person, long seq) {
    if (person.read(room.id(), seq)) {
      UnreadCount.after(room, person.id(), seq)
          .whenComplete(
              (unread, failure) -> {
                if (failure != null) {
                  room.report(failure);
                } else {
                  person.tell(new Signal.ReadElsewhere(room.id(), seq, unread), null);
                }
              });
    }
  }
}
