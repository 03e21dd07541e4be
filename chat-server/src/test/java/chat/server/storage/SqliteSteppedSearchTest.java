package chat.server.storage;

import static chat.core.port.Stages.done;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.core.search.Query;
import chat.server.storage.search.SearchDialect;
import chat.server.storage.search.WordIndex;
import chat.server.storage.sql.Deadline;
import chat.server.storage.sql.Dialect;
import chat.server.storage.sql.SqliteDialect;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SqliteSteppedSearchTest extends SteppedSearchContract {
  @TempDir Path folder;

  @Override
  Dialect dialect() throws IOException {
    return SqliteDialect.in(folder);
  }

  @Test
  void cancelsAQueryAtItsDeadline() {
    say(2_000, i -> i % 2 == 0 ? "green" : "black");
    AtomicLong looks = new AtomicLong();
    Deadline soon = Deadline.after(Duration.ofNanos(3), looks::getAndIncrement);
    assertEquals(Optional.empty(), find("green black", soon));
    assertTrue(looks.get() > 2, "it was under way");
    Deadline never = Deadline.after(Duration.ofDays(1), () -> 0);
    assertEquals(10, find("gre", never).orElseThrow());
  }

  private Optional<Integer> find(String query, Deadline deadline) {
    WordIndex words = SearchDialect.of(opened()).words();
    return done(
        pool()
            .read(
                session ->
                    words
                        .find(session, Query.of(query), Set.of("#p"), Long.MAX_VALUE, 10, deadline)
                        .map(List::size)));
  }
}
