package chat.server.storage.log;

import chat.core.model.RoomId;
import chat.core.port.StoreException;
import chat.server.storage.directory.LogRows;
import chat.server.storage.directory.RoomRow;
import chat.server.storage.sql.GroupCommit;
import chat.server.storage.sql.ReadPool;
import chat.server.storage.sql.SqlSession;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * Deletes the events that the retention policy does not keep, in small batches, so that no sender
 * waits for long. Their send keys stay, so that a retry is always recognized as a duplicate.
 * Thread-safe.
 */
public final class RetentionSweep {
  /** Deleting this many takes the writer about as long as a full group of messages. */
  private static final int BATCH = 512;

  /** Rooms whose first kept event is too old, or that keep too many messages or changes. */
  private static final String ROOMS =
      "SELECT rooms.id FROM rooms JOIN log ON log.id = (number << 32) + floor + 1"
          + " WHERE head > floor AND (log.at < ?"
          + " OR (? > 0 AND (messages > ? OR head - floor - messages > ?)))"
          + " ORDER BY rooms.id";

  private record Oldest(long seq, long at, boolean isMessage) {}

  private final GroupCommit writer;
  private final ReadPool pool;
  private final RetentionPolicy retention;
  private final String rowLock;
  private final Consumer<RoomId> trimmed;

  /**
   * @param trimmed called with a room after some of its log was deleted
   */
  public RetentionSweep(
      GroupCommit writer,
      ReadPool pool,
      RetentionPolicy retention,
      String rowLock,
      Consumer<RoomId> trimmed) {
    this.writer = writer;
    this.pool = pool;
    this.retention = retention;
    this.rowLock = rowLock;
    this.trimmed = trimmed;
  }

  /**
   * Deletes all events that are not kept at {@code now}; blocks until it is done.
   *
   * @throws StoreException if it fails; batches that were committed stay deleted
   */
  public void run(Instant now) {
    long oldest = retention.oldest(now).toEpochMilli();
    int messages = retention.messages();
    List<RoomId> rooms =
        await(
            pool.read(
                session ->
                    session.list(
                        ROOMS,
                        row -> RoomId.of(row.getString(1)),
                        oldest,
                        messages,
                        messages,
                        retention.changes())));
    for (RoomId room : rooms) {
      boolean more = true;
      while (more) { // other writes are committed between the batches
        more = await(writer.writeAnyhow(session -> drop(session, room, oldest)));
        trimmed.accept(room);
      }
    }
  }

  private static <T> T await(CompletionStage<T> stage) {
    try {
      return stage.toCompletableFuture().join();
    } catch (CompletionException e) {
      throw new StoreException(
          "the retention sweep failed: " + e.getCause().getMessage(), e.getCause());
    }
  }

  /** Deletes the first batch and returns whether there may be more. */
  private boolean drop(SqlSession session, RoomId id, long oldest) throws SQLException {
    Optional<RoomRow> found = RoomRow.find(session, id, rowLock);
    if (found.isEmpty()) {
      return false; // the room was deleted meanwhile
    }
    RoomRow room = found.get();
    long floor = room.head().floor();
    long messages = room.head().messages();
    long changes = room.head().seq() - floor - messages;
    int dropped = 0;
    for (Oldest event : first(session, room)) {
      if (!retention.hasTooMany(messages, changes) && event.at() >= oldest) {
        break;
      }
      floor = event.seq();
      messages -= event.isMessage() ? 1 : 0;
      changes -= event.isMessage() ? 0 : 1;
      dropped++;
    }
    if (dropped > 0) {
      LogRows.remove(session, room.event(0), room.event(floor));
      session.update(
          "UPDATE rooms SET floor = ?, messages = ? WHERE number = ?",
          floor,
          messages,
          room.number());
    }
    return dropped == BATCH;
  }

  private static List<Oldest> first(SqlSession session, RoomRow room) throws SQLException {
    return session.list(
        "SELECT id, at, body IS NULL FROM log WHERE id > ? AND id <= ? ORDER BY id LIMIT ?",
        row -> new Oldest(RoomRow.seqOf(row.getLong(1)), row.getLong(2), row.getBoolean(3)),
        room.event(room.head().floor()),
        room.event(room.head().seq()),
        BATCH);
  }
}
