package chat.server.websocket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.core.bound.ByteBudget;
import chat.core.command.Command;
import chat.core.command.message.SearchMessages;
import chat.core.command.room.JoinByCode;
import chat.core.command.room.JoinByInvite;
import chat.core.command.room.JoinRoom;
import chat.core.command.room.LeaveRoom;
import chat.core.command.room.ListMembers;
import chat.core.model.RoomId;
import chat.server.wire.ClientCommand;
import chat.server.wire.ClientFrame.Asks;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

final class CommandQueueTest {
  private static final RoomId ROOM = RoomId.of("general");

  private final List<String> asked = new ArrayList<>();
  private final CommandQueue commands =
      new CommandQueue(frame -> asked.add(frame.id().orElseThrow()), ByteBudget.unlimited());

  private boolean page(String id) {
    return add(id, new ListMembers(ROOM, Optional.empty(), OptionalInt.empty()));
  }

  private boolean small(String id) {
    return add(id, new LeaveRoom(ROOM));
  }

  private boolean add(String id, Command<?> command) {
    return commands.add(new Asks(command, Optional.of(id)));
  }

  @Test
  void executesImmediatelyWithoutAPage() {
    small("1");
    small("2");

    assertEquals(List.of("1", "2"), asked);
  }

  @Test
  void waitsBehindAPageInOrder() {
    page("1");
    small("2");
    page("3");
    small("4");
    assertEquals(List.of("1"), asked);

    commands.pageLeft();
    assertEquals(List.of("1", "2", "3"), asked);

    commands.pageLeft();
    assertEquals(List.of("1", "2", "3", "4"), asked);
  }

  @Test
  void executesNothingWhileHeld() {
    commands.hold();
    small("1");
    page("2");
    small("3");
    assertEquals(List.of(), asked);

    commands.pageLeft();
    assertEquals(List.of("1", "2"), asked);
  }

  @Test
  void waitsForThePageOfEveryKindOfJoin() {
    OptionalInt limit = OptionalInt.empty();
    assertTrue(ClientCommand.answersWithPage(new JoinRoom(ROOM)));
    assertTrue(ClientCommand.answersWithPage(new JoinByCode("AAAAAA")));
    assertTrue(
        ClientCommand.answersWithPage(new JoinByInvite("secret", Optional.empty(), limit, true)));
    assertFalse(ClientCommand.answersWithPage(new LeaveRoom(ROOM)));
  }

  @Test
  void continuesWithAPageThatIsWrittenImmediately() {
    List<String> order = new ArrayList<>();
    CommandQueue[] inner = new CommandQueue[1];
    inner[0] =
        new CommandQueue(
            frame -> {
              order.add(frame.id().orElseThrow());
              inner[0].pageLeft();
            },
            ByteBudget.unlimited());
    for (String id : List.of("1", "2", "3")) {
      inner[0].add(
          new Asks(new ListMembers(ROOM, Optional.empty(), OptionalInt.empty()), Optional.of(id)));
    }

    assertEquals(List.of("1", "2", "3"), order);
  }

  @Test
  void rejectsCommandsWhenTooManyWait() {
    page("page");
    for (int i = 0; i < 512; i++) {
      assertTrue(small("x" + i));
    }

    assertFalse(small("one too many"));
  }

  @Test
  void executesTheRestWhenTheConnectionEnds() {
    page("1");
    page("2");
    small("3");

    commands.end();

    assertEquals(List.of("1", "2", "3"), asked);
  }

  private static SearchMessages longQuery() {
    return new SearchMessages(
        "\u20ac" + "x".repeat(60_000), Optional.empty(), Optional.empty(), OptionalInt.empty());
  }

  @Test
  void limitsWaitingCommandsInBytes() {
    page("page");
    for (int i = 0; i < 450; i++) {
      boolean taken = add("q" + i, longQuery());
      assertEquals(i < 2, taken, "of 117 KiB each two fit into 256");
      assertTrue(commands.bytes() <= CommandQueue.MOST_BYTES);
    }
    commands.pageLeft();
    assertEquals(List.of("page", "q0", "q1"), asked);
    assertEquals(0, commands.bytes());
  }

  @Test
  void reservesSomeBytesForEachConnection() {
    ByteBudget all = new ByteBudget(200_000);
    CommandQueue many = new CommandQueue(frame -> {}, all);
    many.hold();
    CommandQueue few = new CommandQueue(frame -> {}, all);
    few.hold();
    assertTrue(many.add(new Asks(longQuery(), Optional.of("1"))));
    assertFalse(few.add(new Asks(longQuery(), Optional.of("1"))));
    for (int i = 0; i < 20; i++) {
      assertTrue(few.add(new Asks(new LeaveRoom(ROOM), Optional.of("x"))));
    }
    many.end();
    few.end();
    assertEquals(0, all.used());
  }
}
