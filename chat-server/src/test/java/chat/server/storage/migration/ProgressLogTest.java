package chat.server.storage.migration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.server.CapturedLog;
import chat.server.storage.sql.SqlSession;
import chat.server.storage.sql.SqliteDialect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ProgressLogTest {
  private long now = 17;

  @TempDir Path folder;

  private List<String> lines(CapturedLog log) {
    return log.messages().stream().filter(line -> line.startsWith("Working")).toList();
  }

  @Test
  void logsEveryFiveSecondsAndTheEnd() {
    try (CapturedLog log = new CapturedLog()) {
      try (ProgressLog progress = new ProgressLog("Working", () -> now)) {
        for (int second = 1; second <= 11; second++) {
          now += TimeUnit.SECONDS.toNanos(1);
          int part = second;
          progress.at(() -> "part " + part);
        }
      }
      assertEquals(
          List.of("Working: part 5, 5 s", "Working: part 10, 10 s", "Working: ended after 11 s"),
          lines(log));
    }
  }

  @Test
  void logsNothingForAShortOperation() {
    try (CapturedLog log = new CapturedLog()) {
      try (ProgressLog progress = new ProgressLog("Working", () -> now)) {
        progress.at(() -> "part 1");
      }
      assertEquals(List.of(), lines(log));
    }
  }

  @Test
  void migrationsReportTheCurrentStatementAndRow() throws Exception {
    List<String> states = new ArrayList<>();
    try (SqliteDialect database = SqliteDialect.in(folder);
        SqlSession session = new SqlSession(database.connectToWrite())) {
      Migrations.apply(session, "sqlite", 1);
      Form.ALL.get(0).fill(session);
      session.commit();
      Migrations.apply(session, "sqlite", state -> states.add(state.get()));
    }
    int last = Form.ALL.size();
    assertTrue(states.contains("step 2 of " + last + ", statement 1 of 15"), states::toString);
    assertTrue(states.contains("step 2 of " + last + ", name 3 of 4"), states::toString);
    assertTrue(states.contains("step 4 of " + last + ", room 1 of 1"), states::toString);
  }
}
