package chat.server.store;

import chat.core.model.RoomId;
import chat.core.search.Words;
import chat.server.store.WordIndex.Document;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;

/**
 * Brings the index of a room up to its log: what is new is added, what the log has dropped is
 * removed, and so is everything of a room that is gone or has another log now. Every transaction
 * holds what it did and how far that is. Confined to one thread.
 */
final class Indexing {
  /** Entries of one transaction: about 15 ms of work. */
  private static final int BATCH = 1_000;

  /** So many words of all messages of a transaction: some 4 MiB with what a set takes for each. */
  static final int MOST_WORDS = 32_768;

  /** Messages of a room's turn. */
  private static final int TURN = 100;

  /** Words of a room's turn, about 4 ms of work; the message that reaches it is the last. */
  private static final int TURN_WORDS = 1_000;

  private final Session log;
  private final Session index;
  private final WordIndex words;
  private final Set<RoomId> waiting = new LinkedHashSet<>();
  private final List<Entry> batch = new ArrayList<>();
  private int batchWords;

  /** A document and what it is found by. */
  private record Entry(Document document, Set<String> words) {}

  /** How far the index is in a room. */
  private record Reach(long room, String epoch, long seq, long floor) {}

  /**
   * @param log reads the log
   * @param index writes the index
   */
  Indexing(Session log, Session index, WordIndex words) {
    this.log = log;
    this.index = index;
    this.words = words;
  }

  /** Adds every room, there or gone, to those that are to be looked at. */
  void addAll() throws SQLException {
    Set<RoomId> rooms = new TreeSet<>();
    log.each("SELECT id FROM rooms WHERE head > 0", row -> rooms.add(RoomId.of(row.getString(1))));
    log.commit();
    index.each("SELECT id FROM indexed", row -> rooms.add(RoomId.of(row.getString(1))));
    index.commit();
    add(rooms);
  }

  /** Adds rooms behind those that are to be looked at already. */
  void add(Collection<RoomId> rooms) {
    waiting.addAll(rooms);
  }

  /** Whether nothing is left to be looked at. */
  boolean isDone() {
    return waiting.isEmpty();
  }

  /**
   * Gives each waiting room one turn, which takes a bounded number of messages and words, and
   * commits; rooms with more to index wait for the next round. So the index is never behind in a
   * room by more than one round because of other rooms. Rooms that are left when it closes are
   * looked at by the next start.
   */
  void round(BooleanSupplier closing) throws SQLException {
    List<RoomId> rooms = List.copyOf(waiting);
    for (RoomId id : rooms) {
      waiting.remove(id);
      Optional<RoomRow> room = RoomRow.find(log, id, "");
      log.commit();
      forgetOthers(id, room);
      if (room.isPresent() && !follow(room.get())) {
        waiting.add(id);
      }
      if (batch.size() >= BATCH || batchWords >= MOST_WORDS) {
        write();
      }
      if (closing.getAsBoolean()) {
        return;
      }
    }
    write();
  }

  /** Removes what is indexed under a room's id and is not of that room's log. */
  private void forgetOthers(RoomId id, Optional<RoomRow> room) throws SQLException {
    List<Reach> others =
        index.list(
            "SELECT room, epoch, seq, floor FROM indexed WHERE id = ?",
            row -> new Reach(row.getLong(1), row.getString(2), row.getLong(3), row.getLong(4)),
            id.value());
    for (Reach reach : others) {
      boolean same =
          room.isPresent()
              && room.get().number() == reach.room()
              && room.get().head().epoch().equals(reach.epoch());
      if (!same) {
        long first = reach.room() << RoomRow.SEQ_BITS;
        remove(first, first + reach.seq());
        index.update("DELETE FROM indexed WHERE room = ?", reach.room());
        write();
      }
    }
  }

  /** Gives a room a turn; whether the index has reached the end of its log. */
  private boolean follow(RoomRow room) throws SQLException {
    Reach reach = reach(room);
    long floor = room.head().floor();
    if (floor > reach.floor()) {
      remove(room.event(reach.floor()), room.event(floor));
      index.update("UPDATE indexed SET floor = ? WHERE room = ?", floor, room.number());
    }
    long before = Math.max(reach.seq(), floor);
    if (before >= room.head().seq()) {
      return true;
    }
    long done = read(room, before);
    index.update("UPDATE indexed SET seq = ? WHERE room = ?", done, room.number());
    return done >= room.head().seq();
  }

  private Reach reach(RoomRow room) throws SQLException {
    Optional<Reach> reach =
        index.first(
            "SELECT room, epoch, seq, floor FROM indexed WHERE room = ?",
            row -> new Reach(row.getLong(1), row.getString(2), row.getLong(3), row.getLong(4)),
            room.number());
    if (reach.isPresent()) {
      return reach.get();
    }
    String epoch = room.head().epoch();
    index.update(
        "INSERT INTO indexed (room, id, epoch, seq, floor) VALUES (?, ?, ?, 0, 0)",
        room.number(),
        room.room().id().value(),
        epoch);
    return new Reach(room.number(), epoch, 0, 0);
  }

  /** A message as it is read. */
  private record Said(long event, long at, String text) {}

  /** Reads what one turn takes after {@code after} into the batch; up to where that is. */
  private long read(RoomRow room, long after) throws SQLException {
    long last = Math.min(after + TURN, room.head().seq());
    List<Said> said =
        log.list(
            "SELECT id, at, text FROM messages WHERE id > ? AND id <= ? ORDER BY id",
            row -> new Said(row.getLong(1), row.getLong(2), row.getString(3)),
            room.event(after),
            room.event(last));
    log.commit();
    Set<String> scopes = Scopes.of(room);
    int words = 0;
    for (Said each : said) {
      if (words >= TURN_WORDS) {
        batchWords += words;
        return RoomRow.seqOf(each.event()) - 1;
      }
      Set<String> found = new LinkedHashSet<>(scopes);
      found.addAll(Words.of(each.text()));
      words += found.size();
      long place = Places.of(each.event(), each.at());
      batch.add(new Entry(new Document(place, each.event()), found));
    }
    batchWords += words;
    return last;
  }

  /** Adds the batch in the order of places, in which an index grows best, and commits. */
  private void write() throws SQLException {
    batch.sort(Comparator.comparingLong(entry -> entry.document().place()));
    for (Entry entry : batch) {
      add(entry);
    }
    index.commit();
    batch.clear();
    batchWords = 0;
  }

  private void add(Entry entry) throws SQLException {
    long event = entry.document().event();
    long place = entry.document().place();
    while (!words.add(index, new Document(place, event), entry.words()) && !isThere(event)) {
      place++;
    }
  }

  private boolean isThere(long event) throws SQLException {
    return index.first("SELECT 1 FROM documents WHERE event = ?", row -> true, event).isPresent();
  }

  /** Removes the documents of the events after {@code after} up to {@code last}. */
  private void remove(long after, long last) throws SQLException {
    List<Long> places;
    do {
      places =
          index.list(
              "SELECT place FROM documents WHERE event > ? AND event <= ? LIMIT ?",
              row -> row.getLong(1),
              after,
              last,
              BATCH);
      for (long place : places) {
        words.remove(index, place);
      }
    } while (places.size() == BATCH);
  }
}
