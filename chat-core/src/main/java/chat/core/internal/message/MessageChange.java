package chat.core.internal.message;

import chat.core.command.Outcome;
import chat.core.command.Reply;
import chat.core.command.message.MessageCommand;
import chat.core.event.RoomEvent;
import chat.core.internal.connection.ConnectedUser;
import chat.core.internal.connection.KeyedReply;
import chat.core.internal.room.Room;
import chat.core.model.RoomId;
import chat.core.model.User;
import chat.core.port.Draft;
import chat.core.port.SendKey;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * What the commands that change a message have in common: the rule of access beside membership, the
 * event, and the reply. Immutable.
 *
 * @param <R> the reply to the command
 * @param command the command
 * @param subject what its event is about; see {@link RoomEvent#subject}
 * @param event makes its event
 * @param reply makes the reply
 * @param access the reason why a member of the room may not do it; empty when the member may
 * @param condition what must hold of the message
 */
record MessageChange<R extends Reply>(
    MessageCommand<R> command,
    String subject,
    EventMaker event,
    Function<MessageCommand.Change, R> reply,
    Access<R> access,
    Draft.Condition condition) {
  /** Makes the event of a command, without a {@code seq}. */
  @FunctionalInterface
  interface EventMaker {
    RoomEvent of(RoomId room, User author, Instant at);
  }

  /** Says why a member of a room may not change a message. */
  @FunctionalInterface
  interface Access<R extends Reply> {
    Optional<Outcome.Refused<R>> rejection(Room room);
  }

  MessageChange {
    Objects.requireNonNull(command, "command");
    Objects.requireNonNull(subject, "subject");
    Objects.requireNonNull(event, "event");
    Objects.requireNonNull(reply, "reply");
    Objects.requireNonNull(access, "access");
    Objects.requireNonNull(condition, "condition");
  }

  /** A change that every member may make, without a condition. */
  static <R extends Reply> MessageChange<R> of(
      MessageCommand<R> command,
      String subject,
      EventMaker event,
      Function<MessageCommand.Change, R> reply) {
    return new MessageChange<>(
        command, subject, event, reply, room -> Optional.empty(), Draft.Condition.NONE);
  }

  MessageChange<R> with(Access<R> rule) {
    return new MessageChange<>(command, subject, event, reply, rule, condition);
  }

  MessageChange<R> with(Draft.Condition rule) {
    return new MessageChange<>(command, subject, event, reply, access, rule);
  }

  /** The reply to the command when its event is stored. */
  KeyedReply<R> keyed(ConnectedUser author) {
    return keyed(author, command, subject, reply);
  }

  static <R extends Reply> KeyedReply<R> keyed(
      ConnectedUser author,
      MessageCommand<R> command,
      String subject,
      Function<MessageCommand.Change, R> reply) {
    return new KeyedReply<>(
        new SendKey(command.room(), author.id(), command.clientId()),
        subject,
        (stored, duplicate) ->
            reply.apply(
                new MessageCommand.Change(
                    stored.room(),
                    OptionalLong.of(stored.seq()),
                    command.message(),
                    command.clientId(),
                    Optional.of(stored.at()),
                    duplicate)));
  }

  /** The reply when there was nothing to change. */
  R unchanged() {
    return reply.apply(
        new MessageCommand.Change(
            command.room(),
            OptionalLong.empty(),
            command.message(),
            command.clientId(),
            Optional.empty(),
            false));
  }
}
