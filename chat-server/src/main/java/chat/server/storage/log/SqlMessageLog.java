package chat.server.storage.log;

import chat.core.event.MessageDeleted;
import chat.core.event.RoomEvent;
import chat.core.file.FileInfo;
import chat.core.model.Conversation;
import chat.core.model.RoomId;
import chat.core.model.UserId;
import chat.core.port.Appended;
import chat.core.port.Draft;
import chat.core.port.LogHead;
import chat.core.port.LogPage;
import chat.core.port.MessageLog;
import chat.core.port.MessageReader;
import chat.core.port.Receipt;
import chat.core.port.SendKey;
import chat.server.storage.directory.EpochGenerator;
import chat.server.storage.directory.RoomRow;
import chat.server.storage.sql.GroupCommit;
import chat.server.storage.sql.ReadPool;
import chat.server.storage.sql.SqlSession;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** The message log in SQL. Thread-safe by its writer and read pool. */
public final class SqlMessageLog implements MessageLog {
  private final GroupCommit writer;
  private final ReadPool pool;
  private final EpochGenerator epochs;
  private final String rowLock;
  private final Consumer<RoomId> changed;
  private final Runnable erased;
  private final SqlMessageReader messages;
  private volatile Consumer<RoomId> trims = room -> {};

  /**
   * @param changed called with a room when its log may have changed
   * @param erased called when content was deleted
   */
  public SqlMessageLog(
      GroupCommit writer,
      ReadPool pool,
      EpochGenerator epochs,
      String rowLock,
      Consumer<RoomId> changed,
      Runnable erased) {
    this.writer = writer;
    this.pool = pool;
    this.messages = new SqlMessageReader(pool);
    this.epochs = epochs;
    this.rowLock = rowLock;
    this.changed = changed;
    this.erased = erased;
  }

  @Override
  public CompletionStage<Appended> append(
      RoomId room, Optional<Conversation> opening, List<Draft> drafts) {
    String epoch = epochs.next();
    long bytes = drafts.stream().mapToLong(SqlMessageLog::footprint).sum();
    return writer
        .write(
            bytes,
            session -> {
              if (opening.isPresent()) {
                AppendTransaction.open(session, opening.get(), epoch, rowLock);
              }
              return new AppendTransaction(session, room, rowLock).append(drafts);
            })
        .whenComplete(
            (appended, failure) -> {
              changed.accept(room);
              if (drafts.stream().anyMatch(SqlMessageLog::erases)) {
                erased.run();
              }
            });
  }

  private static long footprint(Draft draft) {
    return draft.event().footprint()
        + (long) draft.condition().files().size() * FileInfo.MAX_WEIGHT;
  }

  private static boolean erases(Draft draft) {
    return draft.event() instanceof MessageDeleted;
  }

  @Override
  public CompletionStage<Map<RoomId, LogHead>> heads(Collection<RoomId> rooms) {
    List<RoomId> ids = List.copyOf(rooms);
    return pool.read(
        session -> {
          Map<RoomId, LogHead> heads = new TreeMap<>();
          RoomRow.find(session, ids).forEach(row -> heads.put(row.room().id(), row.head()));
          return heads;
        });
  }

  @Override
  public CompletionStage<LogPage> readAfter(RoomId id, long after, int limit) {
    return pool.read(
        session -> {
          RoomRow room = RoomRow.get(session, id, "");
          long first = Math.max(after, room.head().floor());
          if (first >= room.head().seq()) {
            return new LogPage(room.head(), List.of());
          }
          return new LogPage(room.head(), events(session, room, first, limit));
        });
  }

  /** The first events of a room after {@code after}, up to {@link MessageLog#ENOUGH_BYTES}. */
  public static List<RoomEvent> events(SqlSession session, RoomRow room, long after, int limit)
      throws SQLException {
    RoomId id = room.room().id();
    return session.list(
        "SELECT " + EventRow.OF_LOG + " FROM log WHERE id > ? AND id <= ? ORDER BY id LIMIT ?",
        row -> EventRow.ofLog(id, row),
        new Enough(),
        room.event(after),
        room.event(room.head().seq()),
        limit);
  }

  @Override
  public CompletionStage<LogPage> readBefore(RoomId id, long before, int limit) {
    return pool.read(
        session -> {
          RoomRow room = RoomRow.get(session, id, "");
          long end = Math.min(before, room.head().seq() + 1);
          if (end <= room.head().floor() + 1) {
            return new LogPage(room.head(), List.of());
          }
          return new LogPage(room.head(), page(session, room, end, limit));
        });
  }

  /**
   * The last messages before {@code end}, and the events between them that have no message as
   * target.
   */
  private static List<RoomEvent> page(SqlSession session, RoomRow room, long end, int limit)
      throws SQLException {
    RoomId id = room.room().id();
    Enough enough = new Enough();
    List<RoomEvent> events =
        session.list(
            "SELECT "
                + MessageRow.COLUMNS
                + " FROM messages WHERE id > ? AND id < ? ORDER BY id DESC LIMIT ?",
            row -> MessageRow.of(id, row),
            enough,
            room.event(room.head().floor()),
            room.event(end),
            limit);
    boolean isCut = events.size() == limit || enough.isReached();
    long first = isCut ? events.get(events.size() - 1).seq() : room.head().floor();
    Enough others = new Enough();
    List<RoomEvent> between =
        session.list(
            "SELECT "
                + EventRow.OF_EVENT
                + " FROM events WHERE id > ? AND id < ? AND target IS NULL ORDER BY id DESC",
            row -> EventRow.ofEvent(id, row),
            others,
            room.event(first),
            room.event(end));
    if (others.isReached()) {
      long last = between.get(between.size() - 1).seq();
      events.removeIf(event -> event.seq() < last); // earlier messages are on the next page
    }
    events.addAll(between);
    events.sort(Comparator.comparingLong(RoomEvent::seq));
    return events;
  }

  @Override
  public CompletionStage<LogPage> readLast(RoomId id, int limit) {
    return pool.read(
        session -> {
          RoomRow room = RoomRow.get(session, id, "");
          List<RoomEvent> events =
              session.list(
                  "SELECT "
                      + EventRow.OF_LOG
                      + " FROM log WHERE id > ? AND id <= ? ORDER BY id DESC LIMIT ?",
                  row -> EventRow.ofLog(id, row),
                  new Enough(),
                  room.event(room.head().floor()),
                  room.event(room.head().seq()),
                  limit);
          Collections.reverse(events);
          return new LogPage(room.head(), events);
        });
  }

  @Override
  public MessageReader messages() {
    return messages;
  }

  @Override
  public CompletionStage<Optional<Receipt>> find(SendKey key) {
    return pool.read(session -> SendKeyRow.find(session, key));
  }

  @Override
  public CompletionStage<Map<RoomId, Integer>> countUnread(
      UserId reader, Map<RoomId, Long> marks, int max) {
    Map<RoomId, Long> asked = Map.copyOf(marks);
    return asked.isEmpty()
        ? CompletableFuture.completedFuture(Map.of())
        : pool.read(session -> Unread.count(session, reader, asked, max));
  }

  @Override
  public void onTrim(Consumer<RoomId> listener) {
    trims = listener;
  }

  /** To be called after a retention sweep has deleted some of a room's events. */
  public void trimmed(RoomId room) {
    erased.run();
    changed.accept(room);
    trims.accept(room);
  }
}
