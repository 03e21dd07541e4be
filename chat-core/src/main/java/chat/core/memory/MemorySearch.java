package chat.core.memory;

import chat.core.event.MessagePosted;
import chat.core.model.RoomId;
import chat.core.model.RoomRecord;
import chat.core.port.MessageSearch;
import chat.core.port.StoreException;
import chat.core.search.Query;
import chat.core.search.SearchPage;
import chat.core.search.SearchPage.Found;
import chat.core.search.SearchScope;
import chat.core.search.Words;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Finds messages of a {@link MemoryStore} by scanning those in the scope, the newest first, a
 * bounded number in each step. Thread-safe by the store's monitor, which it holds only while it
 * collects the messages of one room.
 */
final class MemorySearch implements MessageSearch {
  /** Number of messages that one step scans, at about 10 microseconds each. */
  static final int MESSAGES_OF_STEP = 4_096;

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
          () -> page(newest(scope, before), query, limit), executor);
    } catch (RejectedExecutionException e) {
      return CompletableFuture.failedFuture(new StoreException("too many searches", e));
    }
  }

  /** The newest messages before a place that one step scans, and one more if there are more. */
  private List<Found> newest(SearchScope scope, long before) {
    Queue<Found> newest = new PriorityQueue<>(Comparator.comparingLong(Found::place));
    for (RoomId id : store.hold(() -> rooms(scope))) {
      for (Found each : store.hold(() -> messages(id))) {
        if (each.place() < before) {
          newest.add(each);
        }
        if (newest.size() > MESSAGES_OF_STEP + 1) {
          newest.remove();
        }
      }
    }
    return newest.stream().sorted(Comparator.comparingLong(Found::place).reversed()).toList();
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
                    .filter(said -> !said.isDeleted())
                    .forEach(said -> messages.add(new Found(said, room.place(said.seq())))));
    return messages;
  }

  private static SearchPage page(List<Found> newest, Query query, int limit) {
    boolean stops = newest.size() > MESSAGES_OF_STEP;
    List<Found> read = stops ? newest.subList(0, MESSAGES_OF_STEP) : newest;
    List<Found> found =
        read.stream()
            .filter(each -> query.matches(Words.of(each.message().text())))
            .limit(limit + 1L)
            .toList();
    return SearchPage.of(
        found,
        limit,
        stops ? OptionalLong.of(read.get(read.size() - 1).place()) : OptionalLong.empty());
  }
}
