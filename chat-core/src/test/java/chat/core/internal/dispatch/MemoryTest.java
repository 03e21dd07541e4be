package chat.core.internal.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.core.bound.ByteBudget;
import chat.core.bound.CoreShare;
import chat.core.command.Command;
import chat.core.command.Outcome;
import chat.core.command.Refusal;
import chat.core.command.Reply;
import chat.core.command.message.PostMessage;
import chat.core.command.message.ReadHistory;
import chat.core.command.room.JoinRoom;
import chat.core.event.RoomEvent;
import chat.core.internal.context.ChatContext;
import chat.core.internal.context.ChatSettings;
import chat.core.internal.context.ProtocolLimits;
import chat.core.internal.room.Room;
import chat.core.memory.MemoryStore;
import chat.core.model.Position;
import chat.core.model.Right;
import chat.core.model.RoomId;
import chat.core.model.RoomRecord;
import chat.core.port.Backplane;
import chat.core.port.Samples;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The memory of a chat stays within its shares, and nothing is lost by evictions. */
final class MemoryTest {
  private static final int ROOMS = 24;
  private static final int TEXTS = 60;
  private static final long MEMORY = 4 * 1024 * 1024;
  private static final String LONG_TEXT = "\ud83d\ude00".repeat(4_000);

  private final Queue<Runnable> ready = new ArrayDeque<>();
  private final List<Throwable> failures = new ArrayList<>();
  private final MemoryStore store = new MemoryStore(new Random(1));
  private ConnectionManager manager = lobby(MEMORY);

  private static RoomId room(int number) {
    return RoomId.of("room" + number);
  }

  private ConnectionManager lobby(long memory) {
    Duration second = Duration.ofSeconds(1);
    ChatContext chat =
        new ChatContext(
            ready::add,
            ready::add,
            Clock.systemUTC(),
            (delay, task) -> () -> {},
            new Random(2),
            store.log(),
            store.directory(),
            store.search(Runnable::run),
            store.uploadStore(),
            Backplane.none(),
            new ChatSettings(4_000, 256, second, second, second, memory),
            failures::add);
    return new ConnectionManager(
        chat,
        IntStream.range(0, ROOMS)
            .mapToObj(i -> RoomRecord.permanent(room(i), "Room " + i))
            .toList());
  }

  private ByteBudget tails() {
    return manager.rooms().tailBounds().all();
  }

  private void settle() {
    while (!ready.isEmpty()) {
      ready.remove().run();
      assertTrue(tails().used() <= tails().limit(), () -> tails().used() + " bytes of tails");
    }
    assertEquals(List.of(), failures);
  }

  private CommandPipeline connect() {
    CommandPipeline pipeline = manager.connect(Samples.ADA, Right.USUAL, batch -> {});
    settle();
    return pipeline;
  }

  private <R extends Reply> Outcome<R> ask(CommandPipeline pipeline, Command<R> command) {
    List<Outcome<R>> outcomes = new ArrayList<>();
    pipeline.execute(command, outcomes::add);
    settle();
    assertEquals(1, outcomes.size());
    return outcomes.get(0);
  }

  private <R extends Reply> R done(CommandPipeline pipeline, Command<R> command) {
    Outcome<R> outcome = ask(pipeline, command);
    if (outcome instanceof Outcome.Accepted<R> accepted) {
      return accepted.reply();
    }
    throw new AssertionError(command + ": " + outcome);
  }

  private static List<Long> seqs(List<RoomEvent> events) {
    return events.stream().map(RoomEvent::seq).toList();
  }

  /** Checks that {@code events} have no gap and end at {@code last}. */
  private static void assertRunTo(long last, List<RoomEvent> events) {
    List<Long> seqs = seqs(events);
    assertEquals(LongStream.rangeClosed(last - seqs.size() + 1, last).boxed().toList(), seqs);
  }

  @Test
  void allTailsTogetherStayWithinTheirShareAndEveryReadIsRight() {
    CommandPipeline ada = connect();
    for (int i = 0; i < ROOMS; i++) {
      done(ada, new JoinRoom(room(i)));
      for (int text = 0; text < TEXTS; text++) {
        done(ada, new PostMessage(room(i), LONG_TEXT, "k" + text));
      }
    }
    assertTrue(tails().used() > tails().limit() / 2, "the share is there to be used");
    for (int i = 0; i < ROOMS; i++) {
      List<RoomEvent> latest = done(ada, new JoinRoom(room(i))).events();
      assertRunTo(TEXTS, latest);
      assertTrue(!latest.isEmpty());
      Position head = done(ada, new JoinRoom(room(i))).head();
      JoinRoom.Joined resumed =
          done(
              ada,
              new JoinRoom(
                  room(i),
                  Optional.of(new Position(head.epoch(), TEXTS - 3)),
                  OptionalInt.empty(),
                  false));
      assertTrue(resumed.resumed());
      assertEquals(List.of(TEXTS - 2L, TEXTS - 1L, (long) TEXTS), seqs(resumed.events()));
      ReadHistory older =
          new ReadHistory(room(i), OptionalLong.of(10), OptionalLong.empty(), OptionalInt.of(3));
      assertEquals(List.of(7L, 8L, 9L), seqs(done(ada, older).events()));
    }
  }

