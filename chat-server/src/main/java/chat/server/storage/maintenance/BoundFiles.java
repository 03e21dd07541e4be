package chat.server.storage.maintenance;

import chat.core.file.FileBytes.Part;
import chat.core.file.FileId;
import chat.core.file.Upload;
import chat.server.storage.archive.ArchiveEntry.FilePart;
import chat.server.storage.sql.SqlSession;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;

/** The files that messages have, by the rows of a database. Stateless. */
final class BoundFiles {
  private static final int FIRST_VERSION = 16;

  private BoundFiles() {}

  /** Takes a part of a file. */
  interface Visitor {
    void visit(FilePart part) throws IOException, SQLException;
  }

  /** Whether the database can have files. */
  static boolean exist(SqlSession session) throws SQLException {
    return session
        .first("SELECT max(version) FROM schema_version", row -> row.getInt(1) >= FIRST_VERSION)
        .orElse(false);
  }

  /** Passes on the parts of all files. */
  static void each(SqlSession session, Visitor visitor) throws IOException, SQLException {
    if (!exist(session)) {
      return;
    }
    try {
      session.each(
          "SELECT id, length, space FROM files WHERE message IS NOT NULL AND erased = 0"
              + " ORDER BY id",
          row -> {
            FileId id = FileId.of(row.getString(1));
            visit(visitor, new FilePart(id, Part.CONTENT));
            if (row.getLong(3) > Upload.space(row.getLong(2))) {
              visit(visitor, new FilePart(id, Part.PREVIEW));
            }
          });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static void visit(Visitor visitor, FilePart part) throws SQLException {
    try {
      visitor.visit(part);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
