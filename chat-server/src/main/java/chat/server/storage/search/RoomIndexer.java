package chat.server.storage.search;

import chat.core.bound.Footprint;
import chat.core.event.MessageDeleted;
import chat.core.event.MessageEdited;
import chat.core.event.RoomEvent;
import chat.core.model.RoomId;
import chat.core.port.MessageLog;
import chat.core.search.Words;
import chat.server.storage.directory.RoomRow;
import chat.server.storage.follow.LogConsumer;
import chat.server.storage.follow.LogCursor;
import chat.server.storage.log.EventRow;
import chat.server.storage.search.WordIndex.Document;
import chat.server.storage.sql.SqlSession;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Maintains the search index: adds the words of new messages, replaces those of edited ones, and
 * removes messages that were deleted, or whose log was deleted. Confined to the follower's thread.
 */
public final class RoomIndexer implements LogConsumer<RoomIndexer.Event> {
  /** The number of entries in a transaction: about 15 ms of work. */
  private static final int BATCH = 1_000;

  /** The number of words in a transaction: some 4 MiB of heap, including sets. */
  static final int MOST_WORDS = 32_768;

  /**
   * The number of words in a room's turn, about 4 ms of work; the message that reaches it is the
   * last.
   */
  private static final int TURN_WORDS = 1_000;

  /** The types of events after which the words of a message are others. */
  private static final Set<String> CHANGES = Set.of("message_edited", "message_deleted");

  private final WordIndex words;
  private final Runnable removed;
  private final Map<Long, Entry> added = new HashMap<>(); // by event
  private final Map<Long, List<String>> changed = new HashMap<>(); // no words: removed
  private int batchWords;

  /** A document and its words and scopes. */
  private record Entry(Document document, List<String> words) {}

  /**
   * What the index needs of an event: to read whole events took 10 to 16 % of the follower's
   * processor time.
   *
   * @param id its id
   * @param at its time, in milliseconds
   * @param text the text of a message, empty for a deleted one; null for any other event
   * @param change the event itself if it edits or deletes a message, else null
   */
  record Event(long id, long at, String text, RoomEvent change) {
    static Event of(RoomId room, ResultSet row) throws SQLException {
      String text = row.getString(9);
      boolean isChange = text == null && CHANGES.contains(row.getString(2));
      return new Event(
          row.getLong(1), row.getLong(6), text, isChange ? EventRow.ofLog(room, row) : null);
    }
  }

  /**
   * @param removed called after the words of messages were removed
   */
  public RoomIndexer(WordIndex words, Runnable removed) {
    this.words = words;
    this.removed = removed;
  }

  @Override
  public String name() {
    return "search";
  }

  @Override
  public List<Event> read(SqlSession log, RoomRow room, long after, int limit) throws SQLException {
    RoomId id = room.room().id();
    return log.list(
        "SELECT " + EventRow.OF_LOG + " FROM log WHERE id > ? AND id <= ? ORDER BY id LIMIT ?",
        row -> Event.of(id, row),
        enough(),
        room.event(after),
        room.event(room.head().seq()),
        limit);
  }

  private static Predicate<Event> enough() {
    long[] bytes = {0};
    return event -> {
      bytes[0] += event.text() == null ? 0 : Footprint.of(event.text());
      bytes[0] += event.change() == null ? 0 : event.change().footprint();
      return bytes[0] >= MessageLog.ENOUGH_BYTES;
    };
  }

  @Override
  public long consume(RoomRow room, List<Event> events) {
    Set<String> scopes = ScopeTokens.of(room);
    int turnWords = 0;
    long last = 0;
    for (Event event : events) {
      if (turnWords >= TURN_WORDS) {
        break;
      }
      last = RoomRow.seqOf(event.id());
      if (event.text() != null && !event.text().isEmpty()) {
        turnWords += add(event, words(event.text(), scopes));
      } else if (event.change() instanceof MessageEdited edited && isOtherText(edited)) {
        turnWords += change(room.event(edited.message()), words(edited.text(), scopes));
      } else if (event.change() instanceof MessageDeleted deleted) {
        turnWords += change(room.event(deleted.message()), List.of());
      }
    }
    batchWords += turnWords;
    return last;
  }

