package chat.server.store;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CheckpointsTest {
  private static final int PAGE = 4_096;
  private static final int LONG_LOG = 256;
  private static final int WRITES = 4_000;
  private static final int UNDER_WAY = 8;

  @TempDir Path folder;

  @Test
  void keepsTheLogShortWhileThereIsAlwaysSomethingToWrite() throws Exception {
    try (SqliteDatabase database = SqliteDatabase.in(folder)) {
      Checkpoints checkpoints =
          new Checkpoints(database.connectToWrite(), Duration.ofMillis(5), LONG_LOG);
      Session session = new Session(database.connectToWrite());
      try (GroupCommit writer =
          new GroupCommit(database, session, checkpoints::betweenCommits, failure -> {})) {
        writer.write(it -> it.update("CREATE TABLE texts (text TEXT)"));
        writeWithoutAPause(writer);
      }
      long length = Files.size(folder.resolve("chat.db-wal"));
      checkpoints.close();

      long written = (long) WRITES * PAGE; // each takes a page, and the one before it again
      assertTrue(length < written / 2, () -> length + " bytes in the log");
    }
  }

  private static void writeWithoutAPause(GroupCommit writer) {
    String text = "x".repeat(PAGE / 2 + 1);
    Deque<CompletableFuture<Integer>> underWay = new ArrayDeque<>();
    for (int i = 0; i < WRITES; i++) {
      if (underWay.size() == UNDER_WAY) {
        underWay.remove().join();
      }
      underWay.add(
          writer
              .write(it -> it.update("INSERT INTO texts (text) VALUES (?)", text))
              .toCompletableFuture());
    }
    underWay.forEach(CompletableFuture::join);
  }
}
