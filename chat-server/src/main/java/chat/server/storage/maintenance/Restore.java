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

/** Puts a backup in the place of a store that no server uses. Stateless. */
public final class Restore {
  private static final int MEBIBYTE = 1 << 20;
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssSSS'Z'").withZone(ZoneOffset.UTC);

  private Restore() {}

  /**
   * Copies a backup into a data directory, checks the copy, and gives every room another epoch: its
   * log is another one from now on.
   *
   * @param replace whether a chat that is there gives way
   * @param at when, which names what gave way
   * @return where the chat that gave way is now; empty when there was none
   * @throws IOException if it cannot be done; the chat that was there stays then
   */
  public static Optional<Path> run(
      Path file, Path directory, boolean replace, Instant at, Progress progress)
      throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IOException("there is no file " + file);
    }
    try (DirectoryLock lock = DirectoryLock.take(directory)) {
      NativeLibrary.place(lock.directory());
      Path database = SqliteDialect.fileIn(lock.directory());
      if (Files.exists(database) && !replace) {
        throw new IOException(directory + " holds a chat already; --replace puts it aside");
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
    config.setJournalMode(SQLiteConfig.JournalMode.DELETE); // nothing beside the file
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
      throw new IOException(asked + " is no backup of a chat: " + e.getMessage(), e);
    }
  }

  private static void newEpochs(SqlSession session) throws SQLException {
    EpochGenerator epochs = new EpochGenerator(new SecureRandom());
    for (long number : session.list("SELECT number FROM rooms", row -> row.getLong(1))) {
      session.update("UPDATE rooms SET epoch = ? WHERE number = ?", epochs.next(), number);
    }
    // What consumers keep in this store is as old as the log: they go on where they were.
    session.update(
        "UPDATE followers SET epoch = (SELECT epoch FROM rooms WHERE number = room)"
            + " WHERE room IN (SELECT number FROM rooms)");
  }

  /**
   * Moves a database and what its engine left beside it: an old write-ahead log would be taken for
   * that of the new database.
   */
  private static Optional<Path> putAside(Path database, Instant at) throws IOException {
    Path aside = database.resolveSibling("replaced-" + STAMP.format(at) + ".db");
    boolean moved = move(database, aside);
    move(beside(database, "-wal"), beside(aside, "-wal"));
    Files.deleteIfExists(beside(database, "-shm"));
    return moved ? Optional.of(aside) : Optional.empty();
  }

  private static Path beside(Path database, String end) {
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
