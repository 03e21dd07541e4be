package chat.core.internal.membership;

import chat.core.command.Outcome;
import chat.core.command.Refusal;
import chat.core.command.Reply;
import chat.core.command.room.ChangeRoom;
import chat.core.event.RoomChanged;
import chat.core.internal.connection.ConnectedUser;
import chat.core.internal.connection.KeyedReply;
import chat.core.internal.connection.PendingReply;
import chat.core.internal.context.ChatContext;
import chat.core.internal.context.Rejections;
import chat.core.internal.room.AccessPolicy;
import chat.core.internal.room.CommandContext;
import chat.core.internal.room.PendingAppend;
import chat.core.internal.room.Room;
import chat.core.internal.room.RoomTask;
import chat.core.port.SendKey;
import java.util.Optional;
import java.util.OptionalLong;

/** Handler of {@link ChangeRoom}, in the lane of the room. Stateless. */
public final class ChangeRoomHandler {
  /**
   * Changes the room. When the room no longer exists, a repetition still gets the outcome of the
   * command that it repeats.
   */
  private record Change(
      ChatContext chat, PendingReply<ChangeRoom.Changed> request, ChangeRoom command)
      implements RoomTask {
    @Override
    public void run(Room room) {
      change(room, request, command);
    }

    @Override
    public void reject(Outcome.Refused<Reply> why) {
      reply(request.user(), command).answerUnlessStored(chat, request, why.as());
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

  private ChangeRoomHandler() {}

  public static void handle(
      CommandContext context, PendingReply<ChangeRoom.Changed> request, ChangeRoom command) {
    context.rooms().submit(command.room(), request, new Change(context.chat(), request, command));
  }

  /** The reply to the command when a change with its key is stored. */
  public static KeyedReply<ChangeRoom.Changed> reply(ConnectedUser user, ChangeRoom command) {
    SendKey key = new SendKey(command.room(), user.id(), command.clientId());
    return new KeyedReply<>(
        key,
        RoomChanged.SUBJECT,
        (stored, duplicate) ->
            new ChangeRoom.Changed(
                stored.room(),
                OptionalLong.of(stored.seq()),
                key.clientId(),
                Optional.of(stored.at()),
                duplicate));
  }

  private static void change(
      Room room, PendingReply<ChangeRoom.Changed> request, ChangeRoom command) {
    KeyedReply<ChangeRoom.Changed> reply = reply(request.user(), command);
    Optional<Outcome.Refused<ChangeRoom.Changed>> rejection = rejection(room, request, command);
    if (rejection.isPresent()) {
      reply.answerUnlessStored(room.chat(), request, rejection.get());
    } else if (command.name().isEmpty() && command.topic().isEmpty()) {
      reply.answerUnlessStored(room.chat(), request, Outcome.accepted(unchanged(room, command)));
    } else if (room.catchUp().isUnsure()) {
      room.broadcaster().answer(request, Rejections.unavailable());
    } else {
      RoomChanged event =
          new RoomChanged(
              room.id(),
              0,
              request.user().profile(),
              room.log().notBeforeLast(room.chat().now()),
              command.clientId(),
              command.name(),
              command.topic());
      room.appends()
          .add(new PendingAppend<>(event, request, reply, () -> unchanged(room, command)));
    }
  }

  private static ChangeRoom.Changed unchanged(Room room, ChangeRoom command) {
    return new ChangeRoom.Changed(
        room.id(), OptionalLong.empty(), command.clientId(), Optional.empty(), false);
  }

  /** The reason why the user may not make this change; empty when the user may. */
  private static Optional<Outcome.Refused<ChangeRoom.Changed>> rejection(
      Room room, PendingReply<ChangeRoom.Changed> request, ChangeRoom command) {
    if (!AccessPolicy.mayRead(room, request.user())) {
      return Optional.of(Rejections.noSuchRoom());
    }
    if (room.conversation().isPresent()) {
      return Optional.of(
          Rejections.invalid("room", "A direct conversation has no name or topic to change."));
    }
    if (!AccessPolicy.mayChange(room, request.from())) {
      return Optional.of(Rejections.forbidden());
    }
    return command.name().isPresent() && room.record().permanent()
        ? Optional.of(
            new Outcome.Refused<>(
                Refusal.FORBIDDEN,
                "name",
                "The name of a permanent room is set in the server configuration; only its topic"
                    + " can be changed."))
        : Optional.empty();
  }
}
