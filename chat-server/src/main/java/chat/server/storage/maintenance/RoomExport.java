package chat.server.storage.maintenance;

import chat.core.event.MessagePosted;
import chat.core.event.RoomEvent;
import chat.core.file.FileBytes.Part;
import chat.core.file.FileInfo;
import chat.core.model.RoomId;
import chat.core.model.UserId;
import chat.core.port.SendKey;
import chat.server.file.DirectoryFileBytes;
import chat.server.file.ErasureLock;
import chat.server.storage.archive.ArchiveEntry;
import chat.server.storage.archive.ArchiveEntry.FilePart;
import chat.server.storage.archive.ArchiveWriter;
import chat.server.storage.archive.AtomicFile;
import chat.server.storage.directory.RoomRow;
import chat.server.storage.log.EventRow;
import chat.server.storage.sql.Progress;
import chat.server.storage.sql.SqlSession;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Exports a snapshot of a room as JSON lines, and its files. Confined to one thread. */
public final class RoomExport {
  // The columns of the key follow those of the event, with names of their own.
  private static final String LINES =
      "SELECT "
          + EventRow.OF_JOIN
          + ", key_event, key_at, key_named, key_author, key_client_id, key_subject, v.text FROM"
          + " (SELECT event AS key_event, at AS key_at, named AS key_named,"
          + " author AS key_author, client_id AS key_client_id, subject AS key_subject"
          + " FROM send_keys"
          + " WHERE event >= ? AND event <= ?)"
          + " LEFT JOIN messages AS m ON m.id = key_event"
          + " LEFT JOIN events AS e ON e.id = key_event"
          + " LEFT JOIN versions AS v ON v.message = key_event AND v.event = key_event"
          + " ORDER BY key_event";

  /**
   * A room that was exported. Immutable.
   *
   * @param events the number of its events
   * @param files how many of its files the zip has
   * @param missing how many it lacks because their bytes were not there
   */
  public record Exported(long events, long files, long missing) {}

  private final Writer to;
  private final Progress progress;
  private final List<FilePart> files = new ArrayList<>();
  private long lines;
  private long events;

  private RoomExport(Writer to, Progress progress) {
    this.to = to;
    this.progress = progress;
  }

  /**
   * Exports a room to a new file, atomically: as JSON lines, without the bytes of its files.
   *
   * @return the number of events
   * @throws IOException if there is no such room, it has faults, or it cannot be written
   */
  public static long toFile(Path directory, RoomId room, Path file, Progress progress)
      throws IOException {
    try (AtomicFile made = AtomicFile.at(file)) {
      long events = lines(directory, room, made, progress).events;
      made.keep();
      return events;
    }
  }

  private static RoomExport lines(Path directory, RoomId room, AtomicFile file, Progress progress)
      throws IOException {
    try (BufferedWriter to = Files.newBufferedWriter(file.temporary())) {
      return export(directory, room, to, progress);
    }
  }

  /**
   * Exports a room to a new zip, atomically: its JSON lines and its files.
   *
   * @param filesDirectory the directory of the files
   * @throws IOException if there is no such room, it has faults, or it cannot be written
   */
  public static Exported toZip(
      Path directory, Path filesDirectory, RoomId room, Path file, Progress progress)
      throws IOException {
    return ErasureLock.reading(
        filesDirectory, () -> write(directory, filesDirectory, room, file, progress));
  }

  private static Exported write(
      Path directory, Path filesDirectory, RoomId room, Path file, Progress progress)
      throws IOException {
    try (AtomicFile made = AtomicFile.at(file);
        AtomicFile lines = AtomicFile.later(made.temporary())) {
      RoomExport export = lines(directory, room, lines, progress);
      ArchivedFiles files = new ArchivedFiles(DirectoryFileBytes.find(filesDirectory));
      try (ArchiveWriter zip = new ArchiveWriter(made.temporary(), progress)) {
        zip.add(ArchiveEntry.ROOM, lines.temporary());
        for (FilePart part : export.files) {
          files.add(zip, part);
        }
        zip.end();
      }
      made.keep();
      return new Exported(export.events, files.count(), files.missing());
    }
  }

  /**
   * Exports a room.
   *
   * @param to is flushed at the end, not closed
   * @return the number of events
   * @throws IOException if there is no such room, it has faults, or it cannot be written
   */
  public static long write(Path directory, RoomId room, Writer to, Progress progress)
      throws IOException {
    return export(directory, room, to, progress).events;
  }

  private static RoomExport export(Path directory, RoomId room, Writer to, Progress progress)
      throws IOException {
    try (SqlSession session = DatabaseFiles.readLatest(directory)) {
      session.rollback(); // the next statement starts the snapshot
      RoomRow row =
          RoomRow.find(session, room, "")
              .orElseThrow(() -> new IOException("no such room: " + room));
      RoomExport export = new RoomExport(to, progress);
      export.write(session, row);
      to.flush();
      return export;
    } catch (SQLException e) {
      throw new IOException(e.getMessage(), e);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private void write(SqlSession session, RoomRow room) throws IOException, SQLException {
    line(
        new ExportHead(
                room.room(),
                room.head(),
                ExportedMembers.read(session, room),
                Optional.of(ExportedFollows.read(session, room)))
            .json());
    session.each(
        LINES,
        row -> line(ExportFormat.json(lineOf(room, row))),
        room.event(1),
        room.event(room.head().seq()));
    if (events != room.head().seq() - room.head().floor()) {
      throw new IOException(
          "room " + room.room().id() + " has faults; run the check command for details");
    }
  }

  private ExportFormat.Line lineOf(RoomRow room, ResultSet row) throws SQLException {
    RoomId id = room.room().id();
    RoomEvent event = row.getObject(1) == null ? null : EventRow.ofLog(id, row);
    if (event != null) {
      events++;
    }
    if (event instanceof MessagePosted posted) {
      for (FileInfo file : posted.files()) {
        files.add(new FilePart(file.id(), Part.CONTENT));
        if (file.preview()) {
          files.add(new FilePart(file.id(), Part.PREVIEW));
        }
      }
    }
    int key = EventRow.LOG_COLUMNS;
    return new ExportFormat.Line(
        RoomRow.seqOf(row.getLong(key + 1)),
        new SendKey(
            RoomId.of(row.getString(key + 3)),
            UserId.of(row.getString(key + 4)),
            row.getString(key + 5)),
        Instant.ofEpochMilli(row.getLong(key + 2)),
        Objects.requireNonNullElse(row.getString(key + 6), ""),
        event,
        row.getString(key + 7));
  }

  private void line(Object json) {
    try {
      to.write(json + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    lines++;
    progress.at(() -> lines + " lines written");
  }
}
