package chat.server.storage.search;

import chat.core.search.Query;
import chat.server.storage.sql.Deadline;
import chat.server.storage.sql.SqlSession;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A word index in PostgreSQL's {@code tsvector}. The planner scans by word when the word is rare,
 * and by place when it is common. Stateless, thread-safe.
 */
final class PostgresWordIndex implements WordIndex {
  /** The SQLSTATE of a canceled statement, such as after a timeout. */
  private static final String QUERY_CANCELED = "57014";

  /** A scope that no document has. */
  private static final String NO_SCOPE = "#";

  @Override
  public boolean add(SqlSession session, Document document, Collection<String> words)
      throws SQLException {
    return session.update(
            "INSERT INTO documents (place, event, words) VALUES (?, ?, array_to_tsvector(?))"
                + " ON CONFLICT DO NOTHING",
            document.place(),
            document.event(),
            session.connection().createArrayOf("text", words.toArray()))
        > 0;
  }

  @Override
  public void remove(SqlSession session, long place) throws SQLException {
    session.update("DELETE FROM documents WHERE place = ?", place);
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
    long millis = deadline.leftMillis();
    if (millis <= 0) {
      return Optional.empty();
    }
    session.first("SELECT set_config('statement_timeout', ?, true)", row -> true, millis + "ms");
    List<Document> found;
    try {
      found =
          session.list(
              "SELECT place, event FROM documents WHERE words @@ ?::tsquery"
                  + ofRooms(scopes)
                  + " AND place < ? ORDER BY place DESC LIMIT ?",
              PostgresWordIndex::document,
              arguments(session, List.of(), query, scopes, before, limit));
    } catch (SQLException e) {
      if (QUERY_CANCELED.equals(e.getSQLState())) {
        session.rollback(); // also resets the timeout
        return Optional.empty();
      }
      throw e;
    }
    session.update("SET LOCAL statement_timeout TO DEFAULT");
    return Optional.of(found);
  }

  /** {@inheritDoc} Reading and comparing the words of one document takes 2 to 4 microseconds. */
  @Override
  public int rangeDocuments() {
    return 2_048;
  }

  /**
   * {@inheritDoc} Reads the words of each document of the range: the {@code OFFSET} keeps the
   * planner from reading all documents of a word instead.
   */
  @Override
  public List<Document> findIn(
      SqlSession session, Query query, Set<String> scopes, Range range, int limit)
      throws SQLException {
    return session.list(
        "SELECT place, event FROM (SELECT place, event, words FROM documents"
            + " WHERE place BETWEEN ? AND ? ORDER BY place DESC OFFSET 0) AS ranged"
            + " WHERE words @@ ?::tsquery"
            + ofRooms(scopes)
            + " LIMIT ?",
        PostgresWordIndex::document,
        arguments(session, List.of(range.first(), range.last()), query, scopes, limit));
  }

  /** A condition on rooms, when there are too many scopes for a text search expression. */
  private static String ofRooms(Set<String> scopes) {
    return scopes.size() <= MOST_SCOPES
        ? ""
        : " AND ((event >> 32) = ANY(?) OR words @@ ?::tsquery)";
  }

  /**
   * The parameters of the words and of {@link #ofRooms}, between {@code first} and {@code last}.
   */
  private static Object[] arguments(
      SqlSession session, List<Long> first, Query query, Set<String> scopes, Object... last)
      throws SQLException {
    List<Object> arguments = new ArrayList<>(first);
    if (scopes.size() <= MOST_SCOPES) {
      arguments.add(expression(query, scopes));
    } else {
      arguments.add(expression(query, Set.of()));
      Object[] rooms = ScopeTokens.rooms(scopes).toArray();
      arguments.add(session.connection().createArrayOf("bigint", rooms));
      arguments.add(quote(scopes.contains(ScopeTokens.PUBLIC) ? ScopeTokens.PUBLIC : NO_SCOPE));
    }
    arguments.addAll(List.of(last));
    return arguments.toArray();
  }

  private static Document document(ResultSet row) throws SQLException {
    return new Document(row.getLong(1), row.getLong(2));
  }

  private static String expression(Query query, Set<String> scopes) {
    Stream<String> words = query.words().stream().map(PostgresWordIndex::quote);
    Stream<String> beginning = query.beginning().stream().map(word -> quote(word) + ":*");
    String all = Stream.concat(words, beginning).collect(Collectors.joining(" & "));
    String any = scopes.stream().map(PostgresWordIndex::quote).collect(Collectors.joining(" | "));
    return scopes.isEmpty() ? all : all + " & (" + any + ")";
  }

  private static String quote(String word) {
    return "'" + word.replace("\\", "\\\\").replace("'", "''") + "'";
  }
}
