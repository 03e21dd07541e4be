package chat.core.internal.room;

import static chat.core.port.Stages.done;
import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.core.ManualClock;
import chat.core.command.Command;
import chat.core.command.Outcome;
import chat.core.command.Reply;
import chat.core.command.message.PostMessage;
import chat.core.command.message.ReadHistory;
import chat.core.command.message.SetTyping;
import chat.core.command.room.JoinRoom;
import chat.core.internal.context.ChatContext;
import chat.core.internal.context.ChatSettings;
import chat.core.internal.dispatch.CommandPipeline;
import chat.core.internal.dispatch.ConnectionManager;
import chat.core.memory.MemoryStore;
import chat.core.model.Right;
import chat.core.model.RoomId;
import chat.core.model.RoomRecord;
import chat.core.port.Backplane;
import chat.core.port.LogHead;
import chat.core.port.LogPage;
import chat.core.port.MessageLog;
import chat.core.port.Samples;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Which rooms are loaded. */
final class RoomRegistryTest {
  private static final RoomId ROOM = RoomId.of("room");
  private static final Duration IDLE = Duration.ofSeconds(60);

  private final Queue<Runnable> ready = new ArrayDeque<>();
  private final ManualClock clock = new ManualClock();
  private final List<Throwable> failures = new ArrayList<>();
  private final MemoryStore store = new MemoryStore(new Random(1));
  private final List<CompletableFuture<LogPage>> slowPages = new ArrayList<>();
  private boolean readsSlowly;
  private final ConnectionManager manager = manager();

  private ConnectionManager manager() {
    ChatContext chat =
        new ChatContext(
            ready::add,
            ready::add,
            clock,
            clock,
            new Random(2),
            slow(store.log()),
            store.directory(),
            store.search(Runnable::run),
            store.uploadStore(),
            Backplane.none(),
            new ChatSettings(4_000, 200, Duration.ofSeconds(5), Duration.ofSeconds(60), IDLE),
            failures::add);
    return new ConnectionManager(chat, List.of(RoomRecord.permanent(ROOM, "Room")));
  }

  private MessageLog slow(MessageLog log) {
    return (MessageLog)
        Proxy.newProxyInstance(
            MessageLog.class.getClassLoader(),
            new Class<?>[] {MessageLog.class},
            (proxy, method, arguments) -> {
              if (!readsSlowly || !method.getName().equals("readBefore")) {
                return method.invoke(log, arguments);
              }
              slowPages.add(new CompletableFuture<>());
              return slowPages.get(slowPages.size() - 1);
            });
  }

  private void settle() {
    while (!ready.isEmpty()) {
      ready.remove().run();
    }
    assertEquals(List.of(), failures);
  }

  private void pass(Duration time) {
    settle();
    clock.pass(time, this::settle);
  }

  private <R extends Reply> List<Outcome<R>> ask(CommandPipeline pipeline, Command<R> command) {
    List<Outcome<R>> outcomes = new ArrayList<>();
    pipeline.execute(command, outcomes::add);
    settle();
    return outcomes;
  }

  private static ReadHistory history(long before) {
    return new ReadHistory(
        ROOM, OptionalLong.of(before), OptionalLong.empty(), OptionalInt.empty());
  }

  private LogHead head() {
    return done(store.log().heads(List.of(ROOM))).get(ROOM);
  }

  private int loaded() {
    return manager.rooms().size();
  }

  @Test
  void areLoadedOnFirstUseAndUnloadedWhenIdle() {
    CommandPipeline ada = manager.connect(Samples.ADA, Right.USUAL, batch -> {});
    settle();
    assertEquals(0, loaded());
    ask(ada, history(10));
    assertEquals(1, loaded());
    pass(IDLE);
    assertEquals(0, loaded());
  }

  @Test
  void stayWhileAUserIsPresent() {
    CommandPipeline ada = manager.connect(Samples.ADA, Right.USUAL, batch -> {});
    ask(ada, new JoinRoom(ROOM));
    pass(IDLE.multipliedBy(5));
    assertEquals(1, loaded());
    ada.close();
    pass(IDLE.multipliedBy(3));
    assertEquals(0, loaded());
  }

  @Test
  void stayWhileTheyAreUsed() {
    CommandPipeline ada = manager.connect(Samples.ADA, Right.USUAL, batch -> {});
    for (int i = 0; i < 5; i++) {
      ask(ada, history(10));
      pass(IDLE.dividedBy(2));
    }
    assertEquals(1, loaded());
    pass(IDLE.multipliedBy(2));
    assertEquals(0, loaded());
  }

  @Test
  void areLoadedAgainUnchanged() {
    CommandPipeline ada = manager.connect(Samples.ADA, Right.USUAL, batch -> {});
    ask(ada, new JoinRoom(ROOM));
    ask(ada, new PostMessage(ROOM, "before", "1"));
    ada.close();
    pass(IDLE.multipliedBy(3));
    assertEquals(0, loaded());
    CommandPipeline again = manager.connect(Samples.ADA, Right.USUAL, batch -> {});
    assertEquals(
        1,
        ((Outcome.Accepted<JoinRoom.Joined>) ask(again, new JoinRoom(ROOM)).get(0))
            .reply()
            .events()
            .size());
    assertEquals(
        2,
        ((Outcome.Accepted<PostMessage.Sent>)
                ask(again, new PostMessage(ROOM, "after", "2")).get(0))
            .reply()
            .seq());
  }

  @Test
  void areUnloadedAlsoWhenTheirLastReplyIsLate() {
    CommandPipeline ada = manager.connect(Samples.ADA, Right.USUAL, batch -> {});
    ask(ada, new JoinRoom(ROOM));
    for (int i = 0; i < 300; i++) {
      ask(ada, new PostMessage(ROOM, "m", "k" + i));
    }
    CommandPipeline bob = manager.visit(Samples.BOB, Right.USUAL);
    readsSlowly = true;
    List<Outcome<ReadHistory.Read>> read = ask(bob, history(50));
    assertEquals(List.of(), read);
    ada.close();
    pass(IDLE.multipliedBy(3));
    slowPages.get(0).complete(new LogPage(head(), List.of()));
    settle();
    assertEquals(1, read.size());
    pass(IDLE.multipliedBy(2));
    assertEquals(0, loaded());
  }

  @Test
  void areNotKeptWhenTheyDoNotExist() {
    CommandPipeline ada = manager.connect(Samples.ADA, Right.USUAL, batch -> {});
    for (String id : List.of("nowhere", "dm.ada.bob", "dm.bob.eve")) {
      ask(ada, new SetTyping(RoomId.of(id), true));
      ask(ada, new JoinRoom(RoomId.of(id)));
      ask(ada, new PostMessage(RoomId.of(id), "x", "k"));
    }
    assertEquals(0, loaded());
  }

  @Test
  void areNotLoadedByTimersFromBeforeUnloading() {
    CommandPipeline ada = manager.connect(Samples.ADA, Right.USUAL, batch -> {});
    ask(ada, new JoinRoom(ROOM));
    ask(ada, new SetTyping(ROOM, true));
    ada.close();
    pass(IDLE.multipliedBy(10));
    assertEquals(0, loaded());
  }
}
