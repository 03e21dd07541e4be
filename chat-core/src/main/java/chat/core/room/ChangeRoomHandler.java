package chat.core.room;

import chat.core.command.ChangeRoom;
import chat.core.command.Outcome;
import chat.core.command.Refusal;
import chat.core.command.Reply;
import chat.core.event.RoomChanged;
import chat.core.port.SendKey;
import java.util.Optional;
import java.util.OptionalLong;

/** Executes {@link ChangeRoom}, in the lane of the room. Stateless. */
final class ChangeRoomHandler {
  /** A change on its way to the room, which may be gone; but not what an earlier one did. */
  private record Change(House house, Request<ChangeRoom.Changed> request, ChangeRoom command)
      implements Task {
    @Override
    public void run(Room room) {
      change(room, request, command);
    }

    @Override
    public void refuse(Outcome.Refused<Reply> why) {
      reply(request.person(), command).answerUnlessStored(house, request, why.as());
    }

    @Override
    public boolean gathers() {
      return true;
    }

    @Override
    public Person asker() {
      return request.person();
    }
  }

  private ChangeRoomHandler() {}

  static void handle(Desk desk, Request<ChangeRoom.Changed> request, ChangeRoom command) {
    desk.rooms().ask(command.room(), request, new Change(desk.house(), request, command));
  }

  /** How the command is answered when a change with its key is stored. */
  static KeyedReply<ChangeRoom.Changed> reply(Person person, ChangeRoom command) {
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

  private static void change(Room room, Request<ChangeRoom.Changed> request, ChangeRoom command) {
    KeyedReply<ChangeRoom.Changed> reply = reply(request.person(), command);
    Optional<Outcome.Refused<ChangeRoom.Changed>> refused = refusal(room, request, command);
    if (refused.isPresent()) {
      reply.answerUnlessStored(room.house(), request, refused.get());
    } else if (command.name().isEmpty() && command.topic().isEmpty()) {
      reply.answerUnlessStored(room.house(), request, Outcome.accepted(unchanged(room, command)));
    } else if (room.catchUp().isUnsure()) {
      room.audience().answer(request, Refusals.unavailable());
    } else {
      RoomChanged event =
          new RoomChanged(
              room.id(),
              0,
              request.person().user(),
              room.log().notBeforeLast(room.house().now()),
              command.clientId(),
              command.name(),
              command.topic());
      room.appending()
          .add(new PendingAppend<>(event, request, reply, () -> unchanged(room, command)));
    }
  }

  private static ChangeRoom.Changed unchanged(Room room, ChangeRoom command) {
    return new ChangeRoom.Changed(
        room.id(), OptionalLong.empty(), command.clientId(), Optional.empty(), false);
  }

  /** Why the user may not change the room so; empty when they may. */
  private static Optional<Outcome.Refused<ChangeRoom.Changed>> refusal(
      Room room, Request<ChangeRoom.Changed> request, ChangeRoom command) {
    if (!Access.mayRead(room, request.person())) {
      return Optional.of(Refusals.noSuchRoom());
    }
    if (room.conversation().isPresent()) {
      return Optional.of(
          Refusals.invalid("room", "A direct conversation has no name or topic to change."));
    }
    if (!Access.mayChange(room, request.from())) {
      return Optional.of(Refusals.forbidden());
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
