package chat.server.storage.search;

import chat.core.search.Query;
import chat.server.storage.sql.Deadline;
import chat.server.storage.sql.SqlSession;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** How a database keeps which document has which words. Stateless, thread-safe. */
public interface WordIndex {
  /**
   * So many scopes are words of a query. Each costs some 0.1 ms, whatever there is to find, and
   * that is not interrupted: a user of 20,000 conversations kept everybody's searches waiting for 3
   * s. Of more scopes the rooms are compared with the events that the other words find.
   */
  int MOST_SCOPES = 256;

  /**
   * A document, found by its words.
   *
   * @param place its place
   * @param event which event it is
   */
  record Document(long place, long event) {}

  /**
   * Adds a document at a place.
   *
   * @param words letters, digits and symbols each, or scopes that begin with {@code #}
   * @return false when the place is taken or the event is there already
   */
  boolean add(SqlSession session, Document document, Collection<String> words) throws SQLException;

  /** Removes a document; nothing when there is none. */
  void remove(SqlSession session, long place) throws SQLException;

  /**
   * A range of documents, few enough for any search to go through them in a bounded time.
   *
   * @param first the place of the oldest one
   * @param last the place of the newest one
   * @param isOldest whether no documents are older than these
   */
  record Range(long first, long last, boolean isOldest) {}

  /**
   * The last documents before a place that the query matches and that have any of the scopes, from
   * the last on.
   *
   * @return empty when they were not found until the deadline
   */
  Optional<List<Document>> find(
      SqlSession session,
      Query query,
      Set<String> scopes,
      long before,
      int limit,
      Deadline deadline)
      throws SQLException;

  /** The documents of a range that any search goes through in some milliseconds. */
  int rangeDocuments();

  /**
   * The last documents of a range that have any of the scopes and that the query may match, from
   * the last on. All that it matches are among them; others can be, which do not have the beginning
   * that it asks for.
   */
  List<Document> findIn(SqlSession session, Query query, Set<String> scopes, Range range, int limit)
      throws SQLException;
}
