package chat.server.storage.upload;

import chat.core.file.FileId;
import chat.core.file.FileInfo;
import chat.core.file.Upload;
import chat.core.model.RoomId;
import chat.core.model.UserId;
import chat.server.storage.sql.InList;
import chat.server.storage.sql.SqlSession;
import chat.server.wire.event.FileJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Rows of the table {@code files}. Stateless. */
public final class UploadRow {
  private static final int SEQ_BITS = 32;

  /** The room of a bound file is that of its message. */
  private static final String SELECT =
      "SELECT files.id, coalesce(rooms.id, files.room), uploader, client_id, created, length,"
          + " received, finished, info, message"
          + " FROM files LEFT JOIN rooms ON rooms.number = files.message >> 32"
          + " WHERE erased = 0 AND ";

  private UploadRow() {}

  static Optional<Upload> find(SqlSession session, FileId id) throws SQLException {
    return session.first(SELECT + "files.id = ?", UploadRow::of, id.value());
  }

  /** Those of {@code ids} that exist and are not erased. */
  public static Map<FileId, Upload> find(SqlSession session, Collection<FileId> ids)
      throws SQLException {
    List<Upload> found =
        InList.list(
            session,
            SELECT + "files.id IN (...)",
            UploadRow::of,
            ids.stream().map(FileId::value).toList());
    Map<FileId, Upload> byId = new HashMap<>();
    found.forEach(upload -> byId.put(upload.id(), upload));
    return byId;
  }

  /** Locks the rows that a message is about to bind, in the order of their ids. */
  public static void lock(SqlSession session, Collection<FileId> ids, String rowLock)
      throws SQLException {
    for (FileId id : ids.stream().sorted().toList()) {
      lock(session, id, rowLock);
    }
  }

  static void lock(SqlSession session, FileId id, String rowLock) throws SQLException {
    if (!rowLock.isEmpty()) {
      var unused =
          session.first("SELECT 1 FROM files WHERE id = ?" + rowLock, row -> true, id.value());
    }
  }

  /**
   * Binds files to a message. From now on the message describes them.
   *
   * @param message the id of the message
   */
  public static void bind(SqlSession session, Collection<FileInfo> files, long message)
      throws SQLException {
    for (FileInfo file : files) {
      session.update(
          "UPDATE files SET message = ?, info = '' WHERE id = ?", message, file.id().value());
    }
  }

  static void insert(SqlSession session, Upload upload) throws SQLException {
    session.update(
        "INSERT INTO files (id, room, uploader, client_id, created, length, received, finished,"
            + " space, info) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        upload.id().value(),
        upload.room().value(),
        upload.uploader().value(),
        upload.clientId().orElse(null),
        upload.created().toEpochMilli(),
        upload.length(),
        upload.offset(),
        upload.isFinished() ? 1 : 0,
        Upload.space(upload.length()),
        FileJson.object(upload.file()));
  }

  static void update(SqlSession session, Upload upload) throws SQLException {
    session.update(
        "UPDATE files SET received = ?, finished = ?, info = ? WHERE id = ?",
        upload.offset(),
        upload.isFinished() ? 1 : 0,
        FileJson.object(upload.file()),
        upload.id().value());
  }

  private static Upload of(ResultSet row) throws SQLException {
    FileId id = FileId.of(row.getString(1));
    long length = row.getLong(6);
    String info = row.getString(9);
    long message = row.getLong(10);
    boolean isBound = !row.wasNull();
    return new Upload(
        id,
        RoomId.of(row.getString(2)),
        UserId.of(row.getString(3)),
        Optional.ofNullable(row.getString(4)),
        Instant.ofEpochMilli(row.getLong(5)),
        length,
        row.getLong(7),
        info.isEmpty() ? FileInfo.undescribed(id, length) : FileJson.read(info),
        row.getInt(8) != 0,
        isBound ? OptionalLong.of(message & ((1L << SEQ_BITS) - 1)) : OptionalLong.empty());
  }
}
