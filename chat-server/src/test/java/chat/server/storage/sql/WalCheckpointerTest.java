package chat.server.storage.sql;

import static chat.core.port.Samples.ADA;
import static chat.core.port.Samples.AT;
import static chat.core.port.Stages.done;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.core.model.RoomId;
import chat.core.model.RoomRecord;
import chat.core.port.Draft;
import chat.core.port.Patience;
import chat.core.port.Samples;
import chat.server.storage.OpenStores;
import chat.server.storage.SqlStore;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WalCheckpointerTest {
  private static final RoomId ROOM = RoomId.of("room");
  private static final int TOGETHER = 50;

  @TempDir Path folder;

  @Test
  void theLogRestartsUnderContinuousWrites() throws Exception {
    Path data = folder.resolve("data");
    try (OpenStores stores = new OpenStores(folder)) {
      SqlStore store = stores.open(data);
      done(store.directory().addUser(ADA, AT));
      done(store.directory().addRoom(RoomRecord.open(ROOM, "Room"), List.of()));
      int before = timesBegun(data);
      long end = System.nanoTime() + Patience.NANOS;
      for (int sent = 0; timesBegun(data) == before; sent += TOGETHER) {
        assertTrue(
            System.nanoTime() - end < 0,
            "the log has " + Files.size(log(data)) + " bytes, and grows");
        int first = sent;
        List<Draft> drafts =
            IntStream.range(first, first + TOGETHER)
                .mapToObj(i -> Samples.draft(ROOM, ADA, "k" + i))
                .toList();
        done(store.log().append(ROOM, Optional.empty(), drafts));
      }
    }
  }

  private static Path log(Path data) {
    return data.resolve("chat.db-wal");
  }

  /** The header of the write-ahead log counts its restarts. */
  private static int timesBegun(Path data) throws IOException {
    try (InputStream file = Files.newInputStream(log(data));
        DataInputStream header = new DataInputStream(file)) {
      header.skipNBytes(12);
      return header.readInt();
    }
  }
}
