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

/** Executes {@link ChangeRoom}, in the lane of the room. Stateless. */
public final class ChangeRoomHandler {
  /** A change on its way to the room, which may be gone; but not what an earlier one did. */
  private record Change(
      ChatContext chat, PendingReply<ChangeRoom.Changed> request, ChangeRoom command)
      implements RoomTask {
    @Override
    public void run(Room room) {
      change(room, request, command);
    }

    @Override
    public void refuse(Outcome.Refused<Reply> why) {
      reply(request.person(), command).answerUnlessStored(chat, request, why.as());
    }

    @Override
    public boolean gathers() {
      return true;
    }

    @Override
    public ConnectedUser asker() {
      return request.person();
    }
  }

  private ChangeRoomHandler() {}

  public static void handle(
      CommandContext context, PendingReply<ChangeRoom.Changed> request, ChangeRoom command) {
    context.rooms().ask(command.room(), request, new Change(context.chat(), request, command));
  }

  /** How the command is answered when a change with its key is stored. */
  public static KeyedReply<ChangeRoom.Changed> reply(ConnectedUser person, ChangeRoom command) {
    SendKey key = new SendKey(command.room(), person.id(), command.clientId());
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
    KeyedReply<ChangeRoom.Changed> reply = reply(request.person(), command);
    Optional<Outcome.Refused<ChangeRoom.Changed>> refused = refusal(room, request, command);
    if (refused.isPresent()) {
      reply.answerUnlessStored(room.chat(), request, refused.get());
    } else if (command.name().isEmpty() && command.topic().isEmpty()) {
      reply.answerUnlessStored(room.chat(), request, Outcome.accepted(unchanged(room, command)));
    } else if (room.catchUp().isUnsure()) {
      room.broadcaster().answer(request, Rejections.unavailable());
    } else {
      RoomChanged event =
          new RoomChanged(
              room.id(),
              0,
              request.person().user(),
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

  /** Why the user may not change the room so; empty when they may. */
  private static Optional<Outcome.Refused<ChangeRoom.Changed>> refusal(
      Room room, PendingReply<ChangeRoom.Changed> request, ChangeRoom command) {
    if (!AccessPolicy.mayRead(room, request.person())) {
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
                "The settings give the name of a permanent room; only its topic can be changed."))
        : Optional.empty();
  }
}
