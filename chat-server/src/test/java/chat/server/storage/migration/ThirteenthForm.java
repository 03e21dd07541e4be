package chat.server.storage.migration;

import static chat.core.port.Stages.done;
import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.core.model.RoomId;
import chat.core.model.UserId;
import chat.core.port.FollowStore.Change;
import chat.core.port.FollowStore.Follow;
import chat.server.storage.SqlStore;
import chat.server.storage.sql.SqlSession;
import java.sql.SQLException;
import java.util.List;

/** A member who follows a thread, and has chosen not to follow another. Stateless. */
final class ThirteenthForm implements Form {
  private static final RoomId ROOM = RoomId.of("changed"); // of the eighth form
  private static final UserId USER = UserId.of("own4");

  @Override
  public void fill(SqlSession session) throws SQLException {
    session.update(
        "INSERT INTO members (user_id, room, mark, follow_changes)"
            + " SELECT 'own4', number, 2, 5 FROM rooms WHERE id = 'changed'");
    insert(session, 1, 1, 2, 4);
    insert(session, 2, 0, 0, 5);
  }

  private static void insert(SqlSession session, long root, long followed, long mark, long change)
      throws SQLException {
    session.update(
        "INSERT INTO follows (user_id, room, root, followed, mark, turn, change)"
            + " SELECT 'own4', number, ?, ?, ?, ?, ? FROM rooms WHERE id = 'changed'",
        root,
        followed,
        mark,
        change,
        change);
  }

  @Override
  public void check(SqlStore store) {
    assertEquals(
        List.of(
            new Change(new Follow(1, true, 2, 4), 0), new Change(new Follow(2, false, 0, 5), 0)),
        done(store.directory().followChanges(USER, ROOM, 0, 10)));
    assertEquals(5, done(store.directory().memberships(USER)).get(0).followChanges());
  }
}
