package chat.core.internal.room;

import chat.core.command.Outcome;
import chat.core.command.Reply;
import chat.core.event.RoomEvent;
import chat.core.internal.connection.KeyedReply;
import chat.core.internal.connection.PendingReply;
import chat.core.internal.context.Rejections;
import chat.core.port.Appended;
import chat.core.port.Draft;
import chat.core.port.Receipt;
import java.util.function.Supplier;

/**
 * An event to be appended, and the command that waits for it. Immutable.
 *
 * @param <R> the reply to the command
 * @param event the event, without a {@code seq}
 * @param request the command that waits
 * @param reply makes the reply when the event is stored
 * @param unchanged makes the reply when there was nothing to change
 */
public record PendingAppend<R extends Reply>(
    RoomEvent event, PendingReply<R> request, KeyedReply<R> reply, Supplier<R> unchanged) {
  Draft draft() {
    return new Draft(reply.key(), event);
  }

  /** Answers the command with the result of the append. */
  void answer(RoomBroadcaster broadcaster, Appended.Result result) {
    broadcaster.answer(request, outcome(result));
  }

  /** Answers that the outcome of the append is unknown. */
  void answerUnavailable(RoomBroadcaster broadcaster) {
    broadcaster.answer(request, Rejections.unavailable());
  }

  private Outcome<R> outcome(Appended.Result result) {
    if (result instanceof Appended.Stored now) {
      return Outcome.accepted(reply.reply().of(Receipt.of(now.event()), false));
    } else if (result instanceof Appended.Duplicate before) {
      return reply.repeated(before.receipt());
    } else if (result instanceof Appended.Unchanged) {
      return Outcome.accepted(unchanged.get());
    }
    return rejected(((Appended.Rejected) result).cause());
  }

  private static <R extends Reply> Outcome<R> rejected(Appended.Cause cause) {
    return switch (cause) {
      case NAME_TAKEN -> Rejections.nameTaken();
    };
  }
}
