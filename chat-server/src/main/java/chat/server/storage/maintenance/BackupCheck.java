package chat.server.storage.maintenance;

import chat.core.file.FileInfo;
import chat.server.storage.archive.ArchiveEntry.FilePart;
import chat.server.storage.archive.ArchiveReader;
import chat.server.storage.sql.Progress;
import chat.server.storage.sql.SqlSession;
import chat.server.storage.sql.SqliteDialect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** Checks a backup: the hash of each entry, its database, and that it has all files. Stateless. */
public final class BackupCheck {
  private BackupCheck() {}

  /**
   * Checks a backup by a copy of its database in a temporary directory; changes nothing else.
   *
   * @param faults receives each fault as a sentence
   * @throws IOException if it is no backup, is incomplete, or its database cannot be read
   */
  public static IntegrityCheck.Counts run(Path file, Consumer<String> faults, Progress progress)
      throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IOException("no such file: " + file);
    }
    if (!ArchiveReader.isArchive(file)) {
      throw new IOException(file + " is no zip; restore it into an empty directory to check it");
    }
    Path temporary = Files.createTempDirectory("chat-check"); // for its owner alone
    try (ArchiveReader archive = ArchiveReader.open(file)) {
      return check(archive, file, temporary, faults, progress);
    } finally {
      StagedFiles.delete(temporary);
    }
  }

  private static IntegrityCheck.Counts check(
      ArchiveReader archive, Path file, Path temporary, Consumer<String> faults, Progress progress)
      throws IOException {
    Path database = SqliteDialect.fileIn(temporary);
    List<FilePart> parts = new ArrayList<>();
    archive.each(
        entry -> {
          Optional<FilePart> part = entry.file();
          if (part.isEmpty()) {
            Restore.database(archive, entry, database);
            return;
          }
          parts.add(part.get());
          progress.at(() -> parts.size() + " files read");
          try {
            archive.read(entry, (bytes, length) -> {});
          } catch (IOException e) {
            faults.accept(e.getMessage());
          }
        });
    if (!Files.exists(database)) {
      throw new IOException(file + " has no database");
    }
    Restore.prepare(file, database, progress);
    return IntegrityCheck.run(
        temporary,
        (session, found) -> {
          FileFaults files = new FileFaults(session, new Archived(archive), found);
          files.find();
          orphans(session, parts, found);
          return files.files();
        },
        faults,
        progress);
  }

  private static void orphans(SqlSession session, List<FilePart> parts, Consumer<String> faults)
      throws SQLException {
    for (FilePart part : parts) {
      boolean isBound =
          session
              .first(
                  "SELECT 1 FROM files WHERE id = ? AND message IS NOT NULL AND erased = 0",
                  row -> true,
                  part.id().value())
              .isPresent();
      if (!isBound) {
        faults.accept("file " + part.id() + ": no message has it");
      }
    }
  }

  /** The files of an archive, whose hashes are checked already. */
  private record Archived(ArchiveReader archive) implements FileFaults.Bytes {
    @Override
    public OptionalLong size(FilePart part) {
      return archive.size(part.name());
    }

    @Override
    public Optional<String> change(FileInfo file) {
      return Optional.empty();
    }
  }
}
