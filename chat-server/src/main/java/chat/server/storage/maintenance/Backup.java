package chat.server.storage.maintenance;

import chat.server.file.DirectoryFileBytes;
import chat.server.file.ErasureLock;
import chat.server.storage.archive.ArchiveEntry;
import chat.server.storage.archive.ArchiveWriter;
import chat.server.storage.archive.AtomicFile;
import chat.server.storage.sql.Progress;
import chat.server.storage.sql.SqlSession;
import chat.server.storage.sql.StatementProgress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * Copies a store and the files of its messages to one zip, also while a server uses them.
 * Stateless.
 */
public final class Backup {
  private static final int MEBIBYTE = 1 << 20;

  /**
   * A backup that was written. Immutable.
   *
   * @param bytes its length
   * @param files how many files of messages it has
   * @param missing how many it lacks because their bytes were not there
   */
  public record Written(long bytes, long files, long missing) {}

  private Backup() {}

  /** The same with the files in the data directory. */
  public static Written write(Path directory, Path file, Progress progress) throws IOException {
    return write(directory, DirectoryFileBytes.within(directory), file, progress);
  }

  /**
   * Copies everything that was committed before the start. No server deletes bytes of files until
   * it is done, so that what the copied messages name is there.
   *
   * @param filesDirectory the directory of the files
   * @param file the file to create, which must not exist
   * @throws IOException if the copy fails; then {@code file} is not created
   */
  public static Written write(Path directory, Path filesDirectory, Path file, Progress progress)
      throws IOException {
    return ErasureLock.reading(
        filesDirectory, () -> copy(directory, filesDirectory, file, progress));
  }

  private static Written copy(Path directory, Path filesDirectory, Path file, Progress progress)
      throws IOException {
    try (AtomicFile made = AtomicFile.at(file);
        AtomicFile database = AtomicFile.later(made.temporary())) {
      copy(directory, database, progress);
      Written written;
      try (ArchiveWriter zip = new ArchiveWriter(made.temporary(), progress);
          SqlSession copied = DatabaseFiles.readFile(database.temporary())) {
        ArchivedFiles files = new ArchivedFiles(DirectoryFileBytes.find(filesDirectory));
        zip.add(ArchiveEntry.DATABASE, database.temporary());
        BoundFiles.each(copied, part -> files.add(zip, part));
        zip.end();
        written = new Written(Files.size(made.temporary()), files.count(), files.missing());
      }
      made.keep();
      return written;
    } catch (SQLException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private static void copy(Path directory, AtomicFile to, Progress progress)
      throws IOException, SQLException {
    try (SqlSession session = DatabaseFiles.read(directory)) {
      Connection connection = session.connection();
      connection.rollback();
      connection.setAutoCommit(true); // VACUUM cannot run in a transaction
      StatementProgress.watch(connection, progress, () -> written(to.temporary()));
      try (PreparedStatement copy = connection.prepareStatement("VACUUM INTO ?")) {
        copy.setString(1, to.temporary().toString());
        copy.execute();
      }
    }
  }

  private static String written(Path file) {
    try {
      return Files.size(file) / MEBIBYTE + " MiB written";
    } catch (IOException e) {
      return "writing";
    }
  }
}
