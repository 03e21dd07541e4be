package chat.core;

import static chat.core.TestChat.GENERAL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.core.command.Outcome;
import chat.core.command.Refusal;
import chat.core.command.room.CreateCodeRoom;
import chat.core.command.room.CreatePublicRoom;
import chat.core.command.room.JoinByCode;
import chat.core.command.room.JoinRoom;
import chat.core.command.room.ListRooms;
import chat.core.command.room.OpenConversation;
import chat.core.command.room.RemoveRoom;
import chat.core.event.Signal.RoomsChanged;
import chat.core.event.Signal.RoomsRemoved;
import chat.core.model.Right;
import chat.core.model.RoomId;
import chat.core.model.RoomView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Rooms that an administrator removes. */
final class RemovingTest {
  private final TestChat chat = new TestChat();
  private final TestClient ada = chat.connect("Ada");
  private final TestClient bob = chat.connect("Bob");
  private final TestClient root = chat.connect("Root");

  private Outcome<RemoveRoom.Removed> remove(RoomId room) {
    List<Outcome<RemoveRoom.Removed>> outcomes = new ArrayList<>();
    chat.chat()
        .visit(root.user(), Set.of(Right.READ, Right.WRITE, Right.ADMINISTER))
        .execute(new RemoveRoom(room), outcomes::add);
    chat.settle();
    return outcomes.get(0);
  }

  private static Refusal refusal(Outcome<RemoveRoom.Removed> outcome) {
    return ((Outcome.Refused<RemoveRoom.Removed>) outcome).refusal();
  }

  @Test
  void endsAPublicRoomForAllUsers() {
    RoomId room = ada.does(new CreatePublicRoom("Spam")).room().info().id();
    ada.joins(room);
    bob.joins(room);
    ada.says(room, "buy");
    List.of(ada, bob, root).forEach(TestClient::heard);

    assertEquals(Outcome.accepted(new RemoveRoom.Removed(room)), remove(room));
    for (TestClient client : List.of(ada, bob, root)) {
      assertEquals(List.of(new RoomsRemoved(List.of(room))), client.heard(RoomsRemoved.class));
      assertEquals(Refusal.NOT_FOUND, client.refused(new JoinRoom(room)));
    }
    assertEquals(Refusal.NOT_FOUND, ada.refused(ada.post(room, "again")));
    assertFalse(
        bob.does(new ListRooms(Optional.empty(), OptionalInt.empty())).rooms().stream()
            .anyMatch(each -> each.info().id().equals(room)));
    assertEquals(Refusal.NOT_FOUND, refusal(remove(room)));
  }

  @Test
  void leavesNothingToANewRoomOfTheSameName() {
    RoomId room = ada.does(new CreatePublicRoom("Spam")).room().info().id();
    ada.joins(room);
    bob.joins(room);
    ada.says(room, "buy");
    remove(room);
    assertEquals(room, root.does(new CreatePublicRoom("Spam")).room().info().id());
    ada.heard();
    root.joins(room);
    root.says(room, "hello");
    chat.pass(Duration.ofMinutes(2));
    assertEquals(List.of(), ada.texts(), "who was in the old room does not hear the new one");
    assertEquals(1, root.does(new JoinRoom(room)).head().seq());
    assertEquals(Refusal.NOT_MEMBER, bob.refused(bob.post(room, "x")));
  }

  @Test
  void announcesNoRoomAfterItsRemoval() {
    ada.does(new CreatePublicRoom("First"));
    RoomId room = ada.does(new CreatePublicRoom("Spam")).room().info().id();
    bob.heard();
    remove(room);
    chat.pass(Duration.ofSeconds(5));
    assertEquals(
        List.of(),
        bob.heard(RoomsChanged.class).stream()
            .flatMap(changed -> changed.rooms().stream())
            .filter(info -> info.id().equals(room))
            .toList());
  }

  @Test
  void announcesTheEndOfACodeRoomOnlyToItsMembers() {
    RoomView view = ada.does(new CreateCodeRoom(Optional.empty())).room();
    RoomId room = view.info().id();
    assertEquals(Refusal.NOT_FOUND, refusal(remove(room)), "the role opens no room");
    root.does(new JoinByCode(view.code().orElseThrow()));
    assertTrue(remove(room) instanceof Outcome.Accepted);
    assertEquals(1, ada.heard(RoomsRemoved.class).size());
    assertEquals(List.of(), bob.heard(RoomsRemoved.class));
  }

  @Test
  void rejectsPermanentRoomsConversationsAndOtherUsers() {
    assertEquals(Refusal.INVALID, refusal(remove(GENERAL)));
    RoomId conversation = root.does(new OpenConversation(ada.user().id())).room().info().id();
    assertEquals(Refusal.INVALID, refusal(remove(conversation)));
    RoomId room = ada.does(new CreatePublicRoom("Tea")).room().info().id();
    assertEquals(Refusal.FORBIDDEN, ada.refused(new RemoveRoom(room)));
    assertEquals(Refusal.NOT_FOUND, refusal(remove(RoomId.of("nowhere"))));
  }
}
