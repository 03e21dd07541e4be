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
 * event, and the replies. Immutable.
 *
 * @param <R> the reply to the command
 * @param replies the command and its replies
 * @param event makes its event
 * @param access the reason why a member of the room may not do it; empty when the member may
 * @param condition makes what the commit decides by
 */
record MessageChange<R extends Reply>(
    Replies<R> replies, EventMaker event, Access<R> access, ConditionMaker condition) {
  /**
   * The replies to a command.
   *
   * @param subject what its event is about; see {@link RoomEvent#subject}
   * @param reply makes a reply
   */
  record Replies<R extends Reply>(
      MessageCommand<R> command, String subject, Function<MessageCommand.Change, R> reply) {
    Replies {
      Objects.requireNonNull(command, "command");
      Objects.requireNonNull(subject, "subject");
      Objects.requireNonNull(reply, "reply");
    }

    /** The reply when the event of the command is stored. */
    KeyedReply<R> stored(ConnectedUser author) {
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

  /** Makes what the commit decides by. */
  @FunctionalInterface
  interface ConditionMaker {
    Draft.Condition of(Room room);
  }

  MessageChange {
    Objects.requireNonNull(replies, "replies");
    Objects.requireNonNull(event, "event");
    Objects.requireNonNull(access, "access");
    Objects.requireNonNull(condition, "condition");
  }

  /** A change that every member may make, without a condition. */
  MessageChange(Replies<R> replies, EventMaker event) {
    this(replies, event, room -> Optional.empty(), room -> Draft.Condition.NONE);
  }

  MessageChange<R> with(Access<R> rule) {
    return new MessageChange<>(replies, event, rule, condition);
  }

  MessageChange<R> withCondition(ConditionMaker rule) {
    return new MessageChange<>(replies, event, access, rule);
  }

  MessageCommand<R> command() {
    return replies.command();
  }

  /** The reply to the command when its event is stored. */
  KeyedReply<R> keyed(ConnectedUser author) {
    return replies.stored(author);
  }
}
