package chat.server.storage.directory;

import chat.server.storage.sql.InList;
import chat.server.storage.sql.SqlSession;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

/** Deletes events, and what they made of messages, from the tables of the log. Stateless. */
public final class LogRows {
  /** The body of an edit whose message is deleted. */
  public static final String ERASED_BODY = "{\"erased\":true}";

  private LogRows() {}

  /**
   * Deletes the events with ids after {@code after} up to {@code last}, which are the first ones of
   * their room, with the pins, reactions, mentions and versions of the messages among them. Later
   * edits of these messages are erased.
   *
   * @return how many of them were messages
   */
  public static int remove(SqlSession session, long after, long last) throws SQLException {
    int messages = session.update("DELETE FROM messages WHERE id > ? AND id <= ?", after, last);
    session.update("DELETE FROM events WHERE id > ? AND id <= ?", after, last);
    session.update("DELETE FROM reactions WHERE message > ? AND message <= ?", after, last);
    session.update("DELETE FROM pins WHERE message > ? AND message <= ?", after, last);
    session.update("DELETE FROM mentions WHERE message > ? AND message <= ?", after, last);
    eraseEdits(session, after, last);
    eraseFiles(session, after, last);
    overwrite(session, last);
    return messages;
  }

  /** Notes that the content of an event was deleted, to be overwritten. */
  public static void overwrite(SqlSession session, long id) throws SQLException {
    session.update("INSERT INTO erasures (id) VALUES (?) ON CONFLICT DO NOTHING", id);
  }

  /**
   * Erases the edits of the messages with ids after {@code after} up to {@code last}, and deletes
   * their versions.
   */
  public static void eraseEdits(SqlSession session, long after, long last) throws SQLException {
    session.update(
        "UPDATE events SET body = ? WHERE id IN"
            + " (SELECT event FROM versions WHERE message > ? AND message <= ?)",
        ERASED_BODY,
        after,
        last);
    session.update(
        "INSERT INTO erasures (id) SELECT event FROM versions WHERE message > ? AND message <= ?"
            + " ON CONFLICT DO NOTHING",
        after,
        last);
    session.update("DELETE FROM versions WHERE message > ? AND message <= ?", after, last);
  }

  /**
   * Marks the files of the messages with ids after {@code after} up to {@code last} as erased;
   * their bytes are deleted later.
   */
  public static void eraseFiles(SqlSession session, long after, long last) throws SQLException {
    session.update("UPDATE files SET erased = 1 WHERE message > ? AND message <= ?", after, last);
  }

  /** Deletes all events of {@code rooms}. */
  static void removeAll(SqlSession session, Collection<String> rooms) throws SQLException {
    List<String> ids = List.copyOf(rooms);
    InList.update(
        session,
        "INSERT INTO erasures (id) SELECT (number << 32) + head FROM rooms WHERE id IN (...)"
            + " ON CONFLICT DO NOTHING",
        ids);
    InList.update(
        session,
        "UPDATE files SET erased = 1 WHERE id IN (SELECT file.id FROM rooms JOIN files AS file"
            + " ON file.message > (rooms.number << 32)"
            + " AND file.message < ((rooms.number + 1) << 32) WHERE rooms.id IN (...))",
        ids);
    removeAll(session, "messages", "id", ids);
    removeAll(session, "events", "id", ids);
    removeAll(session, "reactions", "message", ids);
    removeAll(session, "pins", "message", ids);
    removeAll(session, "mentions", "message", ids);
    removeAll(session, "versions", "message", ids);
  }

  private static void removeAll(SqlSession session, String table, String id, List<String> rooms)
      throws SQLException {
    InList.update(
        session,
        "DELETE FROM "
            + table
            + " WHERE "
            + id
            + " IN (SELECT event."
            + id
            + " FROM rooms JOIN "
            + table
            + " AS event ON event."
            + id
            + " > (rooms.number << 32) AND event."
            + id
            + " < ((rooms.number + 1) << 32) WHERE rooms.id IN (...))",
        rooms);
  }
}
