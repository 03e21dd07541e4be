package chat.server.storage.log;

import static chat.core.port.Samples.ADA;
import static chat.core.port.Samples.AT;
import static chat.core.port.Stages.becomes;
import static chat.core.port.Stages.done;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.core.Chat;
import chat.core.ChatConnection;
import chat.core.command.Command;
import chat.core.command.Outcome;
import chat.core.command.Reply;
import chat.core.command.message.PostMessage;
import chat.core.command.message.ReadHistory;
import chat.core.command.room.JoinRoom;
import chat.core.event.MessagePosted;
import chat.core.event.RoomEvent;
import chat.core.model.Position;
import chat.core.model.RoomId;
import chat.core.model.RoomRecord;
import chat.core.port.Appended;
import chat.core.port.Draft;
import chat.core.port.LogHead;
import chat.core.port.Samples;
import chat.core.port.SendKey;
import chat.server.storage.OpenStores;
import chat.server.storage.SqlStore;
import chat.server.storage.maintenance.IntegrityCheck;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a sweep deletes from a store, and what stays unaffected. */
final class RetentionSweepTest {
  private static final RoomId TEA = RoomId.of("tea");
  private static final RoomId COFFEE = RoomId.of("coffee");

  @TempDir Path folder;
  private OpenStores stores;
  private SqlStore store;

  @BeforeEach
  void open() {
    stores = new OpenStores(folder);
    store = stores.open(folder.resolve("data"));
    done(store.directory().addUser(ADA, AT));
    done(store.directory().addRoom(RoomRecord.open(TEA, "Tea"), List.of()));
    done(store.directory().addRoom(RoomRecord.open(COFFEE, "Coffee"), List.of()));
  }

  @AfterEach
  void close() {
    stores.close();
  }

  /** The n-th message of a room, sent on the n-th day. */
  private static Draft onDay(RoomId room, int number) {
    String key = "k" + number;
    return new Draft(
        new SendKey(room, ADA.id(), key),
        new MessagePosted(room, 0, ADA, "text", day(number), key, OptionalLong.empty(), List.of()));
  }

  private static Instant day(int number) {
    return AT.plus(Duration.ofDays(number));
  }

  private Appended say(RoomId room, int first, int last) {
    List<Draft> drafts = new ArrayList<>();
    for (int number = first; number <= last; number++) {
      drafts.add(onDay(room, number));
    }
    return done(store.log().append(room, Optional.empty(), drafts));
  }

  private LogHead head(RoomId room) {
    return done(store.log().heads(List.of(room))).get(room);
  }

  private List<Long> kept(RoomId room) {
    return done(store.log().readAfter(room, 0, 10_000)).events().stream()
        .map(RoomEvent::seq)
        .toList();
  }

  @Test
  void keepsTheLatestMessagesOfEachRoom() throws Exception {
    say(TEA, 1, 2_000);
    say(COFFEE, 1, 3);
    String epoch = head(TEA).epoch();

    store.sweep(new RetentionPolicy(0, 3), day(5_000));

    assertEquals(List.of(1_998L, 1_999L, 2_000L), kept(TEA));
    assertEquals(List.of(1L, 2L, 3L), kept(COFFEE));
    assertEquals(new LogHead(epoch, 2_000, 1_997, 3), head(TEA));
    assertInstanceOf(Appended.Duplicate.class, say(TEA, 7, 7).results().get(0));
    assertEquals(7, Samples.receipt(say(TEA, 7, 7).results().get(0)).seq());
    assertEquals(2_001, say(TEA, 2_001, 2_001).head().seq());
    List<String> faults = new ArrayList<>();
    IntegrityCheck.run(folder.resolve("data"), faults::add, state -> {});
    assertEquals(List.of(), faults);
  }

  @Test
  void deletesEventsThatAreTooOld() {
    say(TEA, 1, 10);
    say(COFFEE, 1, 2);

    store.sweep(new RetentionPolicy(5, 0), day(10));

    assertEquals(List.of(5L, 6L, 7L, 8L, 9L, 10L), kept(TEA));
    assertEquals(List.of(), kept(COFFEE));
    assertEquals(2, head(COFFEE).floor());
    assertEquals(3, say(COFFEE, 11, 11).head().seq());
    store.sweep(new RetentionPolicy(5, 0), day(10));
    assertEquals(List.of(3L), kept(COFFEE));
  }

  @Test
  void appliesBothLimits() {
    say(TEA, 1, 10);
    store.sweep(new RetentionPolicy(8, 5), day(10));
    assertEquals(5, head(TEA).floor());
    store.sweep(new RetentionPolicy(2, 5), day(10));
    assertEquals(7, head(TEA).floor());
    store.sweep(new RetentionPolicy(8, 5), day(10));
    assertEquals(7, head(TEA).floor());
  }

  @Test
  void notifiesALoadedRoomWithoutNewMessages() throws Exception {
    Chat chat = Chat.builder().store(store.log(), store.directory()).build();
    try (ChatConnection ada = chat.connect(ADA, batch -> {})) {
      JoinRoom.Joined first = ask(ada, new JoinRoom(TEA));
      for (int i = 1; i <= 10; i++) {
        ask(ada, new PostMessage(TEA, "text", "live" + i));
      }
      String epoch = first.head().epoch();
      store.sweep(new RetentionPolicy(0, 5), AT);

      becomes(false, () -> CompletableFuture.completedFuture(ask(ada, after(epoch, 4)).resumed()));
      assertEquals(6, ask(ada, after(epoch, 4)).events().get(0).seq());
      assertEquals(
          5,
          ask(
                  ada,
                  new ReadHistory(
                      TEA, OptionalLong.empty(), OptionalLong.of(0), OptionalInt.empty()))
              .events()
              .size());
      JoinRoom.Joined resumed = ask(ada, after(epoch, 5));
      assertTrue(resumed.resumed());
      assertEquals(5, resumed.events().size());
    } finally {
      done(chat.close());
    }
  }

  private static JoinRoom after(String epoch, long seq) {
    return new JoinRoom(TEA, Optional.of(new Position(epoch, seq)), OptionalInt.empty(), false);
  }

  private static <R extends Reply> R ask(ChatConnection connection, Command<R> command) {
    CompletableFuture<Outcome<R>> outcome = new CompletableFuture<>();
    connection.execute(command, outcome::complete);
    if (done(outcome) instanceof Outcome.Accepted<R> accepted) {
      return accepted.reply();
    }
    throw new AssertionError(command + " was refused");
  }
}
