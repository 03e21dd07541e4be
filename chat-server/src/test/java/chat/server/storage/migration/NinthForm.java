package chat.server.storage.migration;

import static chat.core.port.Stages.becomes;
import static chat.core.port.Stages.done;
import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.server.storage.RecordingConsumer;
import chat.server.storage.SqlStore;
import chat.server.storage.sql.SqlSession;
import java.sql.SQLException;
import java.util.List;

/** The cursor of a consumer of the log, at the first of the events of {@link EighthForm}. */
final class NinthForm implements Form {
  @Override
  public void fill(SqlSession session) throws SQLException {
    session.update(
        "INSERT INTO followers (name, room, id, epoch, seq, floor)"
            + " SELECT 'form', number, id, epoch, 1, 0 FROM rooms WHERE id = 'changed'");
  }

  @Override
  public void check(SqlStore store) {
    RecordingConsumer consumer = new RecordingConsumer("form");
    store.follow(consumer);
    becomes(List.of(2L), () -> consumer.of("changed"));
    becomes(List.of(2L, 3L), () -> consumer.of("tea"));
    assertEquals(List.of(), done(consumer.notes()));
  }
}
