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
 * What the chat knows of one type of command: what it needs and what executes it. What a command
 * must be like in itself is {@link Command#check}. Immutable.
 *
 * @param <C> the command
 * @param <R> what answers it when it is accepted
 * @param type the class of the command
 * @param right what a connection needs, whatever the room is
 * @param anonymous whether callers without an identity may use it; they see what is public
 * @param handler executes a valid command
 * @param key of a command with a client's key: how a repetition is answered
 */
record CommandRow<C extends Command<R>, R extends Reply>(
    Class<C> type, Right right, boolean anonymous, Handler<C, R> handler, Optional<Key<C, R>> key) {
  /** Executes a command, beginning in the lane of its connection. */
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

  /** How a command with a client's key is answered when an event with this key is stored. */
  @FunctionalInterface
  interface Key<C, R extends Reply> {
    /** The key of a command of {@code user}, and the reply to a repetition. */
    KeyedReply<R> of(ConnectedUser user, C command);
  }

  /** Rejects null. */
  CommandRow {
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(right, "right");
    Objects.requireNonNull(handler, "handler");
    Objects.requireNonNull(key, "key");
  }

  /** The row of a command without a key, for users alone. */
  static <C extends Command<R>, R extends Reply> CommandRow<C, R> of(
      Class<C> type, Right right, Handler<C, R> handler) {
    return new CommandRow<>(type, right, false, handler, Optional.empty());
  }

  /** The same for a command that is executed in the lane of the room that it names. */
  static <C extends Command<R>, R extends Reply> CommandRow<C, R> inRoom(
      Class<C> type, Right right, Function<C, RoomId> room, InRoom<C, R> handler) {
    return of(
        type,
        right,
        (context, request, command) ->
            context.ask(
                room.apply(command),
                request,
                (there, same) -> handler.handle(there, same, command)));
  }

  /** This row, for callers without an identity too. */
  CommandRow<C, R> alsoAnonymous() {
    return new CommandRow<>(type, right, true, handler, key);
  }

  /** This row, with how a repetition is answered. */
  CommandRow<C, R> keyed(Key<C, R> keyOf) {
    return new CommandRow<>(type, right, anonymous, handler, Optional.of(keyOf));
  }

  /**
   * Rejects a command that is wrong in itself. With a valid key it may all the same be the
   * repetition of one that was accepted, under rules that have changed since: then it brings the
   * first outcome.
   */
  void reject(
      CommandContext context, PendingReply<R> request, C command, Outcome.Refused<R> fault) {
    Optional<KeyedReply<R>> repetition =
        key.map(known -> known.of(request.person(), command))
            .filter(reply -> TextRules.isClientId(reply.key().clientId()));
    if (repetition.isPresent()) {
      repetition.get().answerUnlessStored(context.chat(), request, fault);
    } else {
      request.answerNow(fault);
    }
  }
}
