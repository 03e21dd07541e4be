package chat.core.internal.context;

import chat.core.command.Outcome;
import chat.core.command.Refusal;
import chat.core.command.Reply;

/** The sentences that more than one place refuses with. */
public final class Rejections {
  private Rejections() {}

  public static <R extends Reply> Outcome.Refused<R> noSuchRoom() {
    return new Outcome.Refused<>(Refusal.NOT_FOUND, "room", "There is no such room.");
  }

  public static <R extends Reply> Outcome.Refused<R> notMember() {
    return new Outcome.Refused<>(
        Refusal.NOT_MEMBER, "room", "Only members may do this: join the room first.");
  }

  public static <R extends Reply> Outcome.Refused<R> gone() {
    return new Outcome.Refused<>(Refusal.UNAUTHORIZED, "This user has been deleted.");
  }

  public static <R extends Reply> Outcome.Refused<R> forbidden() {
    return new Outcome.Refused<>(Refusal.FORBIDDEN, "You may not do this.");
  }

  public static <R extends Reply> Outcome.Refused<R> invalid(String field, String message) {
    return Outcome.invalid(field, message);
  }

  public static <R extends Reply> Outcome.Refused<R> keyOfAnother() {
    return invalid("client_id", "The client_id was used for something else in this room.");
  }

  public static <R extends Reply> Outcome.Refused<R> nameTaken() {
    return new Outcome.Refused<>(
        Refusal.NAME_TAKEN, "name", "There is a room with this name, or nearly so, already.");
  }

  public static <R extends Reply> Outcome.Refused<R> tooManyRooms() {
    return new Outcome.Refused<>(
        Refusal.FORBIDDEN,
        "You belong to "
            + ProtocolLimits.MAX_ROOMS_OF_USER
            + " rooms, the most there may be. Leave one first.");
  }

  public static <R extends Reply> Outcome.Refused<R> tooManyCreated(int most) {
    return new Outcome.Refused<>(
        Refusal.FORBIDDEN, "You have created " + most + " rooms of this kind, the most allowed.");
  }

  public static <R extends Reply> Outcome.Refused<R> tooManyOfOrigin() {
    return new Outcome.Refused<>(
        Refusal.FORBIDDEN,
        "The users of your network have created the most public rooms allowed. Ask an"
            + " administrator to remove one.");
  }

  public static <R extends Reply> Outcome.Refused<R> unavailable() {
    return new Outcome.Refused<>(
        Refusal.UNAVAILABLE, "The store does not answer at the moment. Try again.");
  }

  public static <R extends Reply> Outcome.Refused<R> busy() {
    return new Outcome.Refused<>(Refusal.BUSY, "Too much is under way at the moment. Try again.");
  }

  public static <R extends Reply> Outcome.Refused<R> closed() {
    return new Outcome.Refused<>(Refusal.UNAVAILABLE, "The connection is closed.");
  }
}
