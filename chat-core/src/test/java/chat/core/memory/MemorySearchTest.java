package chat.core.memory;

import static chat.core.port.Samples.ADA;
import static chat.core.port.Samples.AT;
import static chat.core.port.Samples.draft;
import static chat.core.port.Stages.done;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import chat.core.model.RoomId;
import chat.core.model.RoomRecord;
import chat.core.port.Draft;
import chat.core.port.MessageSearch;
import chat.core.port.MessageSearchContract;
import chat.core.port.Store;
import chat.core.port.StoreException;
import chat.core.search.Query;
import chat.core.search.SearchPage;
import chat.core.search.SearchScope;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

final class MemorySearchTest extends MessageSearchContract {
  private final MemoryStore store = new MemoryStore(new Random(1));

  @Override
  protected Store store() {
    return new Store(store.log(), store.directory());
  }

  @Override
  protected MessageSearch search() {
    return store.search(Runnable::run);
  }

  @Test
  void scansOnItsExecutor() throws Exception {
    List<Runnable> work = new ArrayList<>();
    CompletionStage<SearchPage> found =
        store
            .search(work::add)
            .search(new SearchScope(Set.of(), true), Query.of("tea"), Long.MAX_VALUE, 1);
    assertFalse(found.toCompletableFuture().isDone());

    work.forEach(Runnable::run);

    assertEquals(SearchPage.EMPTY, done(found));
  }

  @Test
  void failsWhenTheExecutorRejects() {
    MessageSearch search =
        store.search(
            task -> {
              throw new RejectedExecutionException("full");
            });

    CompletionStage<SearchPage> found =
        search.search(new SearchScope(Set.of(), true), Query.of("tea"), Long.MAX_VALUE, 1);

    ExecutionException failure =
        assertThrows(ExecutionException.class, () -> found.toCompletableFuture().get());
    assertInstanceOf(StoreException.class, failure.getCause());
  }

  @Test
  void scansABoundedNumberOfMessagesInEachStep() {
    int count = 2 * MemorySearch.MESSAGES_OF_STEP + 10;
    MemoryStore large = new MemoryStore(new Random(1), count);
    RoomId room = RoomId.of("room");
    done(large.directory().addUser(ADA, AT));
    done(large.directory().addRoom(RoomRecord.open(room, "Room"), List.of()));
    List<Draft> drafts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      drafts.add(draft(room, ADA, "k" + i));
    }
    done(large.log().append(room, Optional.empty(), drafts));
    MessageSearch search = large.search(Runnable::run);
    SearchScope everywhere = new SearchScope(Set.of(), true);
    SearchPage page = done(search.search(everywhere, Query.of("k0 "), Long.MAX_VALUE, 10));
    int steps = 1;
    while (page.rest().isPresent()) {
      assertEquals(List.of(), page.found());
      page = done(search.goOn(everywhere, Query.of("k0 "), page.rest().getAsLong(), 10));
      steps++;
    }
    assertEquals(3, steps);
    assertEquals(1, page.found().get(0).message().seq());
  }
}
