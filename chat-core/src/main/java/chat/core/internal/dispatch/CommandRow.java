package chat.core.internal.dispatch;

import chat.core.command.Command;
import chat.core.command.Outcome;
import chat.core.command.Reply;
import chat.core.internal.connection.ConnectedUser;
import chat.core.internal.connection.KeyedReply;
import chat.core.internal.connection.PendingReply;
import chat.core.internal.room.CommandContext;
import chat.core.internal.room.Room;
import chat.core.model.Right;
import chat.core.model.RoomId;
import chat.core.model.TextRules;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * The definition of one type of command: the right that it needs and the handler that executes it.
 * {@link Command#check} validates its fields. Immutable.
 *
 * @param <C> the type of the command
 * @param <R> the reply to the command when it is accepted
 * @param type the class of the command
 * @param right the right that a connection needs, regardless of the room
 * @param anonymous whether callers without an identity may use it; they see public rooms only
 * @param handler executes a valid command
 * @param key the reply to a repetition, for a command with a {@code client_id}
 */
record CommandRow<C extends Command<R>, R extends Reply>(
    Class<C> type, Right right, boolean anonymous, Handler<C, R> handler, Optional<Key<C, R>> key) {
  /** Executes a command, starting in the lane of its connection. */
  @FunctionalInterface
  interface Handler<C, R extends Reply> {
    /** Executes {@code command} and answers {@code request}, now or later, once. */
    void handle(CommandContext context, PendingReply<R> request, C command);
  }

  /** Executes a command in the lane of its room. */
  @FunctionalInterface
  interface InRoom<C, R extends Reply> {
    /** Executes {@code command} and answers {@code request}, now or later, once. */
    void handle(Room room, PendingReply<R> request, C command);
  }

  /** Makes the reply to the repetition of a command with a {@code client_id}. */
  @FunctionalInterface
  interface Key<C, R extends Reply> {
    /** The key of a command of {@code user} and the reply to its repetition. */
    KeyedReply<R> of(ConnectedUser user, C command);
  }

  /** Rejects null. */
  CommandRow {
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(right, "right");
    Objects.requireNonNull(handler, "handler");
    Objects.requireNonNull(key, "key");
  }

  /** The row of a command without a key, for connections with an identity. */
  static <C extends Command<R>, R extends Reply> CommandRow<C, R> of(
      Class<C> type, Right right, Handler<C, R> handler) {
    return new CommandRow<>(type, right, false, handler, Optional.empty());
  }

  /** The row of a command that is executed in the lane of the room that it names. */
  static <C extends Command<R>, R extends Reply> CommandRow<C, R> inRoom(
      Class<C> type, Right right, Function<C, RoomId> room, InRoom<C, R> handler) {
    return of(
        type,
        right,
        (context, request, command) ->
            context.submit(
                room.apply(command),
                request,
                (there, same) -> handler.handle(there, same, command)));
  }

  /** A copy of this row that also allows callers without an identity. */
  CommandRow<C, R> alsoAnonymous() {
    return new CommandRow<>(type, right, true, handler, key);
  }

  /** A copy of this row with the reply to a repetition. */
  CommandRow<C, R> keyed(Key<C, R> keyOf) {
    return new CommandRow<>(type, right, anonymous, handler, Optional.of(keyOf));
  }

  /**
   * Rejects a command with invalid fields. If its key is valid, it may still be the repetition of a
   * command that was accepted under rules that have changed since: then it gets the first outcome.
   */
  void reject(
      CommandContext context, PendingReply<R> request, C command, Outcome.Refused<R> rejection) {
    Optional<KeyedReply<R>> repetition =
        key.map(known -> known.of(request.user(), command))
            .filter(reply -> TextRules.isClientId(reply.key().clientId()));
    if (repetition.isPresent()) {
      repetition.get().answerUnlessStored(context.chat(), request, rejection);
    } else {
      request.answerNow(rejection);
    }
  }
}
