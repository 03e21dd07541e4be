package chat.server.storage.migration;

import static chat.core.port.Stages.done;
import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.core.model.Origin;
import chat.core.model.RoomId;
import chat.core.model.RoomRecord;
import chat.core.port.RoomBounds;
import chat.core.port.RoomDirectory.Addition;
import chat.server.storage.SqlStore;
import chat.server.storage.sql.SqlSession;
import java.sql.SQLException;
import java.util.List;

/** A public room with its origin, and the secret of the store. Stateless. */
final class SeventhForm implements Form {
  private static final String KEY = "00".repeat(32);

  @Override
  public void fill(SqlSession session) throws SQLException {
    session.update(
        "INSERT INTO rooms (id, name, public_name, kind, permanent, code, topic, epoch, head,"
            + " floor, messages, origin) VALUES ('form7', 'Form7', 'form7', 'PUBLIC', 0, '', '',"
            + " 'e', 0, 0, 0, 'form')");
    session.update("INSERT INTO secrets (name, value) VALUES ('addresses', ?)", KEY);
  }

  @Override
  public void check(SqlStore store) {
    assertEquals(KEY, store.addressKey());
    Origin origin = new Origin(List.of(new Origin.Group("form", 1)));
    assertEquals(
        Addition.TOO_MANY_OF_ORIGIN,
        done(
            store
                .directory()
                .addRoom(
                    RoomRecord.open(RoomId.of("late7"), "Late7"),
                    List.of(),
                    new RoomBounds(Integer.MAX_VALUE, Integer.MAX_VALUE, origin))));
  }
}
