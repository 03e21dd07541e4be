package chat.server.store;

import chat.core.search.Query;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** How a database keeps which document has which words. Stateless, thread-safe. */
interface WordIndex {
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
  boolean add(Session session, Document document, Collection<String> words) throws SQLException;

  /** Removes a document; nothing when there is none. */
  void remove(Session session, long place) throws SQLException;

  /**
   * The last documents before a place that the query matches and that have any of the scopes, from
   * the last on.
   */
  List<Document> find(Session session, Query query, Set<String> scopes, long before, int limit)
      throws SQLException;
}