  private static boolean isOtherText(MessageEdited edited) {
    return !edited.erased() && !edited.isDescription();
  }

  private static List<String> words(String text, Set<String> scopes) {
    List<String> found = new ArrayList<>(Words.of(text));
    found.addAll(scopes); // no word is a scope
    return found;
  }

  private int add(Event event, List<String> found) {
    long place = DocumentOrder.of(event.id(), event.at());
    added.put(event.id(), new Entry(new Document(place, event.id()), found));
    return found.size();
  }

  /** Replaces the words of a message; removes it if there are none. */
  private int change(long event, List<String> found) {
    Entry entry = added.remove(event);
    if (entry == null) {
      changed.put(event, found);
    } else if (!found.isEmpty()) {
      added.put(event, new Entry(entry.document(), found));
    }
    return Math.max(1, found.size());
  }

  @Override
  public boolean isFull() {
    return added.size() + changed.size() >= BATCH || batchWords >= MOST_WORDS;
  }

  /**
   * Writes the batch in the order of places: FTS5 writes a segment of the index whenever a place is
   * before the last one, and merges the segments later.
   */
  @Override
  public void write(SqlSession session) throws SQLException {
    List<Entry> replaced = inOrder(changedEntries(session));
    for (Entry entry : replaced) {
      change(session, entry);
    }
    if (replaced.stream().anyMatch(entry -> entry.words().isEmpty())) {
      removed(session);
    }
    for (Entry entry : inOrder(added.values())) {
      add(session, entry);
    }
  }

  private static List<Entry> inOrder(Collection<Entry> entries) {
    List<Entry> sorted = new ArrayList<>(entries);
    sorted.sort(Comparator.comparingLong(entry -> entry.document().place()));
    return sorted;
  }

  /** The changed messages that are kept, with their places. */
  private List<Entry> changedEntries(SqlSession session) throws SQLException {
    List<Entry> kept = new ArrayList<>();
    for (Map.Entry<Long, List<String>> each : changed.entrySet()) {
      long event = each.getKey();
      session
          .first("SELECT place FROM documents WHERE event = ?", row -> row.getLong(1), event)
          .ifPresent(place -> kept.add(new Entry(new Document(place, event), each.getValue())));
    }
    return kept;
  }

  private void add(SqlSession session, Entry entry) throws SQLException {
    long event = entry.document().event();
    long place = entry.document().place();
    while (!words.add(session, new Document(place, event), entry.words())
        && !isIndexed(session, event)) {
      place++;
    }
  }

  private void change(SqlSession session, Entry entry) throws SQLException {
    words.remove(session, entry.document().place());
    if (!entry.words().isEmpty()) {
      boolean unused = words.add(session, entry.document(), entry.words());
    }
  }

  private void removed(SqlSession session) throws SQLException {
    words.noteOverwriteDue(session);
    removed.run();
  }

  private static boolean isIndexed(SqlSession session, long event) throws SQLException {
    return session.first("SELECT 1 FROM documents WHERE event = ?", row -> true, event).isPresent();
  }

  @Override
  public void clear() {
    added.clear();
    changed.clear();
    batchWords = 0;
  }

  @Override
  public boolean trim(SqlSession session, LogCursor cursor, long floor) throws SQLException {
    return remove(session, cursor.room(), cursor.floor(), floor);
  }

  @Override
  public boolean end(SqlSession session, LogCursor cursor) throws SQLException {
    return remove(session, cursor.room(), 0, cursor.seq());
  }

  /**
   * Removes a batch of documents of a room's events after {@code after} up to {@code last}; returns
   * whether none are left.
   */
  private boolean remove(SqlSession session, long room, long after, long last) throws SQLException {
    List<Long> places =
        session.list(
            "SELECT place FROM documents WHERE event > ? AND event <= ? LIMIT ?",
            row -> row.getLong(1),
            RoomRow.event(room, after),
            RoomRow.event(room, last),
            BATCH);
    for (long place : places) {
      words.remove(session, place);
    }
    if (!places.isEmpty()) {
      removed(session);
    }
    return places.size() < BATCH;
  }
}
