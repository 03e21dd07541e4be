package chat.server.storage.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.server.storage.OpenStores;
import chat.server.thread.CriticalThreads;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReadPoolTest {
  @TempDir private Path folder;

  @Test
  void boundsQueuedReads() throws Exception {
    try (OpenStores stores = new OpenStores(folder)) {
      stores.next();
      try (SqliteDialect database = SqliteDialect.in(folder.resolve("other"));
          ReadPool pool =
              new ReadPool(
                  database,
                  1,
                  "test-reader",
                  new CriticalThreads(
                      failure -> {
                        throw new AssertionError(failure);
                      }))) {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch stalled = new CountDownLatch(1);
        new SqlSession(database.connectToWrite()).close(); // creates the file
        CompletableFuture<Integer> first =
            pool.read(session -> stall(begun, stalled)).toCompletableFuture();
        begun.await();
        List<CompletableFuture<Integer>> taken = new ArrayList<>();
        for (int i = 0; i < ReadPool.mostWaiting(); i++) {
          taken.add(pool.read(session -> 1).toCompletableFuture());
        }
        assertTrue(taken.stream().noneMatch(CompletableFuture::isCompletedExceptionally));
        assertTrue(
            pool.read(session -> 1).toCompletableFuture().isCompletedExceptionally(),
            "one more than fit");
        stalled.countDown();
        assertEquals(0, first.join());
        taken.forEach(each -> assertEquals(1, each.join()));
      }
    }
  }

  private static int stall(CountDownLatch begun, CountDownLatch stalled) {
    begun.countDown();
    try {
      stalled.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return 0;
  }
}
