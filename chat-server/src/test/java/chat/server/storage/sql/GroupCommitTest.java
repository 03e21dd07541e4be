package chat.server.storage.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.core.bound.ByteBudget;
import chat.core.port.StoreException;
import chat.server.storage.migration.Migrations;
import chat.server.thread.CriticalThreads;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GroupCommitTest {
  @TempDir private Path folder;

  @Test
  void boundsQueuedChangesInBytes() throws Exception {
    try (SqliteDialect database = SqliteDialect.in(folder);
        GroupCommit writer = writer(database, new ByteBudget(64 * 1024))) {
      CountDownLatch stalled = new CountDownLatch(1);
      List<CompletableFuture<Integer>> taken = new ArrayList<>();
      taken.add(
          writer
              .write(
                  session -> {
                    await(stalled);
                    return 0;
                  })
              .toCompletableFuture());
      int refused = 0;
      for (int i = 1; i <= 100; i++) {
        int number = i;
        CompletableFuture<Integer> each =
            writer.write(8 * 1024, session -> number).toCompletableFuture();
        if (each.isCompletedExceptionally()) {
          refused++;
          CompletionException failure = assertThrows(CompletionException.class, each::join);
          assertTrue(failure.getCause() instanceof StoreException);
        } else {
          taken.add(each);
        }
      }
      assertEquals(100 - 7, refused, "of 9 KiB each seven fit into 63");
      CompletableFuture<Integer> anyhow = writer.writeAnyhow(session -> -1).toCompletableFuture();
      stalled.countDown();
      for (int i = 0; i < taken.size(); i++) {
        assertEquals(i, taken.get(i).join(), "what was taken is done, in order");
      }
      assertEquals(-1, anyhow.join());
      assertEquals(1, writer.write(8 * 1024, session -> 1).toCompletableFuture().join());
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static GroupCommit writer(SqliteDialect database, ByteBudget waiting) throws Exception {
    SqlSession session = new SqlSession(database.connectToWrite());
    Migrations.apply(session, database.dialect());
    return new GroupCommit(
        database,
        session,
        waiting,
        new CriticalThreads(
            failure -> {
              throw new AssertionError(failure);
            }));
  }
}
