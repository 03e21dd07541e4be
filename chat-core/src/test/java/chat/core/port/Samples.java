package chat.core.port;

import chat.core.event.MessagePosted;
import chat.core.event.RoomChanged;
import chat.core.event.UnknownEvent;
import chat.core.model.RoomId;
import chat.core.model.User;
import chat.core.model.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** Values that tests of several packages need. Stateless. */
public final class Samples {
  public static final Instant AT = Instant.parse("2026-01-01T00:00:00.123Z");
  public static final User ADA = guest("Ada");
  public static final User BOB = guest("Bob");
  public static final User EVE = guest("Eve");

  private Samples() {}

  /** A guest whose id is the name in lower case. */
  public static User guest(String name) {
    return new User(UserId.of(name.toLowerCase(Locale.ROOT)), name, User.Kind.GUEST);
  }

  /** A message that is stored in the room that the command names. */
  public static Draft draft(RoomId room, User author, String clientId) {
    return draft(room, room, author, clientId);
  }

  /** A message that names one room and is stored in another. */
  public static Draft draft(RoomId stored, RoomId named, User author, String clientId) {
    return new Draft(
        new SendKey(named, author.id(), clientId), said(stored, 0, author, "text of " + clientId));
  }

  /** A message with its number. */
  public static MessagePosted said(RoomId room, long seq, User author, String text) {
    return new MessagePosted(
        room, seq, author, text, AT, "key " + seq, OptionalLong.empty(), List.of());
  }

  /** Where the event of a draft is stored, by this append or an earlier one. */
  public static Receipt receipt(Appended.Result result) {
    return result instanceof Appended.Duplicate duplicate
        ? duplicate.receipt()
        : Receipt.of(result.stored().orElseThrow());
  }

  /** A change of a room's topic. */
  public static Draft topic(RoomId room, User author, String clientId, String topic) {
    return change(room, author, clientId, Optional.empty(), Optional.of(topic));
  }

  /** A change of a room's name. */
  public static Draft name(RoomId room, User author, String clientId, String name) {
    return change(room, author, clientId, Optional.of(name), Optional.empty());
  }

  private static Draft change(
      RoomId room, User author, String clientId, Optional<String> name, Optional<String> topic) {
    return new Draft(
        new SendKey(room, author.id(), clientId),
        new RoomChanged(room, 0, author, AT, clientId, name, topic));
  }

  /** An event of a later version, about a message. */
  public static Draft unknown(RoomId room, User author, String clientId, OptionalLong target) {
    return new Draft(
        new SendKey(room, author.id(), clientId),
        new UnknownEvent(
            room,
            0,
            author,
            AT,
            clientId,
            target,
            "crown_placed",
            "{\"jewels\":[1,{\"a\":\"é\"}]}"));
  }
}
