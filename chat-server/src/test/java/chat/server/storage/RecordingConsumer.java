package chat.server.storage;

import chat.core.event.RoomEvent;
import chat.server.storage.directory.RoomRow;
import chat.server.storage.follow.EventConsumer;
import chat.server.storage.follow.LogCursor;
import chat.server.storage.sql.SqlSession;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * A consumer of a test: it records what it consumes outside of the store, and keeps the same in the
 * table {@code consumed} of the store. Thread-safe by its monitor.
 */
public final class RecordingConsumer implements EventConsumer {
  private final String name;
  private final Consumer<RoomEvent> before;
  private final Consumer<RoomEvent> writing;
  private final Map<String, List<Long>> recorded = new LinkedHashMap<>();
  private final List<String> notes = new ArrayList<>();
  private final List<RoomEvent> gathered = new ArrayList<>();
  private long gatheredRoom;

  /**
   * @param before called before an event is consumed; may throw
   * @param writing called when an event has been written and is not committed; may throw
   */
  RecordingConsumer(String name, Consumer<RoomEvent> before, Consumer<RoomEvent> writing) {
    this.name = name;
    this.before = before;
    this.writing = writing;
  }

  public RecordingConsumer(String name) {
    this(name, event -> {}, event -> {});
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public long consume(RoomRow room, List<RoomEvent> events) {
    for (RoomEvent event : events) {
      before.accept(event);
      synchronized (this) {
        recorded.computeIfAbsent(event.room().value(), id -> new ArrayList<>()).add(event.seq());
        gathered.add(event);
        gatheredRoom = room.number();
      }
    }
    return events.get(events.size() - 1).seq();
  }

  @Override
  public synchronized void write(SqlSession session) throws SQLException {
    session.update(
        "CREATE TABLE IF NOT EXISTS consumed (name TEXT NOT NULL, room BIGINT NOT NULL,"
            + " seq BIGINT NOT NULL)");
    for (RoomEvent event : gathered) {
      session.update(
          "INSERT INTO consumed (name, room, seq) VALUES (?, ?, ?)",
          name,
          gatheredRoom,
          event.seq());
      writing.accept(event);
    }
  }

  @Override
  public synchronized void clear() {
    gathered.clear();
  }

  @Override
  public synchronized boolean trim(SqlSession session, LogCursor cursor, long floor) {
    notes.add("trimmed " + cursor.id() + " to " + floor);
    return true;
  }

  @Override
  public synchronized boolean end(SqlSession session, LogCursor cursor) {
    notes.add("ended " + cursor.id() + " at " + cursor.seq());
    return true;
  }

  /** The numbers of a room's events, as they were consumed. */
  public synchronized CompletionStage<List<Long>> of(String room) {
    return CompletableFuture.completedFuture(List.copyOf(recorded.getOrDefault(room, List.of())));
  }

  /** The trims and ends of logs that it had consumed. */
  public synchronized CompletionStage<List<String>> notes() {
    return CompletableFuture.completedFuture(List.copyOf(notes));
  }

  /** The events in the table of the store, in order; duplicates are a fault. */
  List<Long> kept(SqlSession session) throws SQLException {
    List<Long> kept =
        session.list(
            "SELECT seq FROM consumed WHERE name = ? ORDER BY room, seq",
            row -> row.getLong(1),
            name);
    session.commit();
    return kept;
  }
}
