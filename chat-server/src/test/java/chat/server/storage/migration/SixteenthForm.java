package chat.server.storage.migration;

import static chat.core.port.Stages.done;
import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.core.event.MessagePosted;
import chat.core.file.FileId;
import chat.core.file.FileInfo;
import chat.core.file.Upload;
import chat.core.model.RoomId;
import chat.core.model.UserId;
import chat.server.storage.SqlStore;
import chat.server.storage.sql.SqlSession;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** A message with a file, an upload, and a file that is to be deleted. Stateless. */
final class SixteenthForm implements Form {
  private static final long AT = 1_750_000_000_000L;
  private static final RoomId ROOM = RoomId.of("filed");
  static final FileId BOUND = FileId.of("00000000000000000000000000000016");
  private static final FileId OPEN = FileId.of("f0000000000000000000000000000016");
  private static final FileId ERASED = FileId.of("ff000000000000000000000000000016");
  private static final FileInfo FILE =
      new FileInfo(
          BOUND, "cat.png", "image/png", 5, new FileInfo.Media(2, 3, 0, ""), true, "A cat");

  @Override
  public void fill(SqlSession session) throws SQLException {
    session.update(
        "INSERT INTO rooms (id, name, kind, permanent, code, topic, epoch, head, floor, messages)"
            + " VALUES ('filed', 'Filed', 'PRIVATE', 0, '', '', 'e15', 1, 0, 1)");
    session.update(
        "INSERT INTO messages (id, type, author, author_name, author_kind, at, client_id, text,"
            + " files) SELECT (number << 32) + 1, 'posted', 'u10', 'Jana', 'GUEST', ?, 'm1', '', ?"
            + " FROM rooms WHERE id = 'filed'",
        AT,
        "[{\"id\":\"00000000000000000000000000000016\",\"name\":\"cat.png\","
            + "\"type\":\"image/png\",\"size\":5,\"width\":2,\"height\":3,\"preview\":true,"
            + "\"alt\":\"A cat\"}]");
    session.update(
        "INSERT INTO send_keys (named, author, client_id, event, at)"
            + " SELECT 'filed', 'u10', 'm1', (number << 32) + 1, ? FROM rooms WHERE id = 'filed'",
        AT);
    insert(session, BOUND, 5, 1, "");
    session.update(
        "UPDATE files SET message = (SELECT (number << 32) + 1 FROM rooms WHERE id = 'filed')");
    insert(
        session,
        OPEN,
        2,
        0,
        "{\"id\":\"" + OPEN + "\",\"name\":\"dog.gif\",\"type\":\"image/gif\",\"size\":5}");
    insert(session, ERASED, 0, 0, "");
    session.update("UPDATE files SET erased = 1 WHERE id = ?", ERASED.value());
    session.update("UPDATE file_space SET bytes = 12288");
  }

  private static void insert(
      SqlSession session, FileId id, long received, int finished, String info) throws SQLException {
    session.update(
        "INSERT INTO files (id, room, uploader, client_id, created, length, received, finished,"
            + " space, info) VALUES (?, 'filed', 'u10', ?, ?, 5, ?, ?, 4096, ?)",
        id.value(),
        "key of " + id,
        AT,
        received,
        finished,
        info);
  }

  @Override
  public void check(SqlStore store) {
    MessagePosted message = (MessagePosted) done(store.log().readLast(ROOM, 1)).events().get(0);
    assertEquals(List.of(FILE), message.files());
    assertEquals(OptionalLong.of(1), done(store.uploads().upload(BOUND)).orElseThrow().message());
    assertEquals(
        Optional.of(
            new Upload(
                OPEN,
                ROOM,
                UserId.of("u10"),
                Optional.of("key of " + OPEN),
                Instant.ofEpochMilli(AT),
                5,
                2,
                new FileInfo(OPEN, "dog.gif", "image/gif", 5, FileInfo.Media.NONE, false, ""),
                false,
                OptionalLong.empty())),
        done(store.uploads().upload(OPEN)));
    assertEquals(List.of(ERASED), done(store.uploads().erased(9)));
    assertEquals(12_288, done(store.uploads().space()));
  }
}
