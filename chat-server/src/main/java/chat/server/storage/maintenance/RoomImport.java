package chat.server.storage.maintenance;

import chat.core.event.MessageEdited;
import chat.core.event.MessagePosted;
import chat.core.event.RoomEvent;
import chat.core.model.RoomId;
import chat.core.model.RoomRecord;
import chat.core.port.LogHead;
import chat.core.port.RoomDirectory;
import chat.server.file.DirectoryFileBytes;
import chat.server.storage.archive.ArchiveEntry;
import chat.server.storage.archive.ArchiveReader;
import chat.server.storage.archive.AtomicFile;
import chat.server.storage.directory.EpochGenerator;
import chat.server.storage.directory.RoomChecks;
import chat.server.storage.directory.RoomRow;
import chat.server.storage.log.ChangedMessages;
import chat.server.storage.log.EventRow;
import chat.server.storage.log.SendKeyRow;
import chat.server.storage.migration.Migrations;
import chat.server.storage.sql.Progress;
import chat.server.storage.sql.SqlSession;
import chat.server.storage.sql.SqliteDialect;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Imports an exported room into a store that no server uses. Confined to one thread. */
public final class RoomImport {
  /**
   * The result of an import. Immutable.
   *
   * @param room the id of the room
   * @param events the number of its events
   * @param files the number of its files; those of an export without bytes are not counted
   * @param unknownMembers the number of members that were left out because the store does not know
   *     them
   */
  public record Imported(RoomId room, long events, long files, int unknownMembers) {}

  private final SqlSession session;
  private final BufferedReader from;
  private final Optional<ImportedFiles> files;
  private final Progress progress;
  private long lineNumber;

  private RoomImport(
      SqlSession session, BufferedReader from, Optional<ImportedFiles> files, Progress progress) {
    this.session = session;
    this.from = from;
    this.files = files;
    this.progress = progress;
  }

  /** The same with the files in the data directory, as many as there may be. */
  public static Imported run(Path directory, Path file, Progress progress) throws IOException {
    return run(directory, DirectoryFileBytes.within(directory), Long.MAX_VALUE, file, progress);
  }

