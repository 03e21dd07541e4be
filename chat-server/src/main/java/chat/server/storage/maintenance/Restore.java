package chat.server.storage.maintenance;

import chat.server.file.DirectoryFileBytes;
import chat.server.storage.archive.ArchiveEntry;
import chat.server.storage.archive.ArchiveReader;
import chat.server.storage.archive.AtomicFile;
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

/**
 * Restores a backup to a data directory that no server uses: an archive, or a database without
 * files, as earlier versions wrote it. Stateless.
 */
public final class Restore {
  private static final int MEBIBYTE = 1 << 20;
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssSSS'Z'").withZone(ZoneOffset.UTC);

  /**
   * What was there before, and where it is now. Immutable.
   *
   * @param database the path of the replaced database; empty when there was none
   * @param files the directory of the replaced files; empty when there were none, or when they were
   *     left in place because the backup has none
   */
  public record Aside(Optional<Path> database, Optional<Path> files) {}

  private Restore() {}

  /** The same with the files in the data directory. */
  public static Aside run(Path file, Path directory, boolean replace, Instant at, Progress progress)
      throws IOException {
    return run(file, directory, DirectoryFileBytes.within(directory), replace, at, progress);
  }

  /**
   * Copies a backup to a data directory, checks the copy, and gives every room a new epoch, by
   * which clients recognize that its log was replaced.
   *
   * @param filesDirectory the directory of the files
   * @param replace whether an existing database may be replaced
   * @param at the time, which is part of the names of what is replaced
   * @throws IOException if the restore fails; an existing chat is then left unchanged
   */
  public static Aside run(
      Path file,
      Path directory,
      Path filesDirectory,
      boolean replace,
      Instant at,
      Progress progress)
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
        if (ArchiveReader.isArchive(file)) {
          return unpack(file, made, filesDirectory, at, progress);
        }
        copy(file, made.temporary(), progress);
        prepare(file, made.temporary(), progress);
        made.sync();
        return new Aside(keep(made, database, at), Optional.empty());
      }
    }
  }

  /** Everything is checked and on the disk before anything that is there is moved. */
  private static Aside unpack(
      Path file, AtomicFile made, Path filesDirectory, Instant at, Progress progress)
      throws IOException {
    try (ArchiveReader archive = ArchiveReader.open(file);
        StagedFiles staged = StagedFiles.in(filesDirectory)) {
      long[] copied = {0};
      archive.each(
          entry -> {
            Optional<ArchiveEntry.FilePart> part = entry.file();
            if (part.isPresent()) {
              staged.write(archive, entry, part.get());
            } else {
              database(archive, entry, made.temporary());
            }
            copied[0] += entry.size();
            progress.at(() -> copied[0] / MEBIBYTE + " MiB copied");
          });
      prepare(file, made.temporary(), progress);
      forgetUploads(made.temporary());
      made.sync();
      Optional<Path> files = staged.place("replaced-" + STAMP.format(at));
      return new Aside(keep(made, made.target(), at), files);
    }
  }

  /** Copies the database of an archive. */
  static void database(ArchiveReader archive, ArchiveEntry entry, Path to) throws IOException {
    if (!entry.name().equals(ArchiveEntry.DATABASE)) {
      throw new IOException(entry.name() + " is of an exported room: use import");
    }
    try (OutputStream out = Files.newOutputStream(to)) {
      archive.read(entry, (bytes, length) -> out.write(bytes, 0, length));
    }
  }

  /** Uploads that no message has are not in a backup: their clients begin again. */
  private static void forgetUploads(Path database) throws IOException {
    try (SqlSession session =
        new SqlSession(config().createConnection("jdbc:sqlite:" + database))) {
      session.update("DELETE FROM files WHERE message IS NULL OR erased = 1");
      session.update("UPDATE file_space SET bytes = (SELECT coalesce(sum(space), 0) FROM files)");
      session.commit();
    } catch (SQLException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private static Optional<Path> keep(AtomicFile made, Path database, Instant at)
      throws IOException {
    Optional<Path> aside = putAside(database, at);
    made.keep();
    return aside;
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

  private static SQLiteConfig config() {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.DELETE); // so that there are no other files
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    return config;
  }

  /** Checks a copy of a database, migrates it and gives its rooms new epochs. */
  static void prepare(Path asked, Path copy, Progress progress) throws IOException {
    try (Connection connection = config().createConnection("jdbc:sqlite:" + copy);
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
