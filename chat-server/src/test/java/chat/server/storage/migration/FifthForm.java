package chat.server.storage.migration;

import static chat.core.port.Samples.ADA;
import static chat.core.port.Samples.AT;
import static chat.core.port.Stages.done;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.core.model.User;
import chat.core.model.UserId;
import chat.server.storage.SqlStore;
import chat.server.storage.directory.RoomRow;
import chat.server.storage.directory.UserRow;
import chat.server.storage.sql.SqlSession;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** Removed bots whose names were reserved, with and without a message. Stateless. */
final class FifthForm implements Form {
  private static final User SILENT = new User(UserId.of("silent5"), "Silent5", User.Kind.BOT);
  private static final User SPEAKING = new User(UserId.of("speak5"), "Speaking5", User.Kind.BOT);

  private final OldLooks oldLooks = new OldLooks();

  @Override
  public void fill(SqlSession session) throws SQLException {
    oldLooks.fill(session);
    for (User bot : List.of(SILENT, SPEAKING)) {
      UserRow.put(session, bot, AT);
      session.update("UPDATE users SET retired = 1 WHERE id = ?", bot.id().value());
    }
    session.update(
        "INSERT INTO rooms (id, name, public_name, kind, permanent, code, topic, epoch, head,"
            + " floor, messages) VALUES ('form5', 'Form5', 'form5', 'PUBLIC', 0, '', '', 'e', 1, 0,"
            + " 1)");
    long event =
        session
            .first("SELECT number FROM rooms WHERE id = 'form5'", row -> row.getLong(1))
            .map(number -> (number << RoomRow.SEQ_BITS) + 1)
            .orElseThrow();
    session.update(
        "INSERT INTO events (id, type, author, author_name, author_kind, at, client_id, text)"
            + " VALUES (?, 'new_message', ?, ?, 'BOT', 1, 'k', 'beep')",
        event,
        SPEAKING.id().value(),
        SPEAKING.name());
    session.update(
        "INSERT INTO send_keys (named, author, client_id, event, at)"
            + " VALUES ('form5', ?, 'k', ?, 1)",
        SPEAKING.id().value(),
        event);
  }

  @Override
  public void check(SqlStore store) {
    oldLooks.check(store);
    done(store.directory().forgetGuests(AT));
    assertEquals(
        Map.of(SPEAKING.id(), SPEAKING),
        done(store.directory().users(List.of(SILENT.id(), SPEAKING.id()))));
    assertTrue(done(store.directory().addUser(new User(ADA.id(), "silent5", ADA.kind()), AT)));
    assertFalse(
        done(store.directory().addUser(new User(UserId.of("late5"), "speaking5", ADA.kind()), AT)));
  }
}
