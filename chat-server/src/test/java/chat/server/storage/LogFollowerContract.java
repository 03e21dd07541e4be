package chat.server.storage;

import static chat.core.port.Samples.ADA;
import static chat.core.port.Samples.AT;
import static chat.core.port.Samples.topic;
import static chat.core.port.Samples.unknown;
import static chat.core.port.Stages.becomes;
import static chat.core.port.Stages.done;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.core.event.MessagePosted;
import chat.core.model.RoomId;
import chat.core.model.RoomRecord;
import chat.core.port.Draft;
import chat.core.port.Patience;
import chat.core.port.SendKey;
import chat.core.search.Query;
import chat.core.search.SearchScope;
import chat.server.CapturedLog;
import chat.server.storage.log.RetentionPolicy;
import chat.server.storage.sql.Dialect;
import chat.server.storage.sql.SqlSession;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What a follower of the log must do in every dialect: each event comes at least once and in the
 * order of its room, also after failures and crashes, and no consumer waits for another.
 */
@Timeout(Patience.SECONDS)
abstract class LogFollowerContract {
  private static final RoomId TEA = RoomId.of("tea");
  private static final RoomId COFFEE = RoomId.of("coffee");

  final BlockingQueue<Throwable> fatal = new LinkedBlockingQueue<>();
  private SqlStore store;
  private int keys;

  /** The database of the store, the same in each call of a test. */
  abstract Dialect dialect() throws Exception;

  /** Opens the store of a database. */
  abstract SqlStore open(Dialect dialect, Consumer<Throwable> fatal) throws IOException;

  @BeforeEach
  void begin() throws Exception {
    store = open(dialect(), fatal::add);
    done(store.directory().addUser(ADA, AT));
    for (RoomId room : List.of(TEA, COFFEE)) {
      add(room);
    }
  }

  private void add(RoomId room) {
    done(store.directory().addRoom(RoomRecord.open(room, "Room " + room), List.of()));
  }

  @AfterEach
  void end() {
    store.close();
  }

  private void reopen() throws Exception {
    store.close();
    store = open(dialect(), fatal::add);
  }

  private void post(RoomId room, int messages) {
    List<Draft> drafts = new ArrayList<>();
    for (int i = 0; i < messages; i++) {
      String key = "k" + ++keys;
      drafts.add(
          new Draft(
              new SendKey(room, ADA.id(), key),
              new MessagePosted(
                  room, 0, ADA, "word " + key, AT, key, OptionalLong.empty(), List.of())));
    }
    done(store.log().append(room, Optional.empty(), drafts));
  }

  private static List<Long> numbers(long first, long last) {
    return LongStream.rangeClosed(first, last).boxed().toList();
  }

  private CompletionStage<Integer> found() {
    return store
        .search()
        .search(new SearchScope(Set.of(), true), Query.complete("word"), Long.MAX_VALUE, 200)
        .thenApply(page -> page.found().size());
  }

