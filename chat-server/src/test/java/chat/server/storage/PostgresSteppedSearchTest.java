package chat.server.storage;

import static chat.core.port.Stages.done;
import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.core.search.Query;
import chat.server.storage.search.SearchDialect;
import chat.server.storage.search.WordIndex;
import chat.server.storage.sql.Deadline;
import chat.server.storage.sql.Dialect;
import chat.server.storage.sql.PostgresDialect;
import chat.server.storage.sql.PostgresUrl;
import chat.server.storage.sql.SqlSession;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class PostgresSteppedSearchTest extends SteppedSearchContract {
  @Override
  Dialect dialect() throws IOException {
    try {
      return PostgresDialect.at(PostgresUrl.parse(PostgresServer.freshUrl()).orElseThrow());
    } catch (SQLException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void cancelsAQueryAtItsDeadline() throws SQLException {
    say(20, i -> "green");
    Deadline soon = Deadline.after(Duration.ofMillis(1), () -> 0);
    try (SqlSession other = new SqlSession(opened().connectToWrite())) {
      other.update("LOCK TABLE documents IN ACCESS EXCLUSIVE MODE"); // so it takes for ever
      assertEquals(Optional.empty(), find(soon));
      other.rollback();
    }
    assertEquals(10, find(Deadline.after(Duration.ofDays(1), () -> 0)).orElseThrow());
  }

  private Optional<Integer> find(Deadline deadline) {
    WordIndex words = SearchDialect.of(opened()).words();
    return done(
        pool()
            .read(
                session ->
                    words
                        .find(
                            session, Query.of("green"), Set.of("#p"), Long.MAX_VALUE, 10, deadline)
                        .map(List::size)));
  }
}
