package chat.server.storage.migration;

import static chat.core.port.Stages.done;
import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.core.model.RoomId;
import chat.core.model.UserId;
import chat.core.port.FollowStore.FollowedThread;
import chat.server.storage.SqlStore;
import chat.server.storage.sql.SqlSession;
import java.sql.SQLException;
import java.util.List;

/** A member who follows a thread, and has read none of its replies. Stateless. */
final class FifteenthForm implements Form {
  private static final RoomId ROOM = RoomId.of("unread");
  private static final UserId USER = UserId.of("own15");

  @Override
  public void fill(SqlSession session) throws SQLException {
    session.update(
        "INSERT INTO rooms (id, name, kind, permanent, code, topic, epoch, head, floor, messages)"
            + " VALUES ('unread', 'Unread', 'PRIVATE', 0, '', '', 'e15', 3, 0, 3)");
    session.update(
        "INSERT INTO members (user_id, room, mark, follow_changes)"
            + " SELECT 'own15', number, 1, 1 FROM rooms WHERE id = 'unread'");
    session.update(
        "INSERT INTO follows (user_id, room, root, followed, mark, turn, change)"
            + " SELECT 'own15', number, 1, 1, 1, 1, 1 FROM rooms WHERE id = 'unread'");
    message(session, 1, 3, "{\"replies\":[2,3]}", null);
    message(session, 2, 0, null, 1L);
    message(session, 3, 0, null, 1L);
  }

  private static void message(SqlSession session, long seq, long rev, String state, Long thread)
      throws SQLException {
    session.update(
        "INSERT INTO messages (id, type, author, author_name, author_kind, at, client_id, text,"
            + " rev, state, reply_to, thread) SELECT (number << 32) + ?, 'posted', 'u15', 'Name',"
            + " 'GUEST', ?, ?, 'text', ?, ?, CAST(? AS BIGINT), (number << 32) + CAST(? AS BIGINT)"
            + " FROM rooms WHERE id = 'unread'",
        seq,
        1_000 * seq,
        "n" + seq,
        rev,
        state,
        thread,
        thread);
    session.update(
        "INSERT INTO send_keys (named, author, client_id, event, at)"
            + " SELECT 'unread', 'u15', ?, (number << 32) + ?, ? FROM rooms WHERE id = 'unread'",
        "n" + seq,
        seq,
        1_000 * seq);
  }

  @Override
  public void check(SqlStore store) {
    assertEquals(
        List.of(new FollowedThread(ROOM, 1, 3, 1, 2)),
        done(store.directory().followedThreads(USER, 9, 9)));
  }
}
