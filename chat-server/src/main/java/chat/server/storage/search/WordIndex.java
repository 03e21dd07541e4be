package chat.server.storage.search;

import chat.core.search.Query;
import chat.server.storage.sql.Deadline;
import chat.server.storage.sql.SqlSession;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** An inverted index of words to documents. Stateless, thread-safe. */
public interface WordIndex {
  /**
   * The maximum number of scopes that are terms of a query. Each costs some 0.1 ms for any result,
   * and cannot be interrupted: a user with 20,000 conversations delayed the searches of all users
   * by 3 s. With more scopes, the rooms are compared with the events that the other words find.
   */
  int MOST_SCOPES = 256;

  /**
   * A document of the index.
   *
   * @param place its place in the order of {@link DocumentOrder}
   * @param event the id of its event
   */
  record Document(long place, long event) {}

  /**
   * Adds a document at a place.
   *
   * @param words words of letters, digits and symbols, and scopes, which begin with {@code #}
   * @return false when the place is taken or the event is indexed already
   */
  boolean add(SqlSession session, Document document, Collection<String> words) throws SQLException;

  /** Removes a document; does nothing when there is none. */
  void remove(SqlSession session, long place) throws SQLException;

  /** Notes that words of documents that this transaction removes are to be overwritten. */
  default void noteOverwriteDue(SqlSession session) throws SQLException {}

  /**
   * A range of documents that is small enough for any search to take bounded time.
   *
   * @param first the place of the oldest one
   * @param last the place of the newest one
   * @param isOldest whether there are no older documents
   */
  record Range(long first, long last, boolean isOldest) {}

  /**
   * The last documents before {@code before} that match the query and have any of the scopes, in
   * descending order.
   *
   * @return empty when the deadline passed
   */
  Optional<List<Document>> find(
      SqlSession session,
      Query query,
      Set<String> scopes,
      long before,
      int limit,
      Deadline deadline)
      throws SQLException;

  /** The number of documents in a range that any search can process in some milliseconds. */
  int rangeDocuments();

  /**
   * The last documents of a range that have any of the scopes and may match the query, in
   * descending order. The result can include documents without the prefix of the query, but omits
   * no match.
   */
  List<Document> findIn(SqlSession session, Query query, Set<String> scopes, Range range, int limit)
      throws SQLException;
}
