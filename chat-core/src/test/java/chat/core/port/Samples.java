package chat.core.port;

import chat.core.event.MessagePosted;
import chat.core.model.RoomId;
import chat.core.model.User;
import chat.core.model.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
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

  /** A message that is stored in the room that its sender names. */
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
}
