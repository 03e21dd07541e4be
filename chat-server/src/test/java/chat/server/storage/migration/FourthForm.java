package chat.server.storage.migration;

import static chat.core.port.Stages.done;
import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.core.model.RoomId;
import chat.core.model.RoomRecord;
import chat.core.port.RoomDirectory.Addition;
import chat.server.storage.SqlStore;
import chat.server.storage.sql.SqlSession;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/**
 * Public rooms with skeletons of their names, among them two lookalikes from an earlier version.
 * Stateless.
 */
final class FourthForm implements Form {
  private static final RoomRecord PLAZA = RoomRecord.open(RoomId.of("plaza"), "Plaza");
  private static final RoomRecord TWIN = RoomRecord.open(RoomId.of("twin2"), "Pl\u0430za");

  @Override
  public void fill(SqlSession session) throws SQLException {
    insert(session, PLAZA, "plaza", "plaza");
    insert(session, TWIN, "pl\u0430za", null);
  }

  private static void insert(SqlSession session, RoomRecord room, String publicName, String look)
      throws SQLException {
    session.update(
        "INSERT INTO rooms (id, name, public_name, public_look, kind, permanent, code, topic,"
            + " epoch, head, floor, messages) VALUES (?, ?, ?, ?, 'PUBLIC', 0, '', '', 'e', 0, 0,"
            + " 0)",
        room.id().value(),
        room.name(),
        publicName,
        look);
  }

  @Override
  public void check(SqlStore store) {
    assertEquals(
        Map.of(PLAZA.id(), PLAZA, TWIN.id(), TWIN),
        done(store.directory().rooms(List.of(PLAZA.id(), TWIN.id()))));
    RoomRecord late = RoomRecord.open(RoomId.of("late"), "PLAZ\u0391");
    assertEquals(Addition.NAME_TAKEN, done(store.directory().addRoom(late, List.of())));
  }
}
