package chat.server.storage.migration;

import static chat.core.port.Stages.done;
import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.core.model.MessageDraft;
import chat.core.model.RoomId;
import chat.core.model.UserId;
import chat.server.storage.SqlStore;
import chat.server.storage.sql.SqlSession;
import java.sql.SQLException;
import java.util.List;
import java.util.OptionalLong;

/** A member with drafts, one of them removed. Stateless. */
final class TwelfthForm implements Form {
  private static final RoomId ROOM = RoomId.of("changed"); // of the eighth form
  private static final UserId USER = UserId.of("own3");

  @Override
  public void fill(SqlSession session) throws SQLException {
    session.update(
        "INSERT INTO members (user_id, room, mark, draft_changes)"
            + " SELECT 'own3', number, 2, 7 FROM rooms WHERE id = 'changed'");
    insert(session, 0, "hello", 1, 40);
    insert(session, 1, "", 0, 41);
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
  }
}
