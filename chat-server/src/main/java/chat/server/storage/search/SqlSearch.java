package chat.server.storage.search;

import chat.core.model.RoomId;
import chat.core.port.MessageSearch;
import chat.core.search.Query;
import chat.core.search.SearchPage;
import chat.core.search.SearchPage.Found;
import chat.core.search.SearchScope;
import chat.core.search.Words;
import chat.server.storage.directory.RoomRow;
import chat.server.storage.log.MessageRow;
import chat.server.storage.search.WordIndex.Document;
import chat.server.storage.search.WordIndex.Range;
import chat.server.storage.sql.Deadline;
import chat.server.storage.sql.InList;
import chat.server.storage.sql.ReadPool;
import chat.server.storage.sql.SqlSession;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * Searches a word index on its own threads, so that no join waits for a search. The messages are
 * read from the log, so that deleted ones are never found.
 *
 * <p>The first step queries the index for the whole page, which takes a few milliseconds for nearly
 * every search. A query that takes too long, because its words rarely occur together or its prefix
 * is very common, is canceled. The search then proceeds through ranges of some thousand documents,
 * the newest first, until the time of the step is over; the cost of a range is bounded for any
 * query. Thread-safe by its read pool.
 */
public final class SqlSearch implements MessageSearch {
  /** The time of a step, which can exceed it by one range. */
  public static final Duration STEP = Duration.ofMillis(50);

  /** The timeout of the query for a whole page. */
  static final Duration WHOLE_PAGE = Duration.ofMillis(25);

  /**
   * The number of documents of a range whose messages are read at a time, at some 15 microseconds
   * each.
   */
  public static final int CANDIDATES = 256;

  private final ReadPool pool;
  private final WordIndex words;
  private final int rangeDocuments;
  private final LongSupplier nanoTime;

  /**
   * @param pool reads the index and, on the same connection, the log
   * @param rangeDocuments the number of documents in a range; see {@link WordIndex#rangeDocuments}
   * @param nanoTime a clock like {@link System#nanoTime}
   */
  public SqlSearch(ReadPool pool, WordIndex words, int rangeDocuments, LongSupplier nanoTime) {
    this.pool = pool;
    this.words = words;
    this.rangeDocuments = rangeDocuments;
    this.nanoTime = nanoTime;
  }

  @Override
  public int atOnce() {
    return ReadPool.OF_SEARCH;
  }

  @Override
  public CompletionStage<SearchPage> search(
      SearchScope scope, Query query, long before, int limit) {
    return pool.read(session -> first(session, scope, query, before, limit));
  }

  @Override
  public CompletionStage<SearchPage> goOn(SearchScope scope, Query query, long before, int limit) {
    return pool.read(
        session -> {
          Set<String> scopes = ScopeTokens.of(session, scope);
          Deadline end = Deadline.after(STEP, nanoTime);
          return scopes.isEmpty()
              ? SearchPage.EMPTY
              : inRanges(session, scopes, query, before, limit, end);
        });
  }

  private SearchPage first(
      SqlSession session, SearchScope scope, Query query, long before, int limit)
      throws SQLException {
    Set<String> scopes = ScopeTokens.of(session, scope);
    if (scopes.isEmpty()) {
      return SearchPage.EMPTY;
    }
    Deadline end = Deadline.after(STEP, nanoTime);
    Deadline stop = Deadline.after(WHOLE_PAGE, nanoTime);
    Optional<List<Document>> whole = words.find(session, query, scopes, before, limit + 1, stop);
    return whole.isPresent()
        ? page(session, whole.get(), limit)
        : inRanges(session, scopes, query, before, limit, end);
  }

  /** Makes a page of {@code documents}, which has one more than {@code limit} if there are more. */
  private static SearchPage page(SqlSession session, List<Document> documents, int limit)
      throws SQLException {
    boolean more = documents.size() > limit;
    List<Document> shown = more ? documents.subList(0, limit) : documents;
    OptionalLong rest = more ? OptionalLong.of(shown.get(limit - 1).place()) : OptionalLong.empty();
    return new SearchPage(messages(session, shown), rest);
  }

  /** Searches at least one range, and more until {@code end}. */
  private SearchPage inRanges(
      SqlSession session, Set<String> scopes, Query query, long before, int limit, Deadline end)
      throws SQLException {
    List<Found> found = new ArrayList<>();
    long rest = before;
    Optional<Range> range = range(session, rest);
    while (range.isPresent()) {
      List<Document> candidates = words.findIn(session, query, scopes, range.get(), CANDIDATES);
      for (Found each : messages(session, candidates)) {
        if (query.matches(Words.of(each.message().text()))) {
          found.add(each);
        }
      }
      boolean isExhausted = candidates.size() < CANDIDATES;
      if (isExhausted && range.get().isOldest()) {
        break;
      }
      rest = isExhausted ? range.get().first() : candidates.get(CANDIDATES - 1).place();
      if (found.size() > limit || end.isOver()) {
        return SearchPage.of(found, limit, OptionalLong.of(rest));
      }
      range = range(session, rest);
    }
    return SearchPage.of(found, limit, OptionalLong.empty());
  }

  /** The range of the newest documents before a place; empty when there are none. */
  private Optional<Range> range(SqlSession session, long before) throws SQLException {
    return session
        .first(
            "SELECT min(place), max(place), count(*) FROM"
                + " (SELECT place FROM documents WHERE place < ? ORDER BY place DESC LIMIT ?)"
                + " AS newest",
            row ->
                row.getInt(3) == 0
                    ? Optional.<Range>empty()
                    : Optional.of(
                        new Range(row.getLong(1), row.getLong(2), row.getInt(3) < rangeDocuments)),
            before,
            rangeDocuments)
        .flatMap(range -> range);
  }

  /**
   * The messages of {@code documents}, the newest first, without those that have just been deleted.
   */
  private static List<Found> messages(SqlSession session, List<Document> documents)
      throws SQLException {
    Map<Long, Long> places =
        documents.stream().collect(Collectors.toMap(Document::event, Document::place));
    Map<Long, RoomId> rooms = new HashMap<>();
    InList.numbers(
        session,
        "SELECT number, id FROM rooms WHERE number IN (...)",
        row -> rooms.put(row.getLong(1), RoomId.of(row.getString(2))),
        places.keySet().stream().map(RoomRow::roomOf).collect(Collectors.toSet()));
    List<Optional<Found>> found =
        InList.numbers(
            session,
            "SELECT " + MessageRow.COLUMNS + " FROM messages WHERE deleted = 0 AND id IN (...)",
            row -> message(row, rooms, places),
            places.keySet());
    return found.stream()
        .flatMap(Optional::stream)
        .sorted(Comparator.comparingLong(Found::place).reversed())
        .toList();
  }

  private static Optional<Found> message(
      ResultSet row, Map<Long, RoomId> rooms, Map<Long, Long> places) throws SQLException {
    long event = row.getLong(1);
    RoomId room = rooms.get(RoomRow.roomOf(event));
    return room == null
        ? Optional.empty() // the room has just been deleted
        : Optional.of(new Found(MessageRow.of(room, row), places.get(event)));
  }
}
