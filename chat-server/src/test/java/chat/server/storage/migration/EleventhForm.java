package chat.server.storage.migration;

import static chat.core.port.Stages.done;
import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.core.model.Membership;
import chat.core.model.Notifications;
import chat.core.model.ReadMarker;
import chat.core.model.RoomId;
import chat.core.model.UserId;
import chat.server.storage.SqlStore;
import chat.server.storage.sql.SqlSession;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Members with read markers that were set back, and with notifications. Stateless. */
final class EleventhForm implements Form {
  private static final RoomId ROOM = RoomId.of("changed"); // of the eighth form
  private static final Instant UNTIL = Instant.ofEpochMilli(1_800_000_000_000L);

  @Override
  public void fill(SqlSession session) throws SQLException {
    session.update(
        "INSERT INTO members (user_id, room, mark, generation, level, level_until)"
            + " SELECT 'own1', number, 1, 3, 'MENTIONS', ? FROM rooms WHERE id = 'changed'",
        UNTIL.toEpochMilli());
    session.update(
        "INSERT INTO members (user_id, room, mark)"
            + " SELECT 'own2', number, 2 FROM rooms WHERE id = 'changed'");
  }

  @Override
  public void check(SqlStore store) {
    assertEquals(
        List.of(
            new Membership(ROOM, 0)
                .with(new ReadMarker(3, 1))
                .with(new Notifications(Notifications.Level.MENTIONS, Optional.of(UNTIL)))),
        done(store.directory().memberships(UserId.of("own1"))));
    assertEquals(
        List.of(new Membership(ROOM, 2)), done(store.directory().memberships(UserId.of("own2"))));
  }
}
