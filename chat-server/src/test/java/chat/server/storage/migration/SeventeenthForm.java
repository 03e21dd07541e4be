package chat.server.storage.migration;

import static chat.core.port.Stages.done;
import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.core.event.RoomEvent;
import chat.core.model.RoomId;
import chat.server.storage.SqlStore;
import chat.server.storage.sql.SqlSession;
import java.sql.SQLException;
import java.util.List;

/** A message between two other events. Stateless. */
final class SeventeenthForm implements Form {
  private static final RoomId ROOM = RoomId.of("mixed");

  @Override
  public void fill(SqlSession session) throws SQLException {
    session.update(
        "INSERT INTO rooms (id, name, kind, permanent, code, topic, epoch, head, floor, messages)"
            + " VALUES ('mixed', 'Mixed', 'PRIVATE', 0, '', 'Two', 'e17', 3, 0, 1)");
    topic(session, 1, "One");
    session.update(
        "INSERT INTO messages (id, type, author, author_name, author_kind, at, client_id, text)"
            + " SELECT (number << 32) + 2, 'posted', 'u17', 'Jana', 'GUEST', 2000, 'x2', 'Hi'"
            + " FROM rooms WHERE id = 'mixed'");
    topic(session, 3, "Two");
    for (long seq = 1; seq <= 3; seq++) {
      session.update(
          "INSERT INTO send_keys (named, author, client_id, event, at)"
              + " SELECT 'mixed', 'u17', ?, (number << 32) + ?, ? FROM rooms WHERE id = 'mixed'",
          "x" + seq,
          seq,
          1_000 * seq);
    }
  }

  private static void topic(SqlSession session, long seq, String topic) throws SQLException {
    session.update(
        "INSERT INTO events (id, type, author, author_name, author_kind, at, client_id, body)"
            + " SELECT (number << 32) + ?, 'room_changed', 'u17', 'Jana', 'GUEST', ?, ?, ?"
            + " FROM rooms WHERE id = 'mixed'",
        seq,
        1_000 * seq,
        "x" + seq,
        "{\"topic\":\"" + topic + "\"}");
  }

  @Override
  public void check(SqlStore store) {
    assertEquals(List.of(1L, 2L, 3L), seqs(done(store.log().readLast(ROOM, 9)).events()));
    assertEquals(List.of(2L, 3L), seqs(done(store.log().readAfter(ROOM, 1, 9)).events()));
  }

  private static List<Long> seqs(List<RoomEvent> events) {
    return events.stream().map(RoomEvent::seq).toList();
  }
}
