package chat.server.storage.follow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.core.model.RoomId;
import chat.server.storage.migration.Migrations;
import chat.server.storage.sql.SqlSession;
import chat.server.storage.sql.SqliteDialect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RoomScanTest {
  private static final int ROOMS = 5 * RoomScan.PAGE / 2;

  @TempDir Path folder;

  @Test
  void scansAllRoomsAPageAtATime() throws Exception {
    try (SqliteDialect database = SqliteDialect.in(folder);
        SqlSession session = new SqlSession(database.connectToWrite())) {
      Migrations.apply(session, database.dialect());
      List<RoomId> expected = new ArrayList<>();
      for (int i = 0; i < ROOMS; i++) {
        String id = "r%05d".formatted(i);
        if (i % 2 == 0) {
          session.update(
              "INSERT INTO rooms (id, name, kind, permanent, code, topic, epoch, head, floor,"
                  + " messages) VALUES (?, 'n', 'CODE', 0, '', '', 'e', ?, 0, 0)",
              id,
              i % 4 == 0 ? 1 : 0);
        }
        if (i % 3 == 0) {
          session.update(
              "INSERT INTO followers (name, room, id, epoch, seq, floor)"
                  + " VALUES ('x', ?, ?, 'e', 1, 0)",
              i,
              id);
        }
        if (i % 4 == 0 || i % 3 == 0) {
          expected.add(RoomId.of(id));
        }
      }
      session.commit();
      FollowerStore.Connected stores = new FollowerStore.OfIndex(session, session, database);
      RoomScan scan = new RoomScan(LogCursors.of("x"));
      assertTrue(scan.isDone());
      assertEquals(List.of(), List.copyOf(scan.next(stores)));
      scan.start();
      List<RoomId> found = new ArrayList<>();
      while (!scan.isDone()) {
        Collection<RoomId> page = scan.next(stores);
        assertTrue(page.size() <= 2 * RoomScan.PAGE);
        found.addAll(page);
      }
      assertEquals(expected, found);
    }
  }

  @Test
  void scansAllRoomsAgainWhenStartedDuringAScan() throws Exception {
    try (SqliteDialect database = SqliteDialect.in(folder);
        SqlSession session = new SqlSession(database.connectToWrite())) {
      Migrations.apply(session, database.dialect());
      for (int i = 0; i < RoomScan.PAGE + 1; i++) {
        session.update(
            "INSERT INTO followers (name, room, id, epoch, seq, floor)"
                + " VALUES ('x', ?, ?, 'e', 1, 0)",
            i,
            "r%05d".formatted(i));
      }
      session.commit();
      FollowerStore.Connected stores = new FollowerStore.OfIndex(session, session, database);
      RoomScan scan = new RoomScan(LogCursors.of("x"));
      scan.start();
      int found = scan.next(stores).size();
      scan.start();
      while (!scan.isDone()) {
        found += scan.next(stores).size();
      }
      assertEquals(2 * (RoomScan.PAGE + 1), found);
    }
  }
}
