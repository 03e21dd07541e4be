package chat.core;

import static chat.core.TestChat.GENERAL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.core.command.Hello;
import chat.core.command.Outcome;
import chat.core.command.Refusal;
import chat.core.command.message.ReadHistory;
import chat.core.command.room.CreateInvite;
import chat.core.command.room.CreatePrivateRoom;
import chat.core.command.room.JoinByInvite;
import chat.core.command.room.JoinRoom;
import chat.core.command.room.LeaveRoom;
import chat.core.command.room.ListInvites;
import chat.core.command.room.ListMembers;
import chat.core.command.room.ListRooms;
import chat.core.command.room.RevokeInvite;
import chat.core.event.Signal;
import chat.core.model.Right;
import chat.core.model.RoomId;
import chat.core.model.RoomInvite;
import chat.core.model.RoomKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class PrivateRoomsTest {
  private final TestChat chat = new TestChat();
  private final TestClient ada = chat.connect("Ada");
  private final TestClient bob = chat.connect("Bob");
  private final TestClient eve = chat.connect("Eve");
  private final RoomId room = ada.does(new CreatePrivateRoom("Den")).room().info().id();

  private static List<RoomInvite> invites(TestClient asker, RoomId room) {
    return asker.does(new ListInvites(room)).invites();
  }

  private void letIn(TestClient guest) {
    guest.does(new JoinByInvite(ada.does(new CreateInvite(room)).secret()));
  }

  @Test
  void isListedOnlyToItsMembers() {
    assertEquals(RoomKind.PRIVATE, ada.does(new Hello()).rooms().get(0).info().kind());
    assertTrue(
        bob.does(new ListRooms(Optional.empty(), OptionalInt.empty())).rooms().stream()
            .noneMatch(view -> view.info().id().equals(room)));
    assertEquals(List.of(), bob.heard(Signal.RoomsChanged.class));
    assertEquals(Refusal.NOT_FOUND, bob.refused(new JoinRoom(room)));
    assertEquals(
        Refusal.NOT_FOUND,
        bob.refused(
            new ReadHistory(
                room, OptionalLong.empty(), OptionalLong.empty(), OptionalInt.empty())));
    assertEquals(
        Refusal.NOT_FOUND,
        bob.refused(new ListMembers(room, Optional.empty(), OptionalInt.empty())));
    assertEquals(Refusal.NOT_FOUND, bob.refused(bob.post(room, "hello")));
  }

  @Test
  void admitsUsersWithAnInvite() {
    CreateInvite.Created created = ada.does(new CreateInvite(room));
    assertTrue(created.secret().matches("[A-Za-z0-9_-]{22}"), created.secret());
    assertFalse(created.toString().contains(created.secret()));
    ada.joins(room);
    ada.says(room, "hello");

    JoinRoom.Joined joined = bob.does(new JoinByInvite(" " + created.secret() + "\n"));

    assertEquals(room, joined.room().info().id());
    assertEquals(1, joined.events().size());
    bob.says(room, "hi");
    assertEquals(List.of("hello", "hi"), ada.texts());
    bob.joins(room);
  }

  @Test
  void keepsItsMembersWhenTheInviteIsRevoked() {
    CreateInvite.Created created = ada.does(new CreateInvite(room));
    bob.does(new JoinByInvite(created.secret()));
    ada.does(new RevokeInvite(room, created.invite().id()));
    bob.joins(room);
    assertEquals(Refusal.NOT_FOUND, eve.refused(new JoinByInvite(created.secret())));
    bob.does(new LeaveRoom(room));
    assertEquals(Refusal.NOT_FOUND, bob.refused(new JoinByInvite(created.secret())));
    assertEquals(Refusal.NOT_FOUND, bob.refused(new JoinRoom(room)));
  }

  @Test
  void rejectsOtherSecrets() {
    CreateInvite.Created created = ada.does(new CreateInvite(room));
    for (String wrong :
        List.of("", "x", created.invite().id(), created.secret().substring(1), "Ä".repeat(500))) {
      assertEquals(Refusal.NOT_FOUND, bob.refused(new JoinByInvite(wrong)));
    }
  }

  @Test
  void showsInvitesOnlyToMembers() {
    RoomInvite first = ada.does(new CreateInvite(room)).invite();
    chat.pass(Duration.ofSeconds(1));
    letIn(bob);
    chat.pass(Duration.ofSeconds(1));
    RoomInvite bobs = bob.does(new CreateInvite(room)).invite();
    List<RoomInvite> all = invites(bob, room);
    assertEquals(3, all.size());
    assertEquals(bobs, all.get(0));
    assertEquals(first, all.get(2));
    assertEquals(Refusal.NOT_FOUND, eve.refused(new ListInvites(room)));
    assertEquals(Refusal.NOT_FOUND, eve.refused(new CreateInvite(room)));
    assertEquals(Refusal.NOT_FOUND, eve.refused(new RevokeInvite(room, first.id())));
  }

  @Test
  void letsTheAuthorsAndAdministratorsRevokeInvites() {
    letIn(bob);
    letIn(eve);
    RoomInvite adas = invites(ada, room).get(0);
    RoomInvite bobs = bob.does(new CreateInvite(room)).invite();
    assertEquals(Refusal.FORBIDDEN, eve.refused(new RevokeInvite(room, bobs.id())));
    assertEquals(Refusal.FORBIDDEN, bob.refused(new RevokeInvite(room, adas.id())));
    bob.does(new RevokeInvite(room, bobs.id()));
    assertEquals(Refusal.NOT_FOUND, bob.refused(new RevokeInvite(room, bobs.id())));
    RoomInvite again = bob.does(new CreateInvite(room)).invite();
    ada.does(new RevokeInvite(room, again.id()));
    List<Outcome<?>> outcomes = new ArrayList<>();
    chat.chat()
        .visit(eve.user(), Set.of(Right.WRITE, Right.ADMINISTER))
        .execute(new RevokeInvite(room, adas.id()), outcomes::add);
    chat.settle();
    assertTrue(outcomes.get(0) instanceof Outcome.Accepted<?>, outcomes.toString());
    assertEquals(1, invites(ada, room).size());
  }

  @Test
  void rejectsInvitesInOtherKindsOfRooms() {
    ada.joins(GENERAL);
    assertEquals("room", ada.invalid(new CreateInvite(GENERAL)));
    assertEquals("room", ada.invalid(new ListInvites(GENERAL)));
  }

  @Test
  void boundsTheInvitesOfARoom() {
    for (int i = 0; i < 100; i++) {
      ada.does(new CreateInvite(room));
    }
    assertEquals("room", ada.invalid(new CreateInvite(room)));
    ada.does(new RevokeInvite(room, invites(ada, room).get(0).id()));
    ada.does(new CreateInvite(room));
  }

  @Test
  void givesEachRoomAndInviteAUniqueId() {
    assertNotEquals(room, ada.does(new CreatePrivateRoom("Den")).room().info().id());
    assertNotEquals(
        ada.does(new CreateInvite(room)).secret(), ada.does(new CreateInvite(room)).secret());
    assertEquals("name", ada.invalid(new CreatePrivateRoom(" ")));
  }

  @Test
  void rejectsJoinsAfterARevocationWasAcknowledged() {
    ShakyStore store = new ShakyStore();
    TestChat slow = store.chat();
    TestClient cleo = slow.connect("Cleo");
    TestClient dan = slow.connect("Dan");
    RoomId den = cleo.does(new CreatePrivateRoom("Den")).room().info().id();
    CreateInvite.Created created = cleo.does(new CreateInvite(den));
    store.holds("invite");
    List<Outcome<JoinRoom.Joined>> joining = dan.ask(new JoinByInvite(created.secret()));
    slow.settle();
    store.step(); // the room is found; the second read of the invite is still to come
    List<Outcome<chat.core.command.room.RevokeInvite.Revoked>> revoking =
        cleo.ask(new RevokeInvite(den, created.invite().id()));
    store.settle(slow);
    assertEquals(1, revoking.size());
    if (joining.get(0) instanceof Outcome.Accepted<JoinRoom.Joined>) {
      dan.joins(den); // it preceded the revocation
    } else {
      assertEquals(Refusal.NOT_FOUND, dan.refused(new JoinRoom(den)));
    }
    store.release();
    slow.settle();
    assertEquals(
        Refusal.NOT_FOUND, slow.connect("Finn").refused(new JoinByInvite(created.secret())));
  }
}
