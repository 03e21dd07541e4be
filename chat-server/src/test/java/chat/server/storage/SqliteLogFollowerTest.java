package chat.server.storage;

import static chat.core.port.Samples.ADA;
import static chat.core.port.Samples.AT;
import static chat.core.port.Samples.draft;
import static chat.core.port.Stages.becomes;
import static chat.core.port.Stages.done;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.core.model.RoomId;
import chat.core.model.RoomRecord;
import chat.server.storage.maintenance.Backup;
import chat.server.storage.maintenance.Restore;
import chat.server.storage.sql.Dialect;
import chat.server.storage.sql.Progress;
import chat.server.storage.sql.SqliteDialect;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteConfig;

final class SqliteLogFollowerTest extends LogFollowerContract {
  private static final Progress SILENT = state -> {};

  @TempDir Path folder;

  private Path data() {
    return folder.resolve("data");
  }

  @Override
  Dialect dialect() throws IOException {
    return SqliteDialect.in(data());
  }

  @Override
  SqlStore open(Dialect dialect, Consumer<Throwable> fatal) throws IOException {
    return SqlStore.open((SqliteDialect) dialect, fatal);
  }

  /** The directory is locked by the store. */
  @Override
  Dialect again() {
    return (Dialect)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {Dialect.class},
            (proxy, method, arguments) ->
                method.getName().equals("connectToRead")
                    ? new SQLiteConfig()
                        .createConnection("jdbc:sqlite:" + SqliteDialect.fileIn(data()))
                    : null);
  }

  @Test
  void continuesAfterItsCursorInARestoredStore() throws Exception {
    Path restored = folder.resolve("restored");
    Path backup = folder.resolve("backup.db");
    RoomId room = RoomId.of("hut");
    OpenStores stores = new OpenStores(folder);
    SqlStore first = stores.open(folder.resolve("first"));
    done(first.directory().addUser(ADA, AT));
    done(first.directory().addRoom(RoomRecord.open(room, "Hut"), List.of()));
    RecordingConsumer before = new RecordingConsumer("recording");
    first.follow(before);
    done(first.log().append(room, Optional.empty(), List.of(draft(room, ADA, "k1"))));
    becomes(List.of(1L), () -> before.of("hut"));
    stores.close(first);
    Backup.write(folder.resolve("first"), backup, SILENT);
    assertTrue(Restore.run(backup, restored, false, AT, SILENT).database().isEmpty());
    SqlStore second = stores.open(restored);
    done(second.log().append(room, Optional.empty(), List.of(draft(room, ADA, "k2"))));
    RecordingConsumer after = new RecordingConsumer("recording");
    second.follow(after);
    becomes(List.of(2L), () -> after.of("hut"));
    assertEquals(List.of(), done(after.notes()));
    stores.close();
  }
}
