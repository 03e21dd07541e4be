package chat.server.storage.maintenance;

import chat.server.storage.sql.Progress;
import chat.server.storage.sql.SqlSession;
import chat.server.storage.sql.StatementProgress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Copies a store to one file, also while a server uses it. Stateless. */
public final class Backup {
  private static final int MEBIBYTE = 1 << 20;

  private Backup() {}

  /**
   * Copies everything that was committed before the start.
   *
   * @param file the file to create, which must not exist
   * @return the size of the copy in bytes
   * @throws IOException if the copy fails; then {@code file} is not created
   */
  public static long write(Path directory, Path file, Progress progress) throws IOException {
    try (SqlSession session = DatabaseFiles.read(directory);
        AtomicFile made = AtomicFile.at(file)) {
      Connection connection = session.connection();
      connection.rollback();
      connection.setAutoCommit(true); // VACUUM cannot run in a transaction
      StatementProgress.watch(connection, progress, () -> written(made.temporary()));
      try (PreparedStatement copy = connection.prepareStatement("VACUUM INTO ?")) {
        copy.setString(1, made.temporary().toString());
        copy.execute();
      }
      made.keep();
      return Files.size(file);
    } catch (SQLException e) {
      throw new IOException(e.getMessage(), e);
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
