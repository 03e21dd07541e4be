package chat.server.storage.migration;

import static chat.core.port.Stages.done;
import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.core.model.RoomId;
import chat.core.model.RoomInvite;
import chat.core.model.RoomRecord;
import chat.core.model.UserId;
import chat.server.storage.SqlStore;
import chat.server.storage.sql.SqlSession;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Private rooms and their room invites, in their first schema. Stateless. */
final class ThirdForm implements Form {
  private static final RoomId DEN = RoomId.of("den");
  private static final UserId REGINA = UserId.of("regina");
  private static final Instant AT = Instant.ofEpochMilli(1_720_000_000_000L);

  @Override
  public void fill(SqlSession session) throws SQLException {
    session.update(
        "INSERT INTO rooms (id, name, kind, permanent, code, topic, epoch, head, floor, messages,"
            + " author) VALUES ('den', 'Den', 'PRIVATE', 0, '', '', 'epoch of den', 0, 0, 0,"
            + " 'regina')");
    session.update(
        "INSERT INTO invites (hash, room, id, author, at)"
            + " SELECT 'a hash', number, 'i1', 'regina', ? FROM rooms WHERE id = 'den'",
        AT.toEpochMilli());
  }

  @Override
  public void check(SqlStore store) {
    RoomInvite invite = new RoomInvite("i1", DEN, REGINA, AT);
    assertEquals(Optional.of(invite), done(store.directory().invite("a hash")));
    assertEquals(List.of(invite), done(store.directory().invites(DEN)));
    assertEquals(
        Map.of(DEN, RoomRecord.invited(DEN, "Den").by(REGINA)),
        done(store.directory().rooms(List.of(DEN))));
  }
}
