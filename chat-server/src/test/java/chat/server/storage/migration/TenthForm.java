package chat.server.storage.migration;

import static chat.core.port.Stages.done;
import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.core.event.MessagePosted;
import chat.core.event.MessageState;
import chat.core.model.RoomId;
import chat.core.model.User;
import chat.core.model.UserId;
import chat.core.port.MessageReader;
import chat.core.port.MessageReader.Version;
import chat.server.storage.SqlStore;
import chat.server.storage.sql.SqlSession;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** A message that was edited, pinned, and got a reaction. */
final class TenthForm implements Form {
  private static final RoomId ROOM = RoomId.of("live");
  private static final Instant AT = Instant.ofEpochMilli(1_740_000_000_000L);
  private static final User AUTHOR = new User(UserId.of("u10"), "Jana", User.Kind.GUEST);
  private static final String HEART = "\u2764\ufe0f";
  private static final String STATE =
      "{\"edited\":[2,1740000000000],\"pinned\":true,\"reactions\":[[\""
          + HEART
          + "\",1,[[\"u10\",\"Jana\",\"GUEST\"]]]]}";

  @Override
  public void fill(SqlSession session) throws SQLException {
    session.update(
        "INSERT INTO rooms (id, name, kind, permanent, code, topic, epoch, head, floor, messages)"
            + " VALUES ('live', 'Live', 'PRIVATE', 0, '', '', 'e10', 4, 0, 1)");
    long first =
        session
            .first("SELECT number << 32 FROM rooms WHERE id = 'live'", row -> row.getLong(1))
            .orElseThrow();
    session.update(
        "INSERT INTO messages (id, type, author, author_name, author_kind, at, client_id, text,"
            + " rev, state) VALUES (?, 'posted', 'u10', 'Jana', 'GUEST', ?, 'k1', 'two', 4, ?)",
        first + 1,
        AT.toEpochMilli(),
        STATE);
    event(session, first + 2, "message_edited", "{\"text\":\"two\",\"mentions\":[]}");
    event(session, first + 3, "reaction_added", "{\"emoji\":\"" + HEART + "\"}");
    event(session, first + 4, "message_pinned", "{}");
    session.update(
        "INSERT INTO versions (message, event, text) VALUES (?, ?, 'one')", first + 1, first + 1);
    session.update("INSERT INTO versions (message, event) VALUES (?, ?)", first + 1, first + 2);
    session.update(
        "INSERT INTO reactions (message, user_id, emoji, event) VALUES (?, 'u10', ?, ?)",
        first + 1,
        HEART,
        first + 3);
    session.update("INSERT INTO pins (event, message) VALUES (?, ?)", first + 4, first + 1);
    for (int seq = 1; seq <= 4; seq++) {
      session.update(
          "INSERT INTO send_keys (named, author, client_id, event, at)"
              + " VALUES ('live', 'u10', ?, ?, ?)",
          "k" + seq,
          first + seq,
          AT.toEpochMilli());
    }
  }

  private static void event(SqlSession session, long id, String type, String body)
      throws SQLException {
    session.update(
        "INSERT INTO events (id, type, author, author_name, author_kind, at, client_id, target,"
            + " body) VALUES (?, ?, 'u10', 'Jana', 'GUEST', ?, ?, 1, ?)",
        id,
        type,
        AT.toEpochMilli(),
        "k" + (id & 0xffff),
        body);
  }

  @Override
  public void check(SqlStore store) {
    MessageReader messages = store.log().messages();
    MessagePosted message =
        (MessagePosted) done(messages.messages(ROOM, List.of(1L))).events().get(0);
    assertEquals("two", message.text());
    assertEquals(
        new MessageState(
            4,
            Optional.of(new MessageState.Edit(2, AT)),
            Optional.empty(),
            true,
            List.of(new MessageState.Reaction(HEART, 1, List.of(AUTHOR))),
            Optional.empty()),
        message.state());
    assertEquals(OptionalLong.empty(), message.thread());
    assertEquals(
        List.of(new Version(1, AT, "one"), new Version(2, AT, "two")),
        done(messages.versions(ROOM, 1, 0, 9)));
    assertEquals(
        List.of(new MessageReader.Pin(4, AUTHOR, AT, 1)), done(messages.pins(ROOM, 99, 9)));
    assertEquals(
        Map.of(1L, List.of(HEART)), done(messages.reactionsOf(AUTHOR.id(), ROOM, List.of(1L))));
  }
}
