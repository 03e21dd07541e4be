package chat.server.storage.follow;

import chat.core.event.RoomEvent;
import chat.server.storage.directory.RoomRow;
import chat.server.storage.sql.SqlSession;
import java.sql.SQLException;
import java.util.List;

/**
 * Consumes the logs of all rooms behind their commits; a {@link LogFollower} calls it. It is given
 * every event that is kept, those of a room in the order of its log, each at least once: after a
 * failure or a crash what followed the last cursor comes again. Rooms are in no order.
 *
 * <p>What is written into the database that has the cursors is gathered by {@link #consume} and
 * written by {@link #write}, in the transaction that moves the cursors: there it is exactly once.
 * What happens outside of it is done by {@link #consume}, and the cursor moves afterwards.
 *
 * <p>Called by one thread at a time; {@link #write}, {@link #trim} and {@link #end} by the thread
 * that has the transaction, which may run them again when it did not commit.
 */
public interface LogConsumer {
  /** What its cursors are kept under: lower-case letters and underscores. Never changes. */
  String name();

  /**
   * Takes the next events of a room. A failure brings them again later.
   *
   * @param events those that follow the cursor, at least one; at most {@link LogTurns#MOST_EVENTS}
   *     and {@link chat.core.port.MessageLog#ENOUGH_BYTES} with the event that reaches them
   * @return the seq of the last one that it took, at least the first: the others come again, in a
   *     turn of their own
   */
  long consume(RoomRow room, List<RoomEvent> events) throws SQLException;

  /** Whether what it has gathered should be committed before it takes more. */
  default boolean isFull() {
    return true;
  }

  /** Writes what it has gathered since {@link #clear}, and gathers on. */
  default void write(SqlSession session) throws SQLException {
    // it keeps nothing there
  }

  /** Lets go of what it has gathered: it is committed, or failed and will come again. */
  default void clear() {
    // it gathers nothing
  }

  /**
   * Removes what it keeps of the events above the cursor's floor up to {@code floor}, which the log
   * has dropped, or the first of that.
   *
   * @return whether nothing is left; otherwise it is called again, in another transaction
   */
  default boolean trim(SqlSession session, LogCursor cursor, long floor) throws SQLException {
    return true;
  }

  /**
   * Removes what it keeps of a log that is no more, or the first of that: the room has ended, or
   * has another log.
   *
   * @return whether nothing is left; otherwise it is called again, in another transaction
   */
  default boolean end(SqlSession session, LogCursor cursor) throws SQLException {
    return true;
  }
}