  /**
   * Imports a room atomically into a data directory, which is created if it is missing: JSON lines,
   * or a zip of them and the files.
   *
   * @param filesDirectory the directory of the files
   * @param filesQuota how much space all files may take, in bytes
   * @throws IOException if the store already has the room, its name or its code, a server uses the
   *     store, or the file is not a complete export
   */
  public static Imported run(
      Path directory, Path filesDirectory, long filesQuota, Path file, Progress progress)
      throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IOException("no such file: " + file);
    }
    try (SqliteDialect database = SqliteDialect.in(directory);
        SqlSession session = new SqlSession(database.connectToWrite())) {
      Migrations.apply(session, database.dialect(), progress);
      if (!ArchiveReader.isArchive(file)) {
        try (BufferedReader from = Files.newBufferedReader(file)) {
          return new RoomImport(session, from, Optional.empty(), progress).commit();
        }
      }
      try (ArchiveReader archive = ArchiveReader.open(file);
          AtomicFile lines = AtomicFile.later(directory.resolve(ArchiveEntry.ROOM));
          ImportedFiles files = ImportedFiles.of(archive, session, filesDirectory, filesQuota)) {
        unpack(archive, lines.temporary());
        try (BufferedReader from = Files.newBufferedReader(lines.temporary())) {
          Imported imported = new RoomImport(session, from, Optional.of(files), progress).commit();
          files.keep();
          return imported;
        }
      }
    } catch (SQLException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private static void unpack(ArchiveReader archive, Path to) throws IOException {
    archive.each(
        entry -> {
          if (entry.name().equals(ArchiveEntry.DATABASE)) {
            throw new IOException("this is a backup of a whole chat: use restore");
          }
          if (entry.name().equals(ArchiveEntry.ROOM)) {
            try (OutputStream out = Files.newOutputStream(to)) {
              archive.read(entry, (bytes, length) -> out.write(bytes, 0, length));
            }
          }
        });
  }

  private Imported commit() throws IOException, SQLException {
    Imported imported = read();
    session.commit();
    return imported;
  }

  private Imported read() throws IOException, SQLException {
    ExportHead head = next(ExportHead::of);
    if (head == null) {
      throw new IOException("the file is empty");
    }
    LogHead log = head.log();
    RoomRow room = new RoomRow(insert(head.room()), head.room(), log);
    ChangedMessages messages = new ChangedMessages(session, room);
    long dropped = 0;
    long expected = log.floor() + 1;
    RoomId id = head.room().id();
    for (ExportFormat.Line line = next(json -> ExportFormat.line(id, json));
        line != null;
        line = next(json -> ExportFormat.line(id, json))) {
      boolean fits =
          line.event() == null
              ? line.seq() > dropped && line.seq() <= log.floor()
              : line.seq() == expected;
      if (!fits || line.seq() > log.seq()) {
        throw new IOException(at() + "event " + line.seq() + " is out of sequence");
      }
      add(room, messages, line);
      dropped = line.seq();
      expected += line.event() == null ? 0 : 1;
    }
    if (expected <= log.seq()) {
      throw new IOException("events " + expected + " to " + log.seq() + " are missing");
    }
    session.update(
        "UPDATE rooms SET head = ?, floor = ?, messages = ? WHERE number = ?",
        log.seq(),
        log.floor(),
        log.messages(),
        room.number());
    int unknown = ExportedMembers.join(session, room, head.members());
    ExportedFollows.store(session, room, head.follows(), progress);
    return new Imported(
        id, log.seq() - log.floor(), files.map(ImportedFiles::files).orElse(0L), unknown);
  }

  /** Inserts the room and returns its number. */
  private long insert(RoomRecord record) throws IOException, SQLException {
    RoomDirectory.Addition addition = RoomChecks.place(session, record, "");
    switch (addition) {
      case ID_TAKEN -> throw new IOException("the room " + record.id() + " already exists");
      case NAME_TAKEN ->
          throw new IOException("a room with the name " + record.name() + " already exists");
      case CODE_TAKEN ->
          throw new IOException("the code " + record.code() + " is or was used by another room");
      case TOO_MANY, MEMBER_OF_TOO_MANY, TOO_MANY_OF_ORIGIN ->
          throw new IOException("the author of the room has reached the limit of rooms");
      case ADDED -> {}
    }
    RoomRow.insert(session, record, new EpochGenerator(new SecureRandom()).next(), List.of(), "");
    return RoomRow.get(session, record.id(), "").number();
  }

  private void add(RoomRow room, ChangedMessages messages, ExportFormat.Line line)
      throws IOException, SQLException {
    long id = room.event(line.seq());
    if (!SendKeyRow.keep(session, line.key(), id, line.at(), line.subject())) {
      throw new IOException(at() + "the store already has an event with this send key");
    }
    if (line.event() != null) {
      RoomEvent event = messages.inThread(line.posted());
      if (files.isPresent() && event instanceof MessagePosted posted) {
        event = files.get().place(posted, id);
      } else if (files.isPresent() && event instanceof MessageEdited edited) {
        event = files.get().placed(edited);
      }
      EventRow.insert(session, id, event);
      messages.apply(event);
      messages.write();
      messages.clear(); // there may be more than fit into memory
    }
  }

  /** Parses the next line; returns null after the last. */
  private <T> T next(Function<JsonObject, T> reading) throws IOException {
    String line = from.readLine();
    if (line == null) {
      return null;
    }
    lineNumber++;
    progress.at(() -> lineNumber + " lines read");
    try {
      return reading.apply(JsonParser.parseString(line).getAsJsonObject());
    } catch (RuntimeException e) { // invalid JSON, or values that the domain rejects
      throw new IOException(at() + "invalid: " + e.getMessage(), e);
    }
  }

  private String at() {
    return "line " + lineNumber + ": ";
  }
}
