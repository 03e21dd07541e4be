package chat.server.storage.search;

import chat.core.search.Query;
import chat.server.storage.sql.Deadline;
import chat.server.storage.sql.SqlSession;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.sqlite.ProgressHandler;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteErrorCode;

/**
 * A word index in SQLite's FTS5. FTS5 scans the documents of all words in parallel from the last
 * one and skips ahead, so that a page costs the same at any depth and for any word: about 1 ms
 * among a million documents. Adding a document takes 13 microseconds. Two cases cost more: words
 * that never occur together are scanned to the end, half a microsecond for each document that has
 * one of them; and for a prefix all entries of the words with it are read, 60 ms for 140,000 of
 * them. Such a query is canceled and repeated for ranges of documents. Stateless, thread-safe.
 */
final class SqliteWordIndex implements WordIndex {
  /**
   * The widths of the time windows that are indexed like words of a document, in lower bits of a
   * place: 256 milliseconds, 66 seconds, 4.7 hours, 50 days. They enlarge the index of short
   * messages by a quarter.
   */
  private static final int[] WINDOW_BITS = {29, 37, 45, 53};

  /** The maximum number of windows in a range, except at the greatest width. */
  private static final int MOST_WINDOWS = 256;

  /**
   * FTS5 reads a page of the index in some three operations, so this is about one check per
   * millisecond.
   */
  private static final int OPERATIONS_PER_CHECK = 16;

  /** The usual length of the tokens of a document. */
  private static final int USUAL_TEXT = 256;

  private static final String SELECT =
      "SELECT documents.place, documents.event FROM postings"
          + " JOIN documents ON documents.place = postings.rowid WHERE postings MATCH ?";

  private static final String BEFORE = " AND postings.rowid < ?";
  private static final String BETWEEN = " AND postings.rowid BETWEEN ? AND ?";
  private static final String OF_ROOMS =
      " AND (documents.event >> 32) IN (SELECT value FROM json_each(?))";
  private static final String LAST_FIRST = " ORDER BY postings.rowid DESC LIMIT ?";

  @Override
  public boolean add(SqlSession session, Document document, Collection<String> words)
      throws SQLException {
    boolean added =
        session.update(
                "INSERT INTO documents (place, event) VALUES (?, ?) ON CONFLICT DO NOTHING",
                document.place(),
                document.event())
            > 0;
    if (added) {
      session.update(
          "INSERT INTO postings (rowid, words) VALUES (?, ?)",
          document.place(),
          text(words, document.place()));
    }
    return added;
  }

  /** The tokens of a document, between spaces: its words, and one window of each width. */
  private static String text(Collection<String> words, long place) {
    StringBuilder text = new StringBuilder(USUAL_TEXT);
    for (String word : words) {
      text.append(word).append(' ');
    }
    for (int width = 0; width < WINDOW_BITS.length; width++) {
      text.append(window(width, number(place, width))).append(' ');
    }
    return text.toString();
  }

  @Override
  public void remove(SqlSession session, long place) throws SQLException {
    session.update("DELETE FROM postings WHERE rowid = ?", place);
    session.update("DELETE FROM documents WHERE place = ?", place);
  }

  @Override
  public void noteOverwriteDue(SqlSession session) throws SQLException {
    SqliteIndexErasure.note(session);
  }

  @Override
  public Optional<List<Document>> find(
      SqlSession session,
      Query query,
      Set<String> scopes,
      long before,
      int limit,
      Deadline deadline)
      throws SQLException {
    if (deadline.isOver()) {
      return Optional.empty();
    }
    List<String> terms = words(query);
    query.beginning().ifPresent(word -> terms.add(quote(word) + " *"));
    Connection connection = session.connection().unwrap(SQLiteConnection.class);
    ProgressHandler.setHandler(connection, OPERATIONS_PER_CHECK, stop(deadline));
    try {
      return Optional.of(select(session, BEFORE, terms, scopes, limit, before));
    } catch (SQLException e) {
      if ((e.getErrorCode() & 0xff) == SQLiteErrorCode.SQLITE_INTERRUPT.code) {
        session.forget(
            SELECT + BEFORE + LAST_FIRST); // the driver cannot rerun an interrupted statement
        session.forget(SELECT + BEFORE + OF_ROOMS + LAST_FIRST);
        return Optional.empty();
      }
      throw e;
    } finally {
      ProgressHandler.clearHandler(connection);
    }
  }

