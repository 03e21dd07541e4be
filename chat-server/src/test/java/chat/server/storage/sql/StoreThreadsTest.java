package chat.server.storage.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.core.bound.ByteBudget;
import chat.core.model.RoomId;
import chat.core.port.StoreException;
import chat.server.CapturedLog;
import chat.server.storage.follow.ChangedRooms;
import chat.server.storage.follow.FollowerStore;
import chat.server.storage.follow.LogFollower;
import chat.server.storage.log.RetentionPolicy;
import chat.server.storage.log.RetentionScheduler;
import chat.server.storage.log.RetentionSweep;
import chat.server.storage.migration.Migrations;
import chat.server.storage.search.RoomIndexer;
import chat.server.storage.search.SearchDialect;
import chat.server.thread.CriticalThreads;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Every thread of the store that ends is reported. */
@Timeout(60)
final class StoreThreadsTest {
  private final Error error = new OutOfMemoryError("heap");

  private final BlockingQueue<Throwable> fatal = new LinkedBlockingQueue<>();
  private final CriticalThreads threads = new CriticalThreads(fatal::add);
  private SqliteDialect database;

  @TempDir Path folder;

  @BeforeEach
  void open() throws Exception {
    database = SqliteDialect.in(folder.resolve("data"));
    try (SqlSession session = new SqlSession(database.connectToWrite())) {
      Migrations.apply(session, database.dialect());
    }
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void theWriterEndsByAnErrorAndFailsAllQueuedChanges() throws Exception {
    try (GroupCommit writer =
        new GroupCommit(
            database, new SqlSession(database.connectToWrite()), ByteBudget.unlimited(), threads)) {
      CompletionStage<Object> dying = writer.write(session -> fail());

      assertSame(error, fatal.take());
      assertInstanceOf(StoreException.class, failureOf(dying));
      assertInstanceOf(StoreException.class, failureOf(writer.write(session -> "later")));
    }
  }

  @Test
  void theWriterContinuesAfterAnExceptionOfOneChange() throws Exception {
    try (GroupCommit writer =
        new GroupCommit(
            database, new SqlSession(database.connectToWrite()), ByteBudget.unlimited(), threads)) {
      CompletionStage<Object> failing =
          writer.write(
              session -> {
                throw new IllegalStateException("bug");
              });

      assertInstanceOf(StoreException.class, failureOf(failing));
      assertEquals("fine", valueOf(writer.write(session -> "fine")));
      assertTrue(fatal.isEmpty());
    }
  }

  @Test
  void aReaderEndsByAnError() throws Exception {
    try (ReadPool pool = new ReadPool(database, 1, "reader", threads)) {
      CompletionStage<Object> dying = pool.read(session -> fail());

      assertSame(error, fatal.take());
      assertSame(error, failureOf(dying));
    }
  }

  @Test
  void aFollowerEndsByAnError() throws Exception {
    try (SearchDialect index = SearchDialect.of(database)) {
      index.prepare();
      LogFollower follower = follower(failing(() -> error), index);

      assertSame(error, fatal.take());
      follower.close();
    }
  }

  @Test
  void aFollowerContinuesAfterAnException() throws Exception {
    BlockingQueue<Throwable> bugs = new LinkedBlockingQueue<>();
    bugs.add(new IllegalStateException("a row that cannot be used"));
    try (SearchDialect index = SearchDialect.of(database);
        CapturedLog log = new CapturedLog()) {
      index.prepare();
      LogFollower follower = follower(failing(bugs::poll), index);
      follower.changed(RoomId.of("general"));
      while (!bugs.isEmpty() || log.stackTraces().isEmpty()) {
        Thread.onSpinWait();
      }
      follower.close();

      assertTrue(fatal.isEmpty());
    }
  }

  private LogFollower follower(Dialect log, SearchDialect index) {
    return new LogFollower(
        new RoomIndexer(index.words(), () -> {}),
        FollowerStore.ofIndex(log, index, index::discardIfDamaged),
        new ChangedRooms(10),
        threads);
  }

  @Test
  void theSweepEndsByAnError() throws Exception {
    try (ReadPool pool = new ReadPool(database, 1, "reader", threads);
        GroupCommit writer =
            new GroupCommit(
                database,
                new SqlSession(database.connectToWrite()),
                ByteBudget.unlimited(),
                threads)) {
      RetentionSweep sweep =
          new RetentionSweep(writer, pool, new RetentionPolicy(1, 0), "", room -> {});
      RetentionScheduler sweeps = new RetentionScheduler(sweep, new BrokenClock(), threads);

      assertSame(error, fatal.take());
      sweeps.close();
    }
  }

  /** A database whose connections fail while there are planted failures. */
  private Dialect failing(Supplier<Throwable> failures) {
    return (Dialect)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {Dialect.class},
            (proxy, method, arguments) -> {
              Throwable failure = method.getName().equals("connectToRead") ? failures.get() : null;
              if (failure != null) {
                throw failure;
              }
              try {
                return method.invoke(database, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private final class BrokenClock extends Clock {
    @Override
    public ZoneOffset getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      throw error;
    }
  }

  private Object fail() {
    throw error;
  }

  private static Object valueOf(CompletionStage<?> stage) throws Exception {
    return stage.toCompletableFuture().get(60, TimeUnit.SECONDS);
  }

  private static Throwable failureOf(CompletionStage<?> stage) {
    return assertThrows(ExecutionException.class, () -> valueOf(stage)).getCause();
  }
}
