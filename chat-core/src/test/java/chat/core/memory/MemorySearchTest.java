package chat.core.memory;

import static chat.core.port.Stages.done;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import chat.core.port.MessageSearch;
import chat.core.port.MessageSearchContract;
import chat.core.port.SearchPage;
import chat.core.port.SearchScope;
import chat.core.port.Store;
import chat.core.port.StoreException;
import chat.core.search.Query;
import java.util.ArrayList;
import java.util.List;
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
  void readsWhereItMayTakeItsTime() throws Exception {
    List<Runnable> work = new ArrayList<>();
    CompletionStage<SearchPage> found =
        store
            .search(work::add)
            .search(new SearchScope(Set.of(), true), Query.of("tea"), Long.MAX_VALUE, 1);
    assertFalse(found.toCompletableFuture().isDone());

    work.forEach(Runnable::run);

    assertEquals(new SearchPage(List.of(), false), done(found));
  }

  @Test
  void failsWhatThereIsNoPlaceFor() {
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
}
