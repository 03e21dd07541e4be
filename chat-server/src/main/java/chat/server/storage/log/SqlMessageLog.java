package chat.server.storage.log;

import chat.core.event.MessagePosted;
import chat.core.event.RoomEvent;
import chat.core.model.Conversation;
import chat.core.model.RoomId;
import chat.core.model.RoomRecord;
import chat.core.model.UserId;
import chat.core.port.Appended;
import chat.core.port.Draft;
import chat.core.port.LogHead;
import chat.core.port.LogPage;
import chat.core.port.MessageLog;
import chat.core.port.Receipt;
import chat.core.port.SendKey;
import chat.core.port.StoreException;
import chat.server.storage.directory.EpochGenerator;
import chat.server.storage.directory.RoomRow;
import chat.server.storage.directory.SqlMembershipStore;
import chat.server.storage.sql.GroupCommit;
import chat.server.storage.sql.ReadPool;
import chat.server.storage.sql.SqlSession;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
  private volatile Consumer<RoomId> trims = room -> {};

  /**
   * @param changed called with a room when its log may have changed
   */
  public SqlMessageLog(
      GroupCommit writer,
      ReadPool pool,
      EpochGenerator epochs,
      String rowLock,
      Consumer<RoomId> changed) {
    this.writer = writer;
    this.pool = pool;
    this.epochs = epochs;
    this.rowLock = rowLock;
    this.changed = changed;
  }

  @Override
  public CompletionStage<Appended> append(
      RoomId room, Optional<Conversation> opening, List<Draft> drafts) {
    String epoch = epochs.next();
    long bytes = drafts.stream().mapToLong(draft -> draft.event().footprint()).sum();
    return writer
        .write(bytes, session -> append(session, room, opening, drafts, epoch))
        .whenComplete((appended, failure) -> changed.accept(room));
  }

  private Appended append(
      SqlSession session,
      RoomId id,
      Optional<Conversation> opening,
      List<Draft> drafts,
      String epoch)
      throws SQLException {
    if (opening.isPresent()) {
      open(session, opening.get(), epoch);
    }
    RoomRow room = RoomRow.get(session, id, rowLock);
    List<Appended.Result> results = new ArrayList<>(drafts.size());
    Map<UserId, Long> marks = new HashMap<>();
    long head = room.head().seq();
    long messages = room.head().messages();
    for (Draft draft : drafts) {
      if (!keep(session, draft.key(), room.event(head + 1), draft.event())) {
        results.add(new Appended.Duplicate(kept(session, draft.key())));
        continue;
      }
      if (draft.event().changesRoom()) {
        Optional<Appended.Result> decided = RoomChange.apply(session, id, draft.event(), rowLock);
        if (decided.isPresent()) {
          forget(session, draft.key());
          results.add(decided.get());
          continue;
        }
      }
      RoomEvent event = draft.event().withSeq(++head);
      EventRow.insert(session, room.event(head), event);
      if (event instanceof MessagePosted posted) {
        messages++;
        marks.put(posted.author().id(), head);
      }
      results.add(new Appended.Stored(event));
    }
    if (head > room.head().seq()) {
      session.update(
          "UPDATE rooms SET head = ?, messages = ? WHERE number = ?",
          head,
          messages,
          room.number());
      for (Map.Entry<UserId, Long> mark : marks.entrySet()) {
        SqlMembershipStore.mark(session, room.number(), mark.getKey(), mark.getValue());
      }
    }
    LogHead now = new LogHead(room.head().epoch(), head, room.head().floor(), messages);
    return new Appended(now, results);
  }

  private void open(SqlSession session, Conversation conversation, String epoch)
      throws SQLException {
    Optional<RoomRow> room = RoomRow.find(session, conversation.room(), rowLock);
    if (room.isEmpty()) {
      RoomRecord record = RoomRecord.direct(conversation);
      RoomRow.insert(session, record, epoch, conversation.people(), rowLock);
    } else {
      for (UserId each : conversation.people()) {
        RoomRow.join(session, room.get().number(), each, 0);
      }
    }
  }

  /**
   * Stores a send key with its event; returns false, and changes nothing, when the key is stored
   * already.
   */
  static boolean keep(SqlSession session, SendKey key, long id, RoomEvent event)
      throws SQLException {
    return keep(session, key, id, event.at(), event.subject());
  }

  /**
   * Like {@link #keep(SqlSession, SendKey, long, RoomEvent)}, for an event of which only the
   * receipt is known.
   */
  public static boolean keep(SqlSession session, SendKey key, long id, Instant at, String subject)
      throws SQLException {
    return session.update(
            "INSERT INTO send_keys (named, author, client_id, event, at, subject)"
                + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
            key.named().value(),
            key.author().value(),
            key.clientId(),
            id,
            at.toEpochMilli(),
            subject.isEmpty() ? null : subject)
        > 0;
  }

  private static void forget(SqlSession session, SendKey key) throws SQLException {
    session.update(
        "DELETE FROM send_keys WHERE named = ? AND author = ? AND client_id = ?",
        key.named().value(),
        key.author().value(),
        key.clientId());
  }

  private static Receipt kept(SqlSession session, SendKey key) throws SQLException {
    return find(session, key)
        .orElseThrow(() -> new StoreException("the send key " + key + " belongs to no room"));
  }

  static Optional<Receipt> find(SqlSession session, SendKey key) throws SQLException {
    record Place(long event, long at, String subject) {}

    Optional<Place> place =
        session.first(
            "SELECT event, at, subject FROM send_keys"
                + " WHERE named = ? AND author = ? AND client_id = ?",
            row -> new Place(row.getLong(1), row.getLong(2), row.getString(3)),
            key.named().value(),
            key.author().value(),
            key.clientId());
    if (place.isEmpty()) {
      return Optional.empty();
    }
    long event = place.get().event();
    return session.first(
        "SELECT id FROM rooms WHERE number = ?",
        row ->
            new Receipt(
                RoomId.of(row.getString(1)),
                RoomRow.seqOf(event),
                Instant.ofEpochMilli(place.get().at()),
                Objects.requireNonNullElse(place.get().subject(), "")),
        RoomRow.roomOf(event));
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
                + EventRow.OF_MESSAGE
                + " FROM messages WHERE id > ? AND id < ? ORDER BY id DESC LIMIT ?",
            row -> EventRow.ofMessage(id, row),
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
  public CompletionStage<Optional<Receipt>> find(SendKey key) {
    return pool.read(session -> find(session, key));
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
    changed.accept(room);
    trims.accept(room);
  }
}
