package chat.server.storage.follow;

import chat.core.model.RoomId;
import chat.server.storage.directory.RoomRow;
import chat.server.storage.sql.SqlSession;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Feeds rooms to a consumer in rounds, in which each room has one bounded turn. Other rooms
 * therefore delay a room by one round at most. A room at which the consumer fails is set aside and
 * retried later, while the others continue. Confined to one thread.
 *
 * @param <E> what the consumer reads of an event
 */
public final class LogTurns<E> {
  /** The maximum number of events in a turn. */
  static final int MOST_EVENTS = 100;

  private final LogConsumer<E> consumer;
  private final LogCursors cursors;
  private final Consumer<Exception> failures;

  private final RoomScan scan;
  private final RoomsAside aside;
  private final Set<RoomId> waiting = new LinkedHashSet<>();
  private final Map<RoomId, Move> batch = new LinkedHashMap<>();

  /** A cursor and its new position. */
  private record Move(LogCursor cursor, long seq) {}

  /**
   * @param nanoTime a clock like {@link System#nanoTime}
   * @param failures receives exceptions that affect single rooms
   */
  public LogTurns(
      LogConsumer<E> consumer,
      LogCursors cursors,
      LongSupplier nanoTime,
      Consumer<Exception> failures) {
    this.consumer = consumer;
    this.cursors = cursors;
    this.failures = failures;
    this.scan = new RoomScan(cursors);
    this.aside = new RoomsAside(nanoTime);
  }

  /** Adds all rooms, existing or deleted, a page at a time. */
  void addAll() {
    scan.start();
  }

  /** Adds rooms after those that wait already. */
  public void add(Collection<RoomId> rooms) {
    for (RoomId room : rooms) {
      if (!aside.contains(room)) {
        waiting.add(room);
      }
    }
  }

  /** The number of rooms that wait for a turn. */
  int size() {
    return waiting.size();
  }

  /** Whether no room waits for a turn. */
  public boolean isDone() {
    return waiting.isEmpty() && scan.isDone();
  }

  /** Whether no room waits or is set aside. */
  boolean hasCaughtUp() {
    return isDone() && aside.isEmpty();
  }

  /** The time until the next turn of a room that was set aside; empty when there is none. */
  OptionalLong nanosToNext() {
    return aside.nanosToNext();
  }

  /**
   * Gives each waiting room one turn and commits; rooms with more events wait for the next round.
   * The next start checks the rooms that are left at shutdown.
   *
   * @throws SQLException if a database fails; later rounds repeat what was not committed
   */
  public void round(FollowerStore.Connected stores, BooleanSupplier closing) throws SQLException {
    if (waiting.size() < RoomScan.PAGE) {
      add(scan.next(stores));
    }
    List<RoomId> due = aside.due();
    aside.suspect(due);
    waiting.addAll(due);
    for (RoomId room : List.copyOf(waiting)) {
      if (aside.isSuspect(room)) {
        commit(stores); // so that only this room fails
      }
      turn(stores, room);
      if (consumer.isFull() || aside.isSuspect(room)) {
        commit(stores);
      }
      if (closing.getAsBoolean()) {
        return;
      }
    }
    commit(stores);
    stores.endReads();
  }

  /** Gives a room its turn, and sets it aside if that fails. */
  private void turn(FollowerStore.Connected stores, RoomId id) throws SQLException {
    waiting.remove(id);
    try {
      if (!consume(stores, id)) {
        waiting.add(id);
      } else if (!batch.containsKey(id)) {
        aside.remove(Set.of(id));
      }
    } catch (SQLException e) {
      repeatBatch();
      boolean unused = setAside(id);
      throw e;
    } catch (RuntimeException e) {
      repeatBatch();
      continueAfter(stores, setAside(id), e);
    }
  }

  /** Consumes some of a room's log and returns whether nothing is left of it. */
  private boolean consume(FollowerStore.Connected stores, RoomId id) throws SQLException {
    Optional<RoomRow> found = RoomRow.find(stores.log(), id, "");
    Optional<LogCursor> known = Optional.empty();
    for (LogCursor each : cursors.find(stores.cursors(), id)) {
      if (!each.isOf(found)) {
        stores.endReads();
        stores.write(session -> end(session, each));
        return false;
      }
      known = Optional.of(each);
    }
    if (found.isEmpty()) {
      stores.endReads();
      return true;
    }
    RoomRow room = found.get();
    LogCursor cursor = known.orElseGet(() -> LogCursor.before(room));
    long floor = room.head().floor();
    if (cursor.floor() < floor) {
      stores.endReads();
      stores.write(session -> trim(session, cursor, floor));
      return false;
    }
    long head = room.head().seq();
    if (cursor.seq() >= head) {
      stores.log().commit();
      return true;
    }
    List<E> events = consumer.read(stores.log(), room, cursor.seq(), MOST_EVENTS);
    stores.log().commit();
    long done = events.isEmpty() ? head : consumer.consume(room, events);
    if (done <= cursor.seq() || done > head) {
      throw new IllegalStateException(consumer.name() + " returned an invalid position: " + done);
    }
    batch.put(id, new Move(cursor, done));
    return done >= head;
  }

  private Boolean end(SqlSession session, LogCursor cursor) throws SQLException {
    boolean isDone = consumer.end(session, cursor);
    if (isDone) {
      cursors.remove(session, cursor);
    }
    return isDone;
  }

  private Boolean trim(SqlSession session, LogCursor cursor, long floor) throws SQLException {
    boolean isDone = consumer.trim(session, cursor, floor);
    if (isDone) {
      cursors.raise(session, cursor, floor);
    }
    return isDone;
  }

  /** Writes the consumer's output and moves the cursors, in one transaction. */
  private void commit(FollowerStore.Connected stores) throws SQLException {
    if (batch.isEmpty()) {
      return;
    }
    List<RoomId> rooms = List.copyOf(batch.keySet());
    try {
      stores.write(this::write);
    } catch (SQLException e) {
      boolean unused = suspect(rooms);
      throw e;
    } catch (RuntimeException e) {
      continueAfter(stores, suspect(rooms), e);
      return;
    }
    batch.clear();
    consumer.clear();
    aside.remove(rooms);
  }

  private Boolean write(SqlSession session) throws SQLException {
    consumer.write(session);
    for (Move move : batch.values()) {
      cursors.move(session, move.cursor(), move.seq());
    }
    return true;
  }

  /** Discards uncommitted output; its rooms are consumed again. */
  private void repeatBatch() {
    waiting.addAll(batch.keySet());
    batch.clear();
    consumer.clear();
  }

  /** Retries each room of a failed transaction alone, or sets its only room aside. */
  private boolean suspect(List<RoomId> rooms) {
    repeatBatch();
    if (rooms.size() == 1) {
      return setAside(rooms.get(0));
    }
    aside.suspect(rooms);
    return true;
  }

  private void continueAfter(FollowerStore.Connected stores, boolean can, RuntimeException failure)
      throws SQLException {
    if (!can) {
      throw failure;
    }
    stores.rollback();
    failures.accept(failure);
  }

  /** Sets a room aside; returns false when too many are, and leaves it waiting. */
  private boolean setAside(RoomId room) {
    boolean isAside = aside.add(room);
    if (isAside) {
      waiting.remove(room);
    } else {
      waiting.add(room);
    }
    return isAside;
  }
}
