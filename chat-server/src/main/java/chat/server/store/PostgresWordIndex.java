package chat.server.store;

import chat.core.search.Query;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Words in PostgreSQL's {@code tsvector}, which its planner reads by word when that is rare and by
 * place when it is common. Stateless, thread-safe.
 */
final class PostgresWordIndex implements WordIndex {
  @Override
  public boolean add(Session session, Document document, Collection<String> words)
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
  public void remove(Session session, long place) throws SQLException {
    session.update("DELETE FROM documents WHERE place = ?", place);
  }

  @Override
  public List<Document> find(
      Session session, Query query, Set<String> scopes, long before, int limit)
      throws SQLException {
    Stream<String> words = query.words().stream().map(PostgresWordIndex::quote);
    Stream<String> beginning = query.beginning().stream().map(word -> quote(word) + ":*");
    String all = Stream.concat(words, beginning).collect(Collectors.joining(" & "));
    String any = scopes.stream().map(PostgresWordIndex::quote).collect(Collectors.joining(" | "));
    return session.list(
        "SELECT place, event FROM documents WHERE words @@ ?::tsquery AND place < ?"
            + " ORDER BY place DESC LIMIT ?",
        row -> new Document(row.getLong(1), row.getLong(2)),
        all + " & (" + any + ")",
        before,
        limit);
  }

  private static String quote(String word) {
    return "'" + word.replace("\\", "\\\\").replace("'", "''") + "'";
  }
}
