package chat.server.storage.follow;

import chat.server.storage.directory.RoomRow;
import chat.server.storage.sql.SqlSession;
import java.sql.SQLException;
import java.util.List;

/**
 * Consumes committed events of all rooms; called by a {@link LogFollower}. It receives every stored
 * event at least once, those of one room in order: after a failure or a crash the events after the
 * last cursor are repeated. There is no order between rooms.
 *
 * <p>It chooses in {@link #read} what it reads of an event: {@link EventConsumer} reads whole
 * events. One that needs only some columns reads only these, because every column of every event
 * has a cost.
 *
 * <p>Output to the database of the cursors is collected by {@link #consume} and written by {@link
 * #write}, in the transaction that moves the cursors, and so exactly once. Other side effects are
 * done in {@link #consume}, and the cursor moves afterwards.
 *
 * <p>Called by one thread at a time. {@link #write}, {@link #trim} and {@link #end} are called by
 * the thread of the transaction, and again if it did not commit.
 *
 * @param <E> what it reads of an event
 */
public interface LogConsumer<E> {
  /** The key of its cursors: lower-case letters and underscores. Must never change. */
  String name();

  /**
   * Reads the next events of a room, in order, up to {@code limit} or {@link
   * chat.core.port.MessageLog#ENOUGH_BYTES} with the event that reaches them. Has no side effects.
   *
   * @param log a read transaction of the log
   * @param after the seq of the cursor
   * @return the first events after {@code after}; empty only if there are none
   */
  List<E> read(SqlSession log, RoomRow room, long after, int limit) throws SQLException;

  /**
   * Processes the next events of a room. After a failure it is called with them again.
   *
   * @param events what {@link #read} returned, at least one event
   * @return the seq of the last event that it processed, at least the first; the others follow in
   *     another turn
   */
  long consume(RoomRow room, List<E> events) throws SQLException;

  /** Whether the collected output should be committed before it gets more events. */
  default boolean isFull() {
    return true;
  }

  /** Writes the output collected since {@link #clear}, without clearing it. */
  default void write(SqlSession session) throws SQLException {
    // no output
  }

  /** Discards the collected output, which was committed, or failed and will be repeated. */
  default void clear() {
    // nothing collected
  }

  /**
   * Removes output for the events after the cursor's floor up to {@code floor}, which were deleted
   * from the log, or a first part of it.
   *
   * @return whether all of it was removed; otherwise it is called again in another transaction
   */
  default boolean trim(SqlSession session, LogCursor cursor, long floor) throws SQLException {
    return true;
  }

  /**
   * Removes output for a log that does not exist any more, because the room was deleted or has
   * another log; or a first part of it.
   *
   * @return whether all of it was removed; otherwise it is called again in another transaction
   */
  default boolean end(SqlSession session, LogCursor cursor) throws SQLException {
    return true;
  }
}
