package chat.server.storage.search;

import chat.core.bound.Footprint;
import chat.core.port.MessageLog;
import chat.core.search.Words;
import chat.server.storage.directory.RoomRow;
import chat.server.storage.follow.LogConsumer;
import chat.server.storage.follow.LogCursor;
import chat.server.storage.search.WordIndex.Document;
import chat.server.storage.sql.SqlSession;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Maintains the search index: adds the words of new messages, and removes messages that were
 * deleted from a log, or whose log was deleted. Confined to the follower's thread.
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

  private final WordIndex words;
  private final List<Entry> batch = new ArrayList<>();
  private int batchWords;

  /** A document and its words and scopes. */
  private record Entry(Document document, List<String> words) {}

  /**
   * What the index needs of an event: to read whole events took 10 to 16 % of the follower's
   * processor time.
   *
   * @param id its id
   * @param at its time, in milliseconds
   * @param text the text of a message; null for any other event
   */
  record Event(long id, long at, String text) {
    static Event of(ResultSet row) throws SQLException {
      return new Event(row.getLong(1), row.getLong(2), row.getString(3));
    }
  }

  public RoomIndexer(WordIndex words) {
    this.words = words;
  }

  @Override
  public String name() {
    return "search";
  }

  @Override
  public List<Event> read(SqlSession log, RoomRow room, long after, int limit) throws SQLException {
    return log.list(
        "SELECT id, at, text FROM log WHERE id > ? AND id <= ? ORDER BY id LIMIT ?",
        Event::of,
        enough(),
        room.event(after),
        room.event(room.head().seq()),
        limit);
  }

  private static Predicate<Event> enough() {
    long[] bytes = {0};
    return event -> {
      bytes[0] += event.text() == null ? 0 : Footprint.of(event.text());
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
      if (event.text() != null) {
        List<String> found = new ArrayList<>(Words.of(event.text()));
        found.addAll(scopes); // no word is a scope
        turnWords += found.size();
        long place = DocumentOrder.of(event.id(), event.at());
        batch.add(new Entry(new Document(place, event.id()), found));
      }
    }
    batchWords += turnWords;
    return last;
  }

  @Override
  public boolean isFull() {
    return batch.size() >= BATCH || batchWords >= MOST_WORDS;
  }

  /** Adds the batch in the order of places, which is the fastest for the index. */
  @Override
  public void write(SqlSession session) throws SQLException {
    batch.sort(Comparator.comparingLong(entry -> entry.document().place()));
    for (Entry entry : batch) {
      add(session, entry);
    }
  }

  private void add(SqlSession session, Entry entry) throws SQLException {
    long event = entry.document().event();
    long place = entry.document().place();
    while (!words.add(session, new Document(place, event), entry.words())
        && !isIndexed(session, event)) {
      place++;
    }
  }

  private static boolean isIndexed(SqlSession session, long event) throws SQLException {
    return session.first("SELECT 1 FROM documents WHERE event = ?", row -> true, event).isPresent();
  }

  @Override
  public void clear() {
    batch.clear();
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
    return places.size() < BATCH;
  }
}
