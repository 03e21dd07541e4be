package chat.server.storage.migration;

import static chat.core.port.Stages.done;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.core.event.MessagePosted;
import chat.core.event.RoomChanged;
import chat.core.event.RoomEvent;
import chat.core.model.RoomId;
import chat.core.model.User;
import chat.core.model.UserId;
import chat.core.port.LogPage;
import chat.core.port.Receipt;
import chat.core.port.SendKey;
import chat.server.storage.SqlStore;
import chat.server.storage.sql.SqlSession;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** A room with messages in their table and another event in its own. Stateless. */
final class EighthForm implements Form {
  private static final RoomId ROOM = RoomId.of("changed");
  private static final User AUTHOR = new User(UserId.of("u5"), "Eda", User.Kind.REGISTERED);
  private static final Instant AT = Instant.ofEpochMilli(1_730_000_000_000L);

  @Override
  public void fill(SqlSession session) throws SQLException {
    session.update(
        "INSERT INTO rooms (id, name, public_name, public_look, kind, permanent, code, topic,"
            + " epoch, head, floor, messages) VALUES ('changed', 'Changed', 'changed', 'changed',"
            + " 'PUBLIC', 0, '', 'Tea', 'e5', 2, 0, 1)");
    long number =
        session
            .first("SELECT number FROM rooms WHERE id = 'changed'", row -> row.getLong(1))
            .orElseThrow();
    session.update(
        "INSERT INTO messages (id, type, author, author_name, author_kind, at, client_id, text)"
            + " VALUES (?, 'posted', 'u5', 'Eda', 'REGISTERED', ?, 'k1', 'Hello')",
        (number << 32) + 1,
        AT.toEpochMilli());
    session.update(
        "INSERT INTO events (id, type, author, author_name, author_kind, at, client_id, body)"
            + " VALUES (?, 'room_changed', 'u5', 'Eda', 'REGISTERED', ?, 'k2', ?)",
        (number << 32) + 2,
        AT.toEpochMilli(),
        "{\"topic\":\"Tea\"}");
    for (int seq = 1; seq <= 2; seq++) {
      session.update(
          "INSERT INTO send_keys (named, author, client_id, event, at, subject)"
              + " VALUES ('changed', 'u5', ?, ?, ?, ?)",
          "k" + seq,
          (number << 32) + seq,
          AT.toEpochMilli(),
          seq == 1 ? null : "room_changed");
    }
  }

  @Override
  public void check(SqlStore store) {
    LogPage page = done(store.log().readAfter(ROOM, 0, 10));
    RoomEvent message =
        new MessagePosted(ROOM, 1, AUTHOR, "Hello", AT, "k1", OptionalLong.empty(), List.of());
    RoomEvent change =
        new RoomChanged(ROOM, 2, AUTHOR, AT, "k2", Optional.empty(), Optional.of("Tea"));
    assertEquals(List.of(message, change), page.events());
    assertEquals(1, page.head().messages());
    assertEquals(
        Optional.of(Receipt.of(change)),
        done(store.log().find(new SendKey(ROOM, AUTHOR.id(), "k2"))));
    assertTrue(done(store.directory().rooms(List.of(ROOM))).containsKey(ROOM));
  }
}
