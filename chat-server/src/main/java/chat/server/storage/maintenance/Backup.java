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

/** Copies a store into one file, also while a server uses it. Stateless. */
public final class Backup {
  private static final int MEBIBYTE = 1 << 20;

  private Backup() {}

  /**
   * Copies everything that was committed when it began.
   *
   * @param file a name that is free yet
   * @return how many bytes the copy has
   * @throws IOException if it cannot be made; then there is no such file
   */
  public static long write(Path directory, Path file, Progress progress) throws IOException {
    try (SqlSession session = DatabaseFiles.read(directory);
        AtomicFile made = AtomicFile.at(file)) {
      Connection connection = session.connection();
      connection.rollback();
      connection.setAutoCommit(true); // it is no part of a transaction
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
