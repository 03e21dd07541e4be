package chat.server.storage.maintenance;

import chat.core.event.MessageEdited;
import chat.core.event.MessagePosted;
import chat.core.file.FileBytes;
import chat.core.file.FileBytes.Content;
import chat.core.file.FileBytes.Part;
import chat.core.file.FileId;
import chat.core.file.FileInfo;
import chat.core.file.Upload;
import chat.server.file.DirectoryFileBytes;
import chat.server.storage.archive.ArchiveEntry;
import chat.server.storage.archive.ArchiveEntry.FilePart;
import chat.server.storage.archive.ArchiveReader;
import chat.server.storage.sql.SqlSession;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The files of an exported room, whose bytes are on the disk before the commit that makes them
 * files of messages. Confined to one thread.
 */
final class ImportedFiles implements AutoCloseable {
  private final ArchiveReader archive;
  private final SqlSession session;
  private final LiveFiles live;
  private final FileBytes bytes;
  private final long quota;
  private final Map<String, ArchiveEntry> entries = new HashMap<>();
  private final List<FileId> written = new ArrayList<>();
  private final Map<FileId, FileInfo> changed = new HashMap<>(); // by the id in the archive
  private final SecureRandom random = new SecureRandom();
  private long files;

  private ImportedFiles(ArchiveReader archive, SqlSession session, Path directory, long quota)
      throws IOException {
    this.archive = archive;
    this.session = session;
    this.live = new LiveFiles(directory);
    this.bytes = DirectoryFileBytes.at(directory);
    this.quota = quota;
  }

  /** Opens the files of an archive; {@code quota} is the space of all files of this server. */
  static ImportedFiles of(ArchiveReader archive, SqlSession session, Path directory, long quota)
      throws IOException {
    ImportedFiles files = new ImportedFiles(archive, session, directory, quota);
    archive.each(
        entry -> {
          if (entry.file().isPresent()) {
            files.entries.put(entry.name(), entry);
          }
        });
    return files;
  }

  /** The number of files that were imported. */
  long files() {
    return files;
  }

  /**
   * Imports the files of a message that the archive has; the others keep their descriptions alone.
   *
   * @param id the id of the message
   * @return the message, with other ids of files that this server has already
   * @throws IOException if there is no space, or a file is not what the message says
   */
  MessagePosted place(MessagePosted posted, long id) throws IOException, SQLException {
    List<FileInfo> placed = new ArrayList<>();
    for (FileInfo file : posted.files()) {
      boolean isThere = entries.containsKey(new FilePart(file.id(), Part.CONTENT).name());
      placed.add(isThere ? place(posted, id, file) : file);
    }
    return posted.withFiles(placed);
  }

  /** An edit of an imported message, with the files as they were placed. */
  MessageEdited placed(MessageEdited edited) {
    return edited.withFiles(
        edited.files().stream()
            .map(
                file ->
                    changed.containsKey(file.id())
                        ? changed.get(file.id()).withAlt(file.alt())
                        : file)
            .toList());
  }

  private FileInfo place(MessagePosted posted, long id, FileInfo file)
      throws IOException, SQLException {
    FileId free = isTaken(file.id()) ? FileId.random(random) : file.id();
    long preview = entries.containsKey(new FilePart(file.id(), Part.PREVIEW).name()) ? 1 : 0;
    FileInfo placed =
        new FileInfo(
            free, file.name(), file.type(), file.size(), file.media(), preview > 0, file.alt());
    if (!placed.equals(file)) {
      changed.put(file.id(), placed);
    }
    written.add(free);
    long space = Upload.space(write(file.id(), free, Part.CONTENT));
    if (preview > 0) {
      space += Upload.space(write(file.id(), free, Part.PREVIEW));
    }
    Optional<String> change = live.change(placed);
    if (change.isPresent() || entry(file.id(), Part.CONTENT).size() != file.size()) {
      throw new IOException("file " + file.id() + ": " + change.orElse("has another size"));
    }
    session.update("UPDATE file_space SET bytes = bytes + ?", space);
    if (session.first("SELECT bytes FROM file_space", row -> row.getLong(1)).orElse(0L) > quota) {
      throw new IOException("the files of the room need more space than FILES_QUOTA leaves");
    }
    session.update(
        "INSERT INTO files (id, room, uploader, created, length, received, finished, space, info,"
            + " message) VALUES (?, ?, ?, ?, ?, ?, 1, ?, '', ?)",
        free.value(),
        posted.room().value(),
        posted.author().id().value(),
        posted.at().toEpochMilli(),
        file.size(),
        file.size(),
        space,
        id);
    files++;
    return placed;
  }

  private boolean isTaken(FileId id) throws SQLException {
    return session.first("SELECT 1 FROM files WHERE id = ?", row -> true, id.value()).isPresent();
  }

  private ArchiveEntry entry(FileId id, Part part) {
    return entries.get(new FilePart(id, part).name());
  }

  private long write(FileId from, FileId to, Part part) throws IOException {
    try (Content content = bytes.write(to, part)) {
      content.truncate(0);
      archive.read(
          entry(from, part),
          (read, length) -> content.write(ByteBuffer.wrap(read, 0, length), content.length()));
      content.sync();
      return content.length();
    }
  }

  /** The import was committed: what was written stays. */
  void keep() {
    written.clear();
  }

  @Override
  public void close() throws IOException {
    for (FileId id : written) {
      bytes.delete(id);
    }
  }
}
