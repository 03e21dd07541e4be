package chat.server.storage.maintenance;

import chat.server.file.DirectoryFileBytes;
import chat.server.file.ErasureLock;
import chat.server.storage.sql.Progress;
import chat.server.storage.sql.SqlSession;
import chat.server.storage.sql.StatementProgress;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.function.Consumer;

/** Checks a whole store in one snapshot and reports its faults. Stateless. */
public final class IntegrityCheck {
  /**
   * The contents of a store. Immutable.
   *
   * @param rooms the number of rooms
   * @param events the number of events of all rooms
   * @param keys the number of send keys
   * @param members the number of memberships
   * @param files the number of files of messages
   */
  public record Counts(long rooms, long events, long keys, long members, long files) {}

  /** Finds the faults of files. */
  interface FileCheck {
    /** Returns the number of files of messages. */
    long find(SqlSession session, Consumer<String> faults) throws IOException, SQLException;
  }

  private IntegrityCheck() {}

  /** The same with the files in the data directory. */
  public static Counts run(Path directory, Consumer<String> faults, Progress progress)
      throws IOException {
    return run(directory, DirectoryFileBytes.within(directory), faults, progress);
  }

  /**
   * Checks the store of a data directory, also while a server uses it; nothing is changed.
   *
   * @param filesDirectory the directory of the files
   * @param faults receives each fault as a sentence
   * @throws IOException if the store cannot be read
   */
  public static Counts run(
      Path directory, Path filesDirectory, Consumer<String> faults, Progress progress)
      throws IOException {
    return ErasureLock.reading(
        filesDirectory,
        () -> {
          LiveFiles live = new LiveFiles(filesDirectory);
          return run(
              directory,
              (session, found) -> {
                FileFaults files = new FileFaults(session, live, found);
                files.find();
                live.findOrphans(session, Instant.now(), found);
                return files.files();
              },
              faults,
              progress);
        });
  }

  static Counts run(Path directory, FileCheck fileCheck, Consumer<String> faults, Progress progress)
      throws IOException {
    try (SqlSession session = DatabaseFiles.readLatest(directory)) {
      StatementProgress.watch(session.connection(), progress, () -> "checking");
      session.rollback(); // the next statement starts the snapshot
      integrity(session, faults);
      RoomFaults rooms = new RoomFaults(session, faults);
      rooms.find();
      new MessageFaults(session, faults).find();
      if (version(session) >= 14) {
        new MentionFaults(session, faults).find();
      }
      new SendKeyCheck(session, faults).find();
      references(session, faults);
      return new Counts(
          count(session, "rooms"),
          rooms.events(),
          count(session, "send_keys"),
          count(session, "members"),
          fileCheck.find(session, faults));
    } catch (SQLException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /** Reports the faults that SQLite's own check finds. */
  static void integrity(SqlSession session, Consumer<String> faults) throws SQLException {
    session.each(
        "PRAGMA integrity_check",
        row -> {
          if (!"ok".equals(row.getString(1))) {
            faults.accept("database: " + row.getString(1).replace('\n', ' '));
          }
        });
  }

  private static void references(SqlSession session, Consumer<String> faults) throws SQLException {
    session.each(
        "SELECT user_id, room FROM members WHERE room NOT IN (SELECT number FROM rooms)",
        row ->
            faults.accept(
                "user "
                    + row.getString(1)
                    + ": is a member of room number "
                    + row.getLong(2)
                    + ", which does not exist"));
    session.each(
        "SELECT id, room FROM invites WHERE room NOT IN (SELECT number FROM rooms)",
        row ->
            faults.accept(
                "room invite "
                    + row.getString(1)
                    + ": is for room number "
                    + row.getLong(2)
                    + ", which does not exist"));
    session.each(
        "SELECT DISTINCT user_id FROM sessions WHERE user_id NOT IN (SELECT id FROM users)",
        row -> faults.accept("user " + row.getString(1) + ": has a session but does not exist"));
    accounts(session, faults);
    drafts(session, faults);
    follows(session, faults);
  }

  private static void drafts(SqlSession session, Consumer<String> faults) throws SQLException {
    if (version(session) < 12) {
      return; // there are no drafts yet
    }
    session.each(
        "SELECT user_id, room FROM drafts WHERE NOT EXISTS (SELECT 1 FROM members"
            + " WHERE members.user_id = drafts.user_id AND members.room = drafts.room)",
        row ->
            faults.accept(
                "user "
                    + row.getString(1)
                    + ": has a draft in room number "
                    + row.getLong(2)
                    + ", but is not a member"));
  }

  private static void follows(SqlSession session, Consumer<String> faults) throws SQLException {
    if (version(session) < 13) {
      return; // threads are not followed yet
    }
    session.each(
        "SELECT follows.user_id, follows.room, follows.root FROM follows"
            + " LEFT JOIN members ON members.user_id = follows.user_id"
            + " AND members.room = follows.room"
            + " LEFT JOIN rooms ON rooms.number = follows.room"
            + " WHERE members.room IS NULL OR follows.root > rooms.head"
            + " OR follows.mark > rooms.head OR follows.change > members.follow_changes",
        row ->
            faults.accept(
                "user "
                    + row.getString(1)
                    + ": follows thread "
                    + row.getLong(3)
                    + " in room number "
                    + row.getLong(2)
                    + ", but is not a member, or has read more than there is"));
  }

  private static int version(SqlSession session) throws SQLException {
    return session.first("SELECT max(version) FROM schema_version", row -> row.getInt(1)).orElse(0);
  }

  private static void accounts(SqlSession session, Consumer<String> faults) throws SQLException {
    if (version(session) < 2) {
      return; // there are no accounts yet
    }
    session.each(
        "SELECT user_id FROM accounts WHERE user_id NOT IN"
            + " (SELECT id FROM users WHERE kind = 'REGISTERED' AND retired = 0)",
        row ->
            faults.accept("user " + row.getString(1) + ": has an account but is not registered"));
    session.each(
        "SELECT user_id FROM bots WHERE user_id NOT IN"
            + " (SELECT id FROM users WHERE kind = 'BOT' AND retired = 0)"
            + " OR owner NOT IN (SELECT user_id FROM accounts)",
        row -> faults.accept("bot " + row.getString(1) + ": does not exist, or has no owner"));
    session.each(
        "SELECT id FROM users WHERE skeleton NOT IN (SELECT skeleton FROM names)",
        row -> faults.accept("user " + row.getString(1) + ": has a name that is not reserved"));
  }

  private static long count(SqlSession session, String table) throws SQLException {
    return session.first("SELECT count(*) FROM " + table, row -> row.getLong(1)).orElse(0L);
  }
}
