package chat.core.internal.membership;

import chat.core.command.Outcome;
import chat.core.command.room.SetNotifications;
import chat.core.event.Signal;
import chat.core.internal.connection.ConnectedUser;
import chat.core.internal.connection.PendingReply;
import chat.core.internal.context.Rejections;
import chat.core.internal.room.AccessPolicy;
import chat.core.internal.room.MembershipCheck;
import chat.core.internal.room.Room;
import chat.core.model.Membership;
import chat.core.model.Notifications;
import java.time.temporal.ChronoUnit;

/**
 * Handler of {@link SetNotifications}. The lane of the room waits for the store, so that settings
 * take effect in the order in which they are stored. Stateless.
 */
public final class SetNotificationsHandler {
  private SetNotificationsHandler() {}

  public static void set(
      Room room, PendingReply<SetNotifications.Set> request, SetNotifications command) {
    ConnectedUser user = request.user();
    if (!AccessPolicy.mayRead(room, user)) {
      room.broadcaster().answer(request, Rejections.noSuchRoom());
    } else if (!AccessPolicy.isMember(room, user)) {
      room.broadcaster().answer(request, Rejections.notMember());
    } else if (command.until().filter(until -> !until.isAfter(room.chat().now())).isPresent()) {
      room.broadcaster()
          .answer(request, Rejections.invalid("until", "The end must be in the future."));
    } else {
      store(
          room,
          request,
          new Notifications(
              command.level(), command.until().map(until -> until.truncatedTo(ChronoUnit.MILLIS))));
    }
  }

  private static void store(
      Room room, PendingReply<SetNotifications.Set> request, Notifications notifications) {
    ConnectedUser user = request.user();
    room.lane()
        .await(
            room.chat().directory().setNotifications(room.id(), user.id(), notifications),
            (isMember, failure) -> {
              if (failure != null) {
                MembershipCheck.unsure(room, request, failure);
              } else if (!isMember) {
                room.broadcaster().answer(request, Rejections.notMember());
              } else {
                stored(room, request, notifications);
              }
            });
  }

  private static void stored(
      Room room, PendingReply<SetNotifications.Set> request, Notifications notifications) {
    ConnectedUser user = request.user();
    Membership before = user.membership(room.id()).orElse(new Membership(room.id(), 0));
    user.changed(before.with(notifications));
    room.broadcaster()
        .answer(request, Outcome.accepted(new SetNotifications.Set(room.id(), notifications)));
    if (!before.notifications().equals(notifications)) {
      user.send(new Signal.NotificationsSet(room.id(), notifications), request.from());
      room.rooms().peers().membership(room.id(), user.id());
    }
  }
}
