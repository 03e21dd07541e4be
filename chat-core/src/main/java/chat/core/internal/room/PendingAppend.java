package chat.core.internal.room;

import chat.core.command.Outcome;
import chat.core.command.Refusal;
import chat.core.command.Reply;
import chat.core.event.MessageEdited;
import chat.core.event.MessagePosted;
import chat.core.event.RoomEvent;
import chat.core.file.FileInfo;
import chat.core.internal.connection.KeyedReply;
import chat.core.internal.connection.PendingReply;
import chat.core.internal.context.ProtocolLimits;
import chat.core.internal.context.Rejections;
import chat.core.port.Appended;
import chat.core.port.Draft;
import chat.core.port.Receipt;
import chat.core.state.MessageRules;
import java.util.List;
import java.util.function.Supplier;

/**
 * An event to be appended, and the command that waits for it. Immutable.
 *
 * @param <R> the reply to the command
 * @param event the event, without a {@code seq}
 * @param request the command that waits
 * @param reply makes the reply when the event is stored
 * @param unchanged makes the reply when there was nothing to change
 * @param condition what must hold of the message that the event changes
 */
public record PendingAppend<R extends Reply>(
    RoomEvent event,
    PendingReply<R> request,
    KeyedReply<R> reply,
    Supplier<R> unchanged,
    Draft.Condition condition) {
  /** An event without a condition. */
  public PendingAppend(
      RoomEvent event, PendingReply<R> request, KeyedReply<R> reply, Supplier<R> unchanged) {
    this(event, request, reply, unchanged, Draft.Condition.NONE);
  }

  /**
   * Upper estimate of the bytes of the event as JSON, with the files that it will have. What a
   * description of a file has besides is known in the commit alone, so it fills a batch.
   */
  int weight() {
    if (event instanceof MessageEdited edited && edited.isDescription()) {
      return ProtocolLimits.MAX_BATCH_WEIGHT;
    }
    return event.weight() + condition.files().size() * FileInfo.MAX_WEIGHT;
  }

  Draft draft() {
    return new Draft(reply.key(), event, condition);
  }

  /** Answers the command with the result of the append. */
  void answer(Room room, Appended.Result result) {
    if (result.equals(new Appended.Rejected(Appended.Cause.EDITED_SINCE))) {
      answerConflict(room);
    } else {
      room.broadcaster().answer(request, outcome(result));
    }
  }

  /** Answers with the message as it is now. */
  private void answerConflict(Room room) {
    long message = event.target().orElseThrow();
    request.when(
        room.chat().log().messages().messages(room.id(), List.of(message)),
        page ->
            request.answerNow(
                page.events().stream()
                    .map(MessagePosted.class::cast)
                    .findFirst()
                    .<Outcome<R>>map(Rejections::conflict)
                    .orElse(Rejections.noSuchMessage("seq"))));
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

  private Outcome<R> rejected(Appended.Cause cause) {
    return switch (cause) {
      case NAME_TAKEN -> Rejections.nameTaken();
      case NO_MESSAGE ->
          event instanceof MessagePosted
              ? Rejections.noMessageToReplyTo()
              : Rejections.noSuchMessage("seq");
      case NOT_AUTHOR -> Rejections.forbidden();
      case TOO_OLD ->
          new Outcome.Refused<>(Refusal.FORBIDDEN, "seq", "The message is too old to be edited.");
      case EDITED_SINCE -> throw new IllegalStateException("a conflict has its own answer");
      case TOO_MANY_EMOJI ->
          Rejections.invalid(
              "emoji", "A message has at most " + MessageRules.MAX_EMOJI + " different reactions.");
      case TOO_MANY_PINS ->
          Rejections.invalid(
              "seq", "A room has at most " + MessageRules.MAX_PINS + " pinned messages.");
      case NO_CONTENT -> Rejections.invalid("text", "A text must not be blank.");
      case NO_FILE -> new Outcome.Refused<>(Refusal.NOT_FOUND, "file", "File not found.");
      case NO_UPLOAD ->
          new Outcome.Refused<>(
              Refusal.NOT_FOUND, "files", "One of the files is not available. Upload it again.");
      case UPLOAD_UNFINISHED ->
          Rejections.invalid("files", "One of the files is not completely uploaded.");
    };
  }
}
