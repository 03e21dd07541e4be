package chat.server.storage;

import static chat.core.port.Samples.ADA;
import static chat.core.port.Samples.AT;
import static chat.core.port.Samples.draft;
import static chat.core.port.Stages.done;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import chat.core.model.RoomId;
import chat.core.model.RoomRecord;
import chat.core.port.Patience;
import chat.server.storage.sql.SqliteDialect;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store whose database another program has locked. */
final class LockedStoreTest {
  private static final int ROOMS = 20;

  @TempDir Path folder;

  @Test
  void failsAllChangesThatWaitForTheLockTogether() throws Exception {
    Path data = folder.resolve("data");
    try (OpenStores stores = new OpenStores(folder)) {
      SqlStore store = stores.open(data);
      done(store.directory().addUser(ADA, AT));
      for (int i = 0; i < ROOMS; i++) {
        done(store.directory().addRoom(RoomRecord.open(room(i), "Room " + i), List.of()));
      }
      try (Connection other =
              DriverManager.getConnection("jdbc:sqlite:" + SqliteDialect.fileIn(data));
          Statement statement = other.createStatement()) {
        statement.execute("BEGIN IMMEDIATE");
        List<CompletableFuture<?>> appends = new ArrayList<>();
        for (int i = 0; i < ROOMS; i++) {
          appends.add(append(store, i));
        }
        for (CompletableFuture<?> append : appends) {
          // The first waits alone, the others wait together; one after another would take minutes.
          assertThrows(
              ExecutionException.class, () -> append.get(Patience.SECONDS, TimeUnit.SECONDS));
          assertEquals(0, done(store.log().readAfter(room(0), 0, 1)).head().seq());
        }
      }
      for (int i = 0; i < ROOMS; i++) {
        append(store, i).get(Patience.SECONDS, TimeUnit.SECONDS);
        assertEquals(1, done(store.log().readAfter(room(i), 0, 10)).head().seq());
      }
    }
  }

  private static RoomId room(int number) {
    return RoomId.of("room" + number);
  }

  private static CompletableFuture<?> append(SqlStore store, int number) {
    return store
        .log()
        .append(room(number), Optional.empty(), List.of(draft(room(number), ADA, "a")))
        .toCompletableFuture();
  }
}
