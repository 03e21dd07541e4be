package chat.server.store;

import chat.core.event.MessagePosted;
import chat.core.event.RoomEvent;
import chat.core.model.RoomId;
import chat.core.port.MessageSearch;
import chat.core.port.SearchPage;
import chat.core.port.SearchPage.Found;
import chat.core.port.SearchScope;
import chat.core.search.Query;
import chat.server.store.WordIndex.Document;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Searches by an index of words, on threads of its own, so that no join waits for a search. What
 * the index names is read from the log, so nothing is found that the log does not have. Thread-safe
 * by its readers.
 */
final class SqlSearch implements MessageSearch {
  private static final SearchPage NOTHING = new SearchPage(List.of(), false);

  private final Readers log;
  private final Readers index;
  private final WordIndex words;

  /**
   * @param log reads the log
   * @param index reads the index
   */
  SqlSearch(Readers log, Readers index, WordIndex words) {
    this.log = log;
    this.index = index;
    this.words = words;
  }

  @Override
  public int atOnce() {
    return SearchIndex.SEARCHERS;
  }

  @Override
  public CompletionStage<SearchPage> search(
      SearchScope scope, Query query, long before, int limit) {
    return log.read(session -> Scopes.of(session, scope))
        .thenCompose(
            scopes ->
                scopes.isEmpty()
                    ? CompletableFuture.completedFuture(NOTHING)
                    : search(scopes, query, before, limit));
  }

  private CompletionStage<SearchPage> search(
      Set<String> scopes, Query query, long before, int limit) {
    return index
        .read(session -> words.find(session, query, scopes, before, limit + 1))
        .thenCompose(
            documents -> {
              boolean more = documents.size() > limit;
              List<Document> shown = more ? documents.subList(0, limit) : documents;
              return log.read(session -> new SearchPage(messages(session, shown), more));
            });
  }

  private static List<Found> messages(Session session, List<Document> documents)
      throws SQLException {
    List<Found> found = new ArrayList<>(documents.size());
    Map<Long, Optional<RoomId>> rooms = new HashMap<>(); // a page is of few
    for (Document document : documents) {
      long number = RoomRow.roomOf(document.event());
      if (!rooms.containsKey(number)) {
        rooms.put(number, room(session, number));
      }
      Optional<RoomId> room = rooms.get(number);
      if (room.isPresent()) { // otherwise it ended a moment ago
        event(session, room.get(), document.event())
            .ifPresent(message -> found.add(new Found(message, document.place())));
      }
    }
    return found;
  }

  private static Optional<RoomId> room(Session session, long number) throws SQLException {
    return session.first(
        "SELECT id FROM rooms WHERE number = ?", row -> RoomId.of(row.getString(1)), number);
  }

  private static Optional<MessagePosted> event(Session session, RoomId room, long id)
      throws SQLException {
    Optional<RoomEvent> event =
        session.first(
            "SELECT " + EventRow.COLUMNS + " FROM events WHERE id = ?",
            row -> EventRow.of(room, row),
            id);
    return event.map(MessagePosted.class::cast);
  }
}
