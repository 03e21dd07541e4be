package chat.core.memory;

import chat.core.event.MessagePosted;
import chat.core.model.RoomId;
import chat.core.model.RoomRecord;
import chat.core.port.MessageSearch;
import chat.core.port.SearchPage;
import chat.core.port.SearchPage.Found;
import chat.core.port.SearchScope;
import chat.core.port.StoreException;
import chat.core.search.Query;
import chat.core.search.Words;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Finds messages of a {@link MemoryStore} by reading what it keeps in the scope, the newest first,
 * which is bounded and yet far more than a caller could wait for. Thread-safe by the store's
 * monitor, which it holds to collect the messages of one room after the other.
 */
final class MemorySearch implements MessageSearch {
  private final MemoryStore store;
  private final Executor executor;

  MemorySearch(MemoryStore store, Executor executor) {
    this.store = store;
    this.executor = executor;
  }

  @Override
  public CompletionStage<SearchPage> search(
      SearchScope scope, Query query, long before, int limit) {
    try {
      return CompletableFuture.supplyAsync(
          () -> page(messages(scope), query, before, limit), executor);
    } catch (RejectedExecutionException e) {
      return CompletableFuture.failedFuture(new StoreException("too much is searched for", e));
    }
  }

  private List<Found> messages(SearchScope scope) {
    List<Found> messages = new ArrayList<>();
    for (RoomId id : store.hold(() -> rooms(scope))) {
      messages.addAll(store.hold(() -> messages(id)));
    }
    return messages;
  }

  private Set<RoomId> rooms(SearchScope scope) {
    Set<RoomId> rooms = new TreeSet<>(scope.rooms());
    if (scope.publicRooms()) {
      store.rooms().publicAfter(Optional.empty()).map(RoomRecord::id).forEach(rooms::add);
    }
    return rooms;
  }

  private List<Found> messages(RoomId id) {
    List<Found> messages = new ArrayList<>();
    store
        .rooms()
        .find(id)
        .ifPresent(
            room ->
                room.between(1, room.head().seq()).stream()
                    .filter(MessagePosted.class::isInstance)
                    .map(MessagePosted.class::cast)
                    .forEach(said -> messages.add(new Found(said, room.place(said.seq())))));
    return messages;
  }

  private static SearchPage page(List<Found> messages, Query query, long before, int limit) {
    List<Found> found =
        messages.stream()
            .filter(each -> each.place() < before)
            .sorted(Comparator.comparingLong(Found::place).reversed())
            .filter(each -> query.matches(Words.of(each.message().text())))
            .limit(limit + 1L)
            .toList();
    boolean more = found.size() > limit;
    return new SearchPage(more ? found.subList(0, limit) : found, more);
  }
}
