package chat.server.storage;

import static chat.core.port.Samples.ADA;
import static chat.core.port.Samples.AT;
import static chat.core.port.Stages.becomes;
import static chat.core.port.Stages.done;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.core.event.MessagePosted;
import chat.core.model.RoomId;
import chat.core.model.RoomRecord;
import chat.core.port.Draft;
import chat.core.port.MessageSearch;
import chat.core.port.MessageSearchContract;
import chat.core.port.SendKey;
import chat.core.port.Store;
import chat.core.search.Query;
import chat.core.search.SearchPage;
import chat.core.search.SearchScope;
import chat.server.storage.search.SearchDialect;
import chat.server.storage.search.SqlSearch;
import chat.server.storage.sql.Dialect;
import chat.server.storage.sql.Overwriter;
import chat.server.storage.sql.ReadPool;
import chat.server.storage.sql.SqlSession;
import chat.server.thread.CriticalThreads;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A search that is always out of time finds the same as any other, in more steps. The clock of each
 * search is manual.
 */
abstract class SteppedSearchContract extends MessageSearchContract {
  private static final int RANGE = 7;
  private static final SearchScope PUBLIC = new SearchScope(Set.of(), true);
  private static final RoomId TEA = RoomId.of("tea");

  private final CriticalThreads threads =
      new CriticalThreads(
          failure -> {
            throw new AssertionError(failure);
          });
  private Dialect dialect;
  private SqlStore store;
  private ReadPool pool;

  /** An empty database; called once before each test. */
  abstract Dialect dialect() throws IOException;

  @Override
  protected final Store store() {
    try {
      dialect = dialect();
      store = SqlStore.open(dialect, SearchDialect.of(dialect), Overwriter.NONE, threads);
      pool = new ReadPool(SearchDialect.of(dialect), 1, "chat-store-search", threads);
      return new Store(store.log(), store.directory());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  protected final MessageSearch search() {
    AtomicLong time = new AtomicLong();
    return search(RANGE, () -> time.addAndGet(SqlSearch.STEP.toNanos()));
  }

  private MessageSearch search(int rangeDocuments, LongSupplier nanoTime) {
    return new SqlSearch(pool, SearchDialect.of(dialect).words(), rangeDocuments, nanoTime);
  }

  final ReadPool pool() {
    return pool;
  }

  final Dialect opened() {
    return dialect;
  }

  @AfterEach
  final void close() {
    pool.close();
    store.close();
  }

  /** Says so many texts, one each second, and waits until they are indexed. */
  final void say(int count, IntFunction<String> text) {
    done(store.directory().addRoom(RoomRecord.open(TEA, "Tea"), List.of()));
    List<Draft> drafts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      SendKey key = new SendKey(TEA, ADA.id(), "k" + i);
      MessagePosted said =
          new MessagePosted(
              TEA,
              0,
              ADA,
              text.apply(i),
              AT.plusSeconds(i),
              key.clientId(),
              OptionalLong.empty(),
              List.of());
      drafts.add(new Draft(key, said));
    }
    done(store.log().append(TEA, Optional.empty(), drafts));
    becomes(true, () -> pool.read(session -> documents(session) == count));
  }

  private static long documents(SqlSession session) throws java.sql.SQLException {
    return session.first("SELECT count(*) FROM documents", row -> row.getLong(1)).orElseThrow();
  }

  /** Words that never occur together, each in every second message. */
  private static String apart(int i) {
    return i % 2 == 0 ? "green" : "black";
  }

  @Test
  void searchesOneRangeInEachStepWithoutTime() {
    say(50, SteppedSearchContract::apart);
    MessageSearch search = search();
    SearchPage page = done(search.search(PUBLIC, Query.of("green black"), Long.MAX_VALUE, 10));
    int steps = 1;
    while (page.rest().isPresent()) {
      assertEquals(List.of(), page.found());
      page = done(search.goOn(PUBLIC, Query.of("green black"), page.rest().getAsLong(), 10));
      steps++;
    }
    assertEquals(8, steps); // 7 ranges of 7 documents and one of 1
  }

  @Test
  void findsAPageInOneStepWhileThereIsTime() {
    say(50, SteppedSearchContract::apart);
    MessageSearch search = search(RANGE, () -> 0);
    assertEquals(
        SearchPage.EMPTY, done(search.search(PUBLIC, Query.of("green black"), Long.MAX_VALUE, 10)));
    SearchPage page = done(search.search(PUBLIC, Query.of("gre"), Long.MAX_VALUE, 25));
    assertEquals(25, page.found().size());
    assertEquals(OptionalLong.empty(), page.rest());
    page = done(search.search(PUBLIC, Query.of("gre"), Long.MAX_VALUE, 24));
    assertEquals(24, page.found().size());
    assertTrue(page.rest().isPresent());
    page = done(search.goOn(PUBLIC, Query.of("gre"), Long.MAX_VALUE, 25));
    assertEquals(25, page.found().size());
    assertEquals(OptionalLong.empty(), page.rest());
  }

  @Test
  void searchesARangeWithMoreCandidatesThanAreReadAtATime() {
    int count = 3 * SqlSearch.CANDIDATES;
    say(count, i -> i % 100 == 0 ? "greenish" : "green");
    AtomicLong time = new AtomicLong();
    MessageSearch search = search(count + 1, () -> time.addAndGet(SqlSearch.STEP.toNanos()));
    List<Long> seqs = new ArrayList<>();
    SearchPage page = done(search.search(PUBLIC, Query.of("greeni"), Long.MAX_VALUE, 200));
    page.found().forEach(found -> seqs.add(found.message().seq()));
    while (page.rest().isPresent()) {
      page = done(search.goOn(PUBLIC, Query.of("greeni"), page.rest().getAsLong(), 200));
      page.found().forEach(found -> seqs.add(found.message().seq()));
    }
    assertEquals(List.of(701L, 601L, 501L, 401L, 301L, 201L, 101L, 1L), seqs);
  }
}
