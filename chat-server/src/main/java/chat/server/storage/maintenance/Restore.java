package chat.server.storage.maintenance;

import chat.server.storage.directory.EpochGenerator;
import chat.server.storage.migration.Migrations;
import chat.server.storage.sql.DirectoryLock;
import chat.server.storage.sql.NativeLibrary;
import chat.server.storage.sql.Progress;
import chat.server.storage.sql.SqlSession;
import chat.server.storage.sql.SqliteDialect;
import chat.server.storage.sql.StatementProgress;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sqlite.SQLiteConfig;

/** Restores a backup to a data directory that no server uses. Stateless. */
public final class Restore {
  private static final int MEBIBYTE = 1 << 20;
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssSSS'Z'").withZone(ZoneOffset.UTC);

  private Restore() {}

  /**
   * Copies a backup to a data directory, checks the copy, and gives every room a new epoch, by
   * which clients recognize that its log was replaced.
   *
   * @param replace whether an existing database may be replaced
   * @param at the time, which is part of the name of the replaced database
   * @return the path of the replaced database; empty when there was none
   * @throws IOException if the restore fails; an existing database is then left unchanged
   */
  public static Optional<Path> run(
      Path file, Path directory, boolean replace, Instant at, Progress progress)
      throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IOException("no such file: " + file);
    }
    try (DirectoryLock lock = DirectoryLock.take(directory)) {
      NativeLibrary.place(lock.directory());
      Path database = SqliteDialect.fileIn(lock.directory());
      if (Files.exists(database) && !replace) {
        throw new IOException(
            directory + " already contains a chat database; use --replace to move it aside");
      }
      try (AtomicFile made = AtomicFile.later(database)) {
        copy(file, made.temporary(), progress);
        prepare(file, made.temporary(), progress);
        made.sync();
        Optional<Path> aside = putAside(database, at);
        made.keep();
        return aside;
      }
    }
  }

  private static void copy(Path from, Path to, Progress progress) throws IOException {
    byte[] buffer = new byte[MEBIBYTE];
    long copied = 0;
    try (InputStream in = Files.newInputStream(from);
        OutputStream out = Files.newOutputStream(to)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        out.write(buffer, 0, read);
        copied += read;
        long mebibytes = copied / MEBIBYTE;
        progress.at(() -> mebibytes + " MiB copied");
      }
    }
  }

  private static void prepare(Path asked, Path copy, Progress progress) throws IOException {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.DELETE); // so that there are no other files
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    try (Connection connection = config.createConnection("jdbc:sqlite:" + copy);
        SqlSession session = new SqlSession(connection)) {
      var unused = DatabaseFiles.requireStore(session, asked);
      StatementProgress.watch(connection, progress, () -> "checking");
      List<String> faults = new ArrayList<>();
      IntegrityCheck.integrity(session, faults::add);
      if (!faults.isEmpty()) {
        throw new IOException(asked + " is damaged: " + faults.get(0));
      }
      Migrations.apply(session, "sqlite", progress);
      newEpochs(session);
      session.commit();
    } catch (SQLException e) {
      throw new IOException(asked + " is not a backup of a chat: " + e.getMessage(), e);
    }
  }

  private static void newEpochs(SqlSession session) throws SQLException {
    EpochGenerator epochs = new EpochGenerator(new SecureRandom());
    for (long number : session.list("SELECT number FROM rooms", row -> row.getLong(1))) {
      session.update("UPDATE rooms SET epoch = ? WHERE number = ?", epochs.next(), number);
    }
    // The cursors of consumers in this store match its log, so they stay valid.
    session.update(
        "UPDATE followers SET epoch = (SELECT epoch FROM rooms WHERE number = room)"
            + " WHERE room IN (SELECT number FROM rooms)");
  }

  /**
   * Moves a database and its write-ahead log aside. A log left behind would be applied to the new
   * database.
   */
  private static Optional<Path> putAside(Path database, Instant at) throws IOException {
    Path aside = database.resolveSibling("replaced-" + STAMP.format(at) + ".db");
    boolean moved = move(database, aside);
    move(sibling(database, "-wal"), sibling(aside, "-wal"));
    Files.deleteIfExists(sibling(database, "-shm"));
    return moved ? Optional.of(aside) : Optional.empty();
  }

  private static Path sibling(Path database, String end) {
    return database.resolveSibling(database.getFileName() + end);
  }

  private static boolean move(Path from, Path to) throws IOException {
    if (!Files.exists(from)) {
      return false;
    }
    Files.move(from, to);
    return true;
  }
}
