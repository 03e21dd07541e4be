package chat.core.internal.context;

import chat.core.command.Outcome;
import chat.core.command.Refusal;
import chat.core.command.Reply;
import chat.core.event.MessagePosted;
import java.util.Optional;

/** Rejections that several handlers share. */
public final class Rejections {
  private Rejections() {}

  public static <R extends Reply> Outcome.Refused<R> noSuchRoom() {
    return new Outcome.Refused<>(Refusal.NOT_FOUND, "room", "Room not found.");
  }

  public static <R extends Reply> Outcome.Refused<R> notMember() {
    return new Outcome.Refused<>(
        Refusal.NOT_MEMBER, "room", "Only members may do this. Join the room first.");
  }

  public static <R extends Reply> Outcome.Refused<R> noSuchMessage(String field) {
    return new Outcome.Refused<>(Refusal.NOT_FOUND, field, "Message not found.");
  }

  public static <R extends Reply> Outcome.Refused<R> threadNotFollowed() {
    return new Outcome.Refused<>(Refusal.NOT_FOUND, "root", "You do not follow this thread.");
  }

  public static <R extends Reply> Outcome.Refused<R> beyondHead(String field) {
    return invalid(field, "The room has no event with this seq yet.");
  }

  public static <R extends Reply> Outcome.Refused<R> noMessageToReplyTo() {
    return new Outcome.Refused<>(
        Refusal.NOT_FOUND, "reply_to", "The message that it replies to is no longer available.");
  }

  public static <R extends Reply> Outcome.Refused<R> conflict(MessagePosted current) {
    return new Outcome.Refused<>(
        Refusal.CONFLICT,
        "base_rev",
        "The message was edited in the meantime.",
        Optional.of(current));
  }

  public static <R extends Reply> Outcome.Refused<R> userDeleted() {
    return new Outcome.Refused<>(Refusal.UNAUTHORIZED, "This user has been deleted.");
  }

  public static <R extends Reply> Outcome.Refused<R> forbidden() {
    return new Outcome.Refused<>(Refusal.FORBIDDEN, "You do not have permission to do this.");
  }

  public static <R extends Reply> Outcome.Refused<R> invalid(String field, String message) {
    return Outcome.invalid(field, message);
  }

  public static <R extends Reply> Outcome.Refused<R> keyOfAnother() {
    return invalid(
        "client_id", "This client_id was already used for another command in this room.");
  }

  public static <R extends Reply> Outcome.Refused<R> nameTaken() {
    return new Outcome.Refused<>(
        Refusal.NAME_TAKEN, "name", "A room with this name or a very similar one already exists.");
  }

  public static <R extends Reply> Outcome.Refused<R> tooManyRooms() {
    return new Outcome.Refused<>(
        Refusal.FORBIDDEN,
        "You belong to "
            + ProtocolLimits.MAX_ROOMS_OF_USER
            + " rooms, the maximum. Leave one first.");
  }

  public static <R extends Reply> Outcome.Refused<R> tooManyCreated(int most) {
    return new Outcome.Refused<>(
        Refusal.FORBIDDEN, "You have created " + most + " rooms of this kind, the maximum.");
  }

  public static <R extends Reply> Outcome.Refused<R> tooManyOfOrigin() {
    return new Outcome.Refused<>(
        Refusal.FORBIDDEN,
        "Users of your network have created the maximum number of public rooms. Ask an"
            + " administrator to remove one.");
  }

  public static <R extends Reply> Outcome.Refused<R> unavailable() {
    return new Outcome.Refused<>(
        Refusal.UNAVAILABLE, "The message store is temporarily unavailable. Try again.");
  }

  public static <R extends Reply> Outcome.Refused<R> busy() {
    return new Outcome.Refused<>(Refusal.BUSY, "The server is busy. Try again.");
  }

  public static <R extends Reply> Outcome.Refused<R> closed() {
    return new Outcome.Refused<>(Refusal.UNAVAILABLE, "The connection is closed.");
  }
}