  /** The number of cursors of a consumer. */
  private CompletionStage<Integer> cursors(String name) {
    try (Dialect dialect = again();
        SqlSession session = new SqlSession(dialect.connectToRead())) {
      return CompletableFuture.completedFuture(
          session
              .first("SELECT count(*) FROM followers WHERE name = ?", row -> row.getInt(1), name)
              .orElseThrow());
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  /** A second connection to the database of the open store, for reading. */
  abstract Dialect again() throws Exception;

  private List<Long> kept(RecordingConsumer consumer) throws Exception {
    try (Dialect dialect = again();
        SqlSession session = new SqlSession(dialect.connectToRead())) {
      return consumer.kept(session);
    }
  }

  @Test
  void deliversEveryEventOfEveryTypeInOrder() throws Exception {
    post(TEA, 250);
    RecordingConsumer consumer = new RecordingConsumer("recording");
    store.follow(consumer);
    done(
        store
            .log()
            .append(
                TEA,
                Optional.empty(),
                List.of(
                    topic(TEA, ADA, "topic", "Leaves"),
                    unknown(TEA, ADA, "other", OptionalLong.of(1)))));
    post(COFFEE, 3);
    post(TEA, 1);
    becomes(numbers(1, 253), () -> consumer.of("tea"));
    becomes(numbers(1, 3), () -> consumer.of("coffee"));
    becomes(2, () -> cursors("recording"));
  }

  @Test
  void continuesAfterItsCursorAfterARestart() throws Exception {
    RecordingConsumer before = new RecordingConsumer("recording");
    store.follow(before);
    post(TEA, 5);
    becomes(numbers(1, 5), () -> before.of("tea"));
    becomes(1, () -> cursors("recording"));
    reopen();
    post(TEA, 2);
    RecordingConsumer after = new RecordingConsumer("recording");
    store.follow(after);
    becomes(numbers(6, 7), () -> after.of("tea"));
    RecordingConsumer other = new RecordingConsumer("other");
    store.follow(other);
    becomes(numbers(1, 7), () -> other.of("tea"));
  }

  @Test
  void repeatsEventsAfterTheCursorAfterACrash() throws Exception {
    Error crash = new OutOfMemoryError("in the middle");
    RecordingConsumer before =
        new RecordingConsumer(
            "recording",
            event -> {
              if (event.room().equals(COFFEE) && event.seq() == 150) {
                throw crash;
              }
            },
            event -> {});
    post(COFFEE, 400);
    store.follow(before);
    assertEquals(crash, fatal.poll(Patience.SECONDS, TimeUnit.SECONDS));
    assertEquals(numbers(1, 149), done(before.of("coffee")));
    reopen();
    RecordingConsumer after = new RecordingConsumer("recording");
    store.follow(after);
    becomes(numbers(101, 400), () -> after.of("coffee"));
    becomes(numbers(1, 400), () -> CompletableFuture.completedFuture(keptOf(after)));
  }

  private List<Long> keptOf(RecordingConsumer consumer) {
    try {
      return kept(consumer);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void writesOutputWithTheCursorExactlyOnce() throws Exception {
    AtomicBoolean isFirst = new AtomicBoolean(true);
    RecordingConsumer consumer =
        new RecordingConsumer(
            "recording",
            event -> {},
            event -> {
              if (event.seq() == 130 && isFirst.compareAndSet(true, false)) {
                throw new IllegalStateException("before the commit");
              }
            });
    post(TEA, 200);
    store.follow(consumer);
    List<Long> twice = new ArrayList<>(numbers(1, 200));
    twice.addAll(numbers(101, 200));
    becomes(twice, () -> consumer.of("tea"));
    becomes(numbers(1, 200), () -> CompletableFuture.completedFuture(keptOf(consumer)));
  }

  @Test
  void continuesWithOtherRoomsWhenOneFailsAndReportsThatOnce() throws Exception {
    AtomicBoolean isBroken = new AtomicBoolean(true);
    CountDownLatch failures = new CountDownLatch(2);
    RecordingConsumer consumer =
        new RecordingConsumer(
            "failing",
            event -> {
              if (event.room().equals(COFFEE) && isBroken.get()) {
                failures.countDown();
                throw new IllegalStateException("cannot be consumed");
              }
            },
            event -> {});
    try (CapturedLog log = new CapturedLog()) {
      store.follow(consumer);
      post(COFFEE, 3);
      assertTrue(failures.await(Patience.SECONDS, TimeUnit.SECONDS), "it is tried again");
      post(TEA, 300);
      becomes(numbers(1, 300), () -> consumer.of("tea"));
      becomes(303, this::countFound);
      isBroken.set(false);
      becomes(numbers(1, 3), () -> consumer.of("coffee"));
      assertEquals(
          1,
          log.stackTraces().stream()
              .filter(line -> line.contains("failing cannot follow the log"))
              .count());
    }
  }

  /** Counts all hits of a search, page by page. */
  private CompletionStage<Integer> countFound() {
    int count = 0;
    long before = Long.MAX_VALUE;
    SearchScope scope = new SearchScope(Set.of(), true);
    while (true) {
      var page = done(store.search().search(scope, Query.complete("word"), before, 200));
      count += page.found().size();
      if (page.rest().isEmpty()) {
        return CompletableFuture.completedFuture(count);
      }
      before = page.rest().getAsLong();
    }
  }

  @Test
  void continuesWithOtherConsumersWhileOneIsStuck() throws Exception {
    CountDownLatch stuck = new CountDownLatch(1);
    RecordingConsumer slow =
        new RecordingConsumer(
            "slow",
            event -> {
              try {
                assertTrue(stuck.await(Patience.SECONDS, TimeUnit.SECONDS));
              } catch (InterruptedException e) {
                throw new AssertionError(e);
              }
            },
            event -> {});
    RecordingConsumer broken =
        new RecordingConsumer(
            "broken",
            event -> {
              throw new IllegalArgumentException("no event can be consumed");
            },
            event -> {});
    store.follow(slow);
    store.follow(broken);
    RecordingConsumer fine = new RecordingConsumer("fine");
    store.follow(fine);
    post(TEA, 20);
    post(COFFEE, 20);
    becomes(numbers(1, 20), () -> fine.of("coffee"));
    becomes(40, this::found);
    assertEquals(List.of(), done(slow.of("tea")));
    assertEquals(List.of(), done(broken.of("tea")));
    stuck.countDown();
    becomes(numbers(1, 20), () -> slow.of("tea"));
  }

  @Test
  void notifiesItsConsumerOfDeletedEventsAndContinuesAfterThem() {
    RecordingConsumer consumer = new RecordingConsumer("recording");
    store.follow(consumer);
    post(TEA, 10);
    becomes(numbers(1, 10), () -> consumer.of("tea"));
    store.sweep(new RetentionPolicy(0, 4), AT);
    becomes(List.of("trimmed tea to 6"), consumer::notes);
    post(TEA, 1);
    becomes(numbers(1, 11), () -> consumer.of("tea"));
    RecordingConsumer late = new RecordingConsumer("late");
    store.follow(late);
    becomes(numbers(7, 11), () -> late.of("tea"));
    assertEquals(List.of(), done(late.notes()));
  }

  @Test
  void endsWithADeletedRoomAndStartsWithTheNextOfItsId() {
    RecordingConsumer consumer = new RecordingConsumer("recording");
    store.follow(consumer);
    post(TEA, 3);
    becomes(numbers(1, 3), () -> consumer.of("tea"));
    becomes(1, () -> cursors("recording"));
    done(store.directory().removeRoom(TEA));
    becomes(List.of("ended tea at 3"), consumer::notes);
    becomes(0, () -> cursors("recording"));
    add(TEA);
    post(TEA, 2);
    becomes(List.of(1L, 2L, 3L, 1L, 2L), () -> consumer.of("tea"));
  }

  @Test
  void startsAgainWithALogOfAnotherEpoch() throws Exception {
    RecordingConsumer before = new RecordingConsumer("recording");
    store.follow(before);
    post(TEA, 3);
    becomes(1, () -> cursors("recording"));
    store.close();
    try (Dialect dialect = dialect();
        SqlSession session = new SqlSession(dialect.connectToWrite())) {
      session.update("UPDATE rooms SET epoch = 'another' WHERE id = 'tea'");
      session.commit();
    }
    store = open(dialect(), fatal::add);
    RecordingConsumer after = new RecordingConsumer("recording");
    store.follow(after);
    becomes(List.of("ended tea at 3"), after::notes);
    becomes(numbers(1, 3), () -> after.of("tea"));
  }
}
