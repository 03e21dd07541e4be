package chat.server.storage.migration;

import static chat.core.port.Samples.AT;
import static chat.core.port.Samples.guest;
import static chat.core.port.Stages.done;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.core.model.RoomId;
import chat.core.model.RoomRecord;
import chat.core.model.User;
import chat.core.model.UserId;
import chat.core.port.RoomDirectory.Addition;
import chat.server.storage.SqlStore;
import chat.server.storage.directory.NamelessUsers;
import chat.server.storage.directory.UserRow;
import chat.server.storage.sql.SqlSession;
import java.sql.SQLException;
import java.util.List;

/**
 * Data of version 5 whose skeletons change in version 6: a public room whose name has vowel marks,
 * a user whose name looks like one with vowel marks, and a retired guest whose name is free.
 * Stateless.
 */
final class OldLooks {
  private static final User FREE = guest("Free6");

  void fill(SqlSession session) throws SQLException {
    session.update(
        "INSERT INTO rooms (id, name, public_name, public_look, kind, permanent, code, topic,"
            + " epoch, head, floor, messages) VALUES ('form6', ?, ?, 'old', 'PUBLIC', 0, '', '',"
            + " 'e', 0, 0, 0)",
        "\u05e9\u05b8\u05c1\u05dc\u05d5\u05b9\u05dd",
        "\u05e9\u05b8\u05c1\u05dc\u05d5\u05b9\u05dd");
    UserRow.put(session, user("pointed6", "\u05e9\u05b8\u05c1\u05dc\u05d5\u05b9\u05dd"), AT);
    session.update("UPDATE users SET skeleton = 'old' WHERE id = 'pointed6'");
    session.update("INSERT INTO names (skeleton) VALUES ('old')");
    UserRow.put(session, FREE, AT);
    NamelessUsers.retire(session, List.of(new NamelessUsers.Named(FREE.id().value(), "free6")));
  }

  private static User user(String id, String name) {
    return new User(UserId.of(id), name, User.Kind.REGISTERED);
  }

  void check(SqlStore store) {
    RoomRecord plain = RoomRecord.open(RoomId.of("late6"), "\u05e9\u05dc\u05d5\u05dd");
    assertEquals(Addition.NAME_TAKEN, done(store.directory().addRoom(plain, List.of())));
    assertFalse(done(store.directory().addUser(user("late6", plain.name()), AT)));
    assertTrue(done(store.directory().addUser(user("late6", "free6"), AT)));
  }
}