  @Test
  void evictsTheTailsOfTheLeastRecentlyUsedRoomsFirst() {
    CommandPipeline ada = connect();
    for (int i = 0; i < 4; i++) {
      done(ada, new JoinRoom(room(i)));
      for (int text = 0; text < 20; text++) {
        done(ada, new PostMessage(room(i), LONG_TEXT, "k" + text));
      }
    }
    done(ada, new JoinRoom(room(0))); // now the second is the least recently used
    CommandPipeline eve = connect();
    for (int i = 4; tailOf(1) > 0; i++) {
      done(eve, new JoinRoom(room(i)));
      for (int text = 0; text < 30 && tailOf(1) > 0; text++) {
        done(eve, new PostMessage(room(i), LONG_TEXT, "k" + text));
      }
    }
    assertTrue(tailOf(0) > 0);
  }

  private long tailOf(int number) {
    return manager.rooms().find(room(number)).map(Room::tailBytes).orElse(0L);
  }

  @Test
  void unloadsIdleRoomsWhenThereAreTooMany() {
    long memory = 16L * 4 * ProtocolLimits.ROOM_BYTES / CoreShare.LOADED_ROOMS.sixteenths();
    manager = lobby(Math.max(64 * 1024, memory));
    CommandPipeline ada = connect();
    for (int round = 0; round < 3; round++) {
      for (int i = 0; i < ROOMS; i++) {
        ask(
            ada,
            new ReadHistory(
                room(i), OptionalLong.empty(), OptionalLong.of(0), OptionalInt.empty()));
        assertTrue(manager.rooms().budget().used() <= manager.rooms().budget().limit());
      }
    }
    assertTrue(manager.rooms().size() < ROOMS);
    ada.close();
    settle();
  }

  @Test
  void admitsAConnectionInFewRoomsWhenMemoryIsShort() {
    manager = lobby(64 * 1024);
    CommandPipeline ada = connect();
    for (int i = 0; i < ROOMS; i++) {
      Outcome<JoinRoom.Joined> outcome = ask(ada, new JoinRoom(room(i)));
      if (outcome instanceof Outcome.Refused<JoinRoom.Joined> rejection) {
        assertEquals(Refusal.BUSY, rejection.refusal());
      }
    }
    for (int i = 0; i < 100; i++) {
      done(
          manager.connect(Samples.guest("g" + i), Right.USUAL, batch -> {}), new JoinRoom(room(0)));
    }
    assertTrue(manager.rooms().presences().isFull());
  }

  @Test
  void presencesDoNotPreventLoadingRooms() {
    manager = lobby(64 * 1024);
    CommandPipeline eve = connect();
    for (int i = 0; i < 200; i++) {
      CommandPipeline present = manager.connect(Samples.guest("g" + i), Right.USUAL, batch -> {});
      settle();
      done(present, new JoinRoom(room(0)));
    }
    assertTrue(manager.rooms().presences().used() > 4 * manager.rooms().presences().limit());
    done(eve, new JoinRoom(room(1)));
    done(eve, new PostMessage(room(1), "hello", "k"));
  }

  @Test
  void boundsTheBytesOfUnansweredCommandsOfAConnection() {
    CommandPipeline ada = connect();
    done(ada, new JoinRoom(room(0)));
    List<Outcome<PostMessage.Sent>> outcomes = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      ada.execute(new PostMessage(room(0), LONG_TEXT, "k" + i), outcomes::add);
    }
    assertTrue(manager.unanswered().used() <= ProtocolLimits.MAX_UNANSWERED_BYTES_PER_CONNECTION);
    long rejection = outcomes.stream().filter(each -> each instanceof Outcome.Refused).count();
    int fits =
        ProtocolLimits.MAX_UNANSWERED_BYTES_PER_CONNECTION
            / new PostMessage(room(0), LONG_TEXT, "k10").footprint();
    assertEquals(100 - fits, rejection);
    settle();
    assertEquals(100, outcomes.size());
    assertEquals(0, manager.unanswered().used());
  }

  @Test
  void boundsTheBytesOfUnansweredCommandsOfAllConnections() {
    List<Outcome<PostMessage.Sent>> outcomes = new ArrayList<>();
    List<CommandPipeline> crowd = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      crowd.add(manager.connect(Samples.guest("g" + i), Right.USUAL, batch -> {}));
      settle();
      done(crowd.get(i), new JoinRoom(room(0)));
    }
    for (int i = 0; i < 12 * 30; i++) {
      crowd.get(i % 12).execute(new PostMessage(room(0), LONG_TEXT, "k" + i), outcomes::add);
      assertTrue(manager.unanswered().used() <= manager.unanswered().limit());
    }
    assertTrue(outcomes.stream().allMatch(MemoryTest::isBusy));
    assertTrue(outcomes.size() > 0);
    settle();
    assertEquals(12 * 30, outcomes.size());
    assertEquals(0, manager.unanswered().used());
    done(crowd.get(0), new PostMessage(room(0), "again", "again"));
  }

  private static boolean isBusy(Outcome<?> outcome) {
    return outcome instanceof Outcome.Refused<?> rejection && rejection.refusal() == Refusal.BUSY;
  }

  @Test
  void theSharesAddUpToAllOfTheMemory() {
    int sum = 0;
    for (CoreShare share : CoreShare.values()) {
      sum += share.sixteenths();
    }
    assertEquals(16, sum);
  }
}