  /** {@inheritDoc} Two words that every second document has take 4 ms. */
  @Override
  public int rangeDocuments() {
    return 8_192;
  }

  private static ProgressHandler stop(Deadline deadline) {
    return new ProgressHandler() {
      @Override
      protected int progress() {
        return deadline.isOver() ? 1 : 0;
      }
    };
  }

  /**
   * {@inheritDoc} FTS5 cannot start its scan at a place, and reads all documents of a prefix. The
   * query therefore has the words and the time windows of the range, but not the prefix.
   */
  @Override
  public List<Document> findIn(
      SqlSession session, Query query, Set<String> scopes, Range range, int limit)
      throws SQLException {
    List<String> terms = words(query);
    terms.add(any(windows(range)));
    return select(session, BETWEEN, terms, scopes, limit, range.first(), range.last());
  }

  /**
   * The last documents that have all terms and any of the scopes, in descending order.
   *
   * @param places a condition on places with the parameters {@code bounds}
   */
  private static List<Document> select(
      SqlSession session,
      String places,
      List<String> terms,
      Set<String> scopes,
      int limit,
      Long... bounds)
      throws SQLException {
    List<Object> arguments = new ArrayList<>();
    if (scopes.size() <= MOST_SCOPES) {
      arguments.add(String.join(" AND ", terms) + " AND " + any(scopes));
      arguments.addAll(List.of(bounds));
      arguments.add(limit);
      return session.list(
          SELECT + places + LAST_FIRST, SqliteWordIndex::document, arguments.toArray());
    }
    arguments.add(String.join(" AND ", terms));
    arguments.addAll(List.of(bounds));
    arguments.add(ScopeTokens.rooms(scopes).toString()); // is JSON
    arguments.add(limit);
    List<Document> found =
        session.list(
            SELECT + places + OF_ROOMS + LAST_FIRST,
            SqliteWordIndex::document,
            arguments.toArray());
    if (scopes.contains(ScopeTokens.PUBLIC)) {
      found.addAll(select(session, places, terms, Set.of(ScopeTokens.PUBLIC), limit, bounds));
      found.sort(Comparator.comparingLong(Document::place).reversed());
    }
    return List.copyOf(found.subList(0, Math.min(limit, found.size())));
  }

  private static Document document(ResultSet row) throws SQLException {
    return new Document(row.getLong(1), row.getLong(2));
  }

  /** The words of a query as a modifiable list of FTS5 terms. */
  private static List<String> words(Query query) {
    List<String> terms = new ArrayList<>();
    query.words().forEach(word -> terms.add(quote(word)));
    return terms;
  }

  private static String any(Collection<String> words) {
    return words.stream().map(SqliteWordIndex::quote).collect(Collectors.joining(" OR ", "(", ")"));
  }

  /**
   * The windows that cover a range, of the smallest width that needs at most {@link #MOST_WINDOWS}.
   */
  private static List<String> windows(Range range) {
    int width = 0;
    while (width < WINDOW_BITS.length - 1
        && number(range.last(), width) - number(range.first(), width) >= MOST_WINDOWS) {
      width++;
    }
    int chosen = width;
    return LongStream.rangeClosed(number(range.first(), chosen), number(range.last(), chosen))
        .mapToObj(number -> window(chosen, number))
        .toList();
  }

  private static long number(long place, int width) {
    return place >> WINDOW_BITS[width];
  }

  /** A token that is neither a word of any text nor a scope. */
  private static String window(int width, long number) {
    return "#" + (char) ('a' + width) + number;
  }

  private static String quote(String word) {
    return '"' + word.replace("\"", "\"\"") + '"';
  }
}
