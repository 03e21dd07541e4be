package chat.server.storage.migration;

import static chat.core.port.Stages.done;
import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.core.model.MessageDraft;
import chat.core.model.RoomId;
import chat.core.model.UserId;
import chat.core.port.FollowStore.FollowedThread;
import chat.server.storage.SqlStore;
import chat.server.storage.sql.SqlSession;
import java.sql.SQLException;
import java.util.List;
import java.util.OptionalLong;

/**
 * A member with drafts, one of them removed; and a room with threads, from before threads were
 * followed. Stateless.
 */
final class TwelfthForm implements Form {
  private static final RoomId ROOM = RoomId.of("changed"); // of the eighth form
  private static final RoomId FOLLOWED = RoomId.of("followed");
  private static final UserId USER = UserId.of("own3");

  @Override
  public void fill(SqlSession session) throws SQLException {
    session.update(
        "INSERT INTO members (user_id, room, mark, draft_changes)"
            + " SELECT 'own3', number, 2, 7 FROM rooms WHERE id = 'changed'");
    insert(session, 0, "hello", 1, 40);
    insert(session, 1, "", 0, 41);
    threads(session);
  }

  /** Threads of the roots 1 and 4; "away" is not a member. */
  private static void threads(SqlSession session) throws SQLException {
    session.update(
        "INSERT INTO rooms (id, name, kind, permanent, code, topic, epoch, head, floor, messages)"
            + " VALUES ('followed', 'Followed', 'PRIVATE', 0, '', '', 'e12', 8, 0, 8)");
    for (String member : List.of("root", "reply", "idle")) {
      session.update(
          "INSERT INTO members (user_id, room, mark)"
              + " SELECT ?, number, 8 FROM rooms WHERE id = 'followed'",
          member);
    }
    message(session, 1, "root", null);
    message(session, 2, "reply", 1L);
    message(session, 3, "away", 1L);
    message(session, 4, "away", null);
    message(session, 5, "idle", null);
    message(session, 6, "reply", 4L);
    message(session, 7, "reply", 1L);
    message(session, 8, "idle", null);
    root(session, 1, 3, 7);
    root(session, 4, 1, 6);
  }

  private static void root(SqlSession session, long seq, int replies, long last)
      throws SQLException {
    session.update(
        "UPDATE messages SET rev = ?, state = ? WHERE id ="
            + " (SELECT (number << 32) + ? FROM rooms WHERE id = 'followed')",
        last,
        "{\"replies\":[" + replies + "," + last + "]}",
        seq);
  }

  private static void message(SqlSession session, long seq, String author, Long thread)
      throws SQLException {
    session.update(
        "INSERT INTO messages (id, type, author, author_name, author_kind, at, client_id, text,"
            + " reply_to, thread) SELECT (number << 32) + ?, 'posted', ?, 'Name', 'GUEST', ?, ?,"
            + " 'text', CAST(? AS BIGINT), (number << 32) + CAST(? AS BIGINT)"
            + " FROM rooms WHERE id = 'followed'",
        seq,
        author,
        1_000 * seq,
        "k" + seq,
        thread,
        thread);
    session.update(
        "INSERT INTO send_keys (named, author, client_id, event, at)"
            + " SELECT 'followed', ?, ?, (number << 32) + ?, ? FROM rooms WHERE id = 'followed'",
        author,
        "k" + seq,
        seq,
        1_000 * seq);
  }

  private static void insert(SqlSession session, long root, String text, long replyTo, long rev)
      throws SQLException {
    session.update(
        "INSERT INTO drafts (user_id, room, root, text, reply_to, rev, weight)"
            + " SELECT 'own3', number, ?, ?, ?, ?, 140 FROM rooms WHERE id = 'changed'",
        root,
        text,
        replyTo,
        rev);
  }

  @Override
  public void check(SqlStore store) {
    MessageDraft draft =
        new MessageDraft(ROOM, OptionalLong.empty(), "hello", OptionalLong.of(1), 40);
    MessageDraft removed = new MessageDraft(ROOM, OptionalLong.of(1), "", OptionalLong.empty(), 41);
    assertEquals(List.of(draft), done(store.directory().drafts(USER)));
    assertEquals(List.of(draft, removed), done(store.directory().drafts(USER, ROOM)));
    assertEquals(7, done(store.directory().memberships(USER)).get(0).draftChanges());
    checkThreads(store);
  }

  /** Authors of replies and roots follow, as having read all of it. */
  private static void checkThreads(SqlStore store) {
    assertEquals(List.of(new FollowedThread(FOLLOWED, 1, 7, 8, 0)), threads(store, "root"));
    assertEquals(
        List.of(new FollowedThread(FOLLOWED, 1, 7, 8, 0), new FollowedThread(FOLLOWED, 4, 6, 8, 0)),
        threads(store, "reply"));
    assertEquals(List.of(), threads(store, "away"));
    assertEquals(List.of(), threads(store, "idle"));
    assertEquals(0, done(store.directory().memberships(UserId.of("reply"))).get(0).followChanges());
  }

  private static List<FollowedThread> threads(SqlStore store, String user) {
    return done(store.directory().followedThreads(UserId.of(user), 10, 10));
  }
}
