package chat.server.storage;

import static chat.core.port.Samples.ADA;
import static chat.core.port.Samples.AT;
import static chat.core.port.Samples.draft;
import static chat.core.port.Stages.done;
import static chat.core.port.Stages.failure;
import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.core.event.RoomEvent;
import chat.core.model.RoomId;
import chat.core.model.RoomRecord;
import chat.core.port.Draft;
import chat.core.port.LogPage;
import chat.core.port.Patience;
import chat.server.storage.sql.PostgresDialect;
import chat.server.storage.sql.PostgresUrl;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Connections to PostgreSQL that are lost in a commit: later reads show its outcome. */
final class LostCommitTest {
  private static final RoomId ROOM = RoomId.of("room");

  private CommitProxy proxy;
  private SqlStore store;

  @BeforeEach
  void open() throws Exception {
    String url = PostgresServer.freshUrl();
    int port = URI.create(url.substring("jdbc:".length())).getPort();
    proxy = new CommitProxy(port);
    // Otherwise the driver would commit by a prepared statement of its connection.
    String through = url.replace(":" + port, ":" + proxy.port()) + "&prepareThreshold=0";
    store =
        SqlStore.open(
            PostgresDialect.at(PostgresUrl.parse(through).orElseThrow()),
            failure -> {
              throw new AssertionError(failure);
            });
    done(store.directory().addUser(ADA, AT));
    done(store.directory().addRoom(RoomRecord.open(ROOM, "Room"), List.of()));
    done(append("first"));
  }

  @AfterEach
  void close() {
    proxy.close();
    store.close();
  }

  private CompletionStage<?> append(String clientId) {
    Draft draft = draft(ROOM, ADA, clientId);
    return store.log().append(ROOM, Optional.empty(), List.of(draft));
  }

  /** The result of a call, which is repeated until it succeeds. */
  private static <T> T completed(Supplier<CompletionStage<T>> call) throws Exception {
    long end = System.nanoTime() + Patience.NANOS;
    while (true) {
      try {
        return call.get().toCompletableFuture().get(Patience.SECONDS, TimeUnit.SECONDS);
      } catch (ExecutionException e) {
        if (System.nanoTime() - end > 0) {
          throw e;
        }
      }
    }
  }

  private List<Long> seqs() throws Exception {
    LogPage page = completed(() -> store.log().readAfter(ROOM, 0, 100));
    assertEquals(page.events().size(), page.head().seq());
    return page.events().stream().map(RoomEvent::seq).toList();
  }

  @Test
  void anEventThatIsMissingInAReadIsNeverStored() throws Exception {
    proxy.cut(CommitProxy.Cut.BEFORE_THE_COMMIT);
    failure(append("second"));

    List<Long> read = seqs();
    proxy.release();

    assertEquals(List.of(1L), read);
    assertEquals(read, seqs());
    completed(() -> append("second").thenApply(done -> ""));
    assertEquals(List.of(1L, 2L), seqs());
  }

  @Test
  void aStoredEventIsReadEvenIfItsCommitWasNotConfirmed() throws Exception {
    proxy.cut(CommitProxy.Cut.AFTER_THE_COMMIT);
    failure(append("second"));

    assertEquals(List.of(1L, 2L), seqs());
    completed(() -> append("second").thenApply(done -> ""));
    assertEquals(List.of(1L, 2L), seqs());
  }
}
