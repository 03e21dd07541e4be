package chat.server.storage.maintenance;

import chat.core.file.FileBytes.Part;
import chat.core.file.FileId;
import chat.core.file.FileInfo;
import chat.server.storage.archive.ArchiveEntry.FilePart;
import chat.server.storage.directory.RoomRow;
import chat.server.storage.sql.SqlSession;
import chat.server.wire.event.FileJson;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * Finds files of messages that are missing, that are not what their messages say, or that have no
 * message. Confined to one thread.
 */
final class FileFaults {
  private final SqlSession session;
  private final Bytes bytes;
  private final Consumer<String> faults;
  private long files;

  /** Where the bytes of files are. */
  interface Bytes {
    /** The length of a part; empty when there is none. */
    OptionalLong size(FilePart part) throws IOException;

    /** What is wrong with a file of that length; empty for nothing. */
    Optional<String> change(FileInfo file) throws IOException;
  }

  FileFaults(SqlSession session, Bytes bytes, Consumer<String> faults) {
    this.session = session;
    this.bytes = bytes;
    this.faults = faults;
  }

  /** The number of files of messages that were checked. */
  long files() {
    return files;
  }

  void find() throws IOException, SQLException {
    if (!BoundFiles.exist(session)) {
      return;
    }
    BoundFiles.each(
        session,
        part -> {
          if (part.part() == Part.PREVIEW && bytes.size(part).isEmpty()) {
            faults.accept("file " + part.id() + ": its preview is missing");
          }
        });
    List<Described> page;
    long after = Long.MIN_VALUE;
    do {
      page = described(after);
      for (Described each : page) {
        check(each);
        after = each.message();
      }
    } while (!page.isEmpty());
    rows();
  }

  private record Described(long message, List<FileInfo> files) {
    @Override
    public String toString() {
      return "message "
          + RoomRow.seqOf(message)
          + " of room number "
          + (message >> RoomRow.SEQ_BITS);
    }
  }

  /** Some messages with files, with ids above {@code after}. */
  private List<Described> described(long after) throws SQLException {
    return session.list(
        "SELECT id, files FROM messages WHERE id > ? AND files IS NOT NULL ORDER BY id LIMIT 100",
        FileFaults::described,
        after);
  }

  private static Described described(ResultSet row) throws SQLException {
    return new Described(row.getLong(1), FileJson.list(JsonParser.parseString(row.getString(2))));
  }

  private void check(Described message) throws IOException, SQLException {
    for (FileInfo file : message.files()) {
      files++;
      FileId id = file.id();
      boolean isBound =
          session
              .first(
                  "SELECT message FROM files WHERE id = ? AND erased = 0",
                  row -> row.getLong(1) == message.message(),
                  id.value())
              .orElse(false);
      OptionalLong size = bytes.size(new FilePart(id, Part.CONTENT));
      if (!isBound) {
        faults.accept("file " + id + ": " + message + " has it, but it is not kept for it");
      } else if (size.isEmpty()) {
        faults.accept("file " + id + ": is missing; " + message + " has it");
      } else if (size.getAsLong() != file.size()) {
        faults.accept(
            "file " + id + ": has " + size.getAsLong() + " bytes in place of " + file.size());
      } else {
        bytes.change(file).ifPresent(change -> faults.accept("file " + id + ": " + change));
      }
    }
  }

  /** Rows that no message has, and a sum that is not theirs. */
  private void rows() throws SQLException {
    session.each(
        "SELECT files.id FROM files LEFT JOIN messages ON messages.id = files.message"
            + " WHERE files.message IS NOT NULL AND files.erased = 0"
            + " AND coalesce(instr(messages.files, files.id), 0) = 0",
        row -> faults.accept("file " + row.getString(1) + ": no message has it"));
    session.each(
        "SELECT bytes, (SELECT coalesce(sum(space), 0) FROM files) FROM file_space",
        row -> {
          if (row.getLong(1) != row.getLong(2)) {
            faults.accept(
                "files: take "
                    + row.getLong(2)
                    + " bytes, but "
                    + row.getLong(1)
                    + " are recorded");
          }
        });
  }
}
