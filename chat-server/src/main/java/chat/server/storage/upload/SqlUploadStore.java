package chat.server.storage.upload;

import chat.core.file.FileBytes.Part;
import chat.core.file.FileId;
import chat.core.file.Upload;
import chat.core.file.UploadStore;
import chat.core.model.UserId;
import chat.server.storage.sql.GroupCommit;
import chat.server.storage.sql.InList;
import chat.server.storage.sql.ReadPool;
import chat.server.storage.sql.SqlSession;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** The state of uploads and files in SQL. Thread-safe by its writer and read pool. */
public final class SqlUploadStore implements UploadStore {
  private final GroupCommit writer;
  private final ReadPool pool;
  private final String rowLock;

  public SqlUploadStore(GroupCommit writer, ReadPool pool, String rowLock) {
    this.writer = writer;
    this.pool = pool;
    this.rowLock = rowLock;
  }

  @Override
  public CompletionStage<Creation> create(Upload upload, Bounds bounds) {
    return writer.write(upload.file().footprint(), session -> create(session, upload, bounds));
  }

  private Creation create(SqlSession session, Upload upload, Bounds bounds) throws SQLException {
    long space = lockSpace(session); // two servers must not count at the same time
    if (upload.clientId().isPresent()) {
      Optional<Creation> before = withSameKey(session, upload);
      if (before.isPresent()) {
        return before.get();
      }
    }
    if (countOpen(session, upload.uploader()) >= bounds.open()) {
      return Creation.Rejected.TOO_MANY_OPEN;
    }
    if (space + Upload.space(upload.length()) > bounds.quota()) {
      return Creation.Rejected.NO_SPACE;
    }
    UploadRow.insert(session, upload);
    addSpace(session, Upload.space(upload.length()));
    return new Creation.Created(upload, true);
  }

  private static Optional<Creation> withSameKey(SqlSession session, Upload upload)
      throws SQLException {
    Optional<FileId> id =
        session.first(
            "SELECT id FROM files WHERE uploader = ? AND room = ? AND client_id = ?",
            row -> FileId.of(row.getString(1)),
            upload.uploader().value(),
            upload.room().value(),
            upload.clientId().orElseThrow());
    if (id.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        UploadRow.find(session, id.get())
            .<Creation>map(known -> new Creation.Created(known, false))
            .orElse(Creation.Rejected.GONE));
  }

  private static long countOpen(SqlSession session, UserId uploader) throws SQLException {
    return session
        .first(
            "SELECT count(*) FROM files WHERE uploader = ? AND finished = 0 AND erased = 0",
            row -> row.getLong(1),
            uploader.value())
        .orElseThrow();
  }

  private long lockSpace(SqlSession session) throws SQLException {
    return session
        .first("SELECT bytes FROM file_space" + rowLock, row -> row.getLong(1))
        .orElseThrow();
  }

  private static void addSpace(SqlSession session, long more) throws SQLException {
    session.update("UPDATE file_space SET bytes = bytes + ?", more);
  }

  @Override
  public CompletionStage<Optional<Upload>> upload(FileId id) {
    return pool.read(session -> UploadRow.find(session, id));
  }

  @Override
  public CompletionStage<Boolean> change(Upload before, Upload after) {
    return writer.write(
        after.file().footprint(),
        session -> {
          UploadRow.lock(session, before.id(), rowLock);
          boolean isSame = UploadRow.find(session, before.id()).filter(before::equals).isPresent();
          if (isSame) {
            UploadRow.update(session, after);
          }
          return isSame;
        });
  }

  @Override
  public CompletionStage<Optional<Upload>> preview(FileId id, long bytes, long quota) {
    return writer.write(session -> addPreview(session, id, Upload.space(bytes), quota));
  }

  private Optional<Upload> addPreview(SqlSession session, FileId id, long bytes, long quota)
      throws SQLException {
    long space = lockSpace(session);
    UploadRow.lock(session, id, rowLock);
    Optional<Upload> upload =
        UploadRow.find(session, id).filter(each -> each.isFinished() && each.message().isEmpty());
    if (upload.isEmpty()) {
      return upload;
    }
    long now = Upload.space(upload.get().length()) + bytes;
    long before =
        session
            .first("SELECT space FROM files WHERE id = ?", row -> row.getLong(1), id.value())
            .orElseThrow();
    if (space + now - before > quota) {
      return Optional.empty();
    }
    Upload after = upload.get().with(upload.get().file().withPreview());
    UploadRow.update(session, after);
    session.update("UPDATE files SET space = ? WHERE id = ?", now, id.value());
    addSpace(session, now - before);
    return Optional.of(after);
  }

  @Override
  public CompletionStage<Boolean> erase(FileId id, UserId uploader) {
    return writer.writeAnyhow(
        session ->
            session.update(
                    "UPDATE files SET erased = 1, info = ''"
                        + " WHERE id = ? AND uploader = ? AND message IS NULL AND erased = 0",
                    id.value(),
                    uploader.value())
                > 0);
  }

  @Override
  public CompletionStage<Integer> expire(Instant time) {
    return writer.writeAnyhow(
        session ->
            session.update(
                "UPDATE files SET erased = 1, info = ''"
                    + " WHERE created < ? AND message IS NULL AND erased = 0",
                time.toEpochMilli()));
  }

  @Override
  public CompletionStage<List<FileId>> erased(int limit) {
    return pool.read(
        session ->
            session.list(
                "SELECT id FROM files WHERE erased = 1 LIMIT ?",
                row -> FileId.of(row.getString(1)),
                limit));
  }

  @Override
  public CompletionStage<Void> forget(Collection<FileId> ids) {
    List<String> values = ids.stream().map(FileId::value).toList();
    return writer.writeAnyhow(
        session -> {
          lockSpace(session);
          long space =
              InList.list(
                      session,
                      "SELECT space FROM files WHERE erased = 1 AND id IN (...)",
                      row -> row.getLong(1),
                      values)
                  .stream()
                  .mapToLong(each -> each)
                  .sum();
          InList.update(session, "DELETE FROM files WHERE erased = 1 AND id IN (...)", values);
          addSpace(session, -space);
          return null;
        });
  }

  @Override
  public CompletionStage<Map<FileId, Set<Part>>> parts(Collection<FileId> ids) {
    List<String> values = ids.stream().map(FileId::value).toList();
    return pool.read(
        session -> {
          Map<FileId, Set<Part>> parts = new HashMap<>();
          InList.list(
                  session,
                  "SELECT id, length, space FROM files WHERE id IN (...)",
                  SqlUploadStore::parts,
                  values)
              .forEach(each -> parts.put(each.getKey(), each.getValue()));
          return parts;
        });
  }

  /** Of the space of a file, a preview takes what its content does not. */
  private static Map.Entry<FileId, Set<Part>> parts(ResultSet row) throws SQLException {
    boolean hasPreview = row.getLong(3) > Upload.space(row.getLong(2));
    return Map.entry(
        FileId.of(row.getString(1)),
        hasPreview ? Set.of(Part.CONTENT, Part.PREVIEW) : Set.of(Part.CONTENT));
  }

  @Override
  public CompletionStage<Long> space() {
    return pool.read(
        session ->
            session.first("SELECT bytes FROM file_space", row -> row.getLong(1)).orElseThrow());
  }
}
