package chat.core;

import static chat.core.TestChat.GENERAL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.core.command.Hello;
import chat.core.command.Outcome;
import chat.core.command.Refusal;
import chat.core.command.room.CreateCodeRoom;
import chat.core.command.room.JoinByCode;
import chat.core.command.room.JoinRoom;
import chat.core.command.room.LeaveRoom;
import chat.core.command.room.ListRooms;
import chat.core.event.Signal;
import chat.core.event.Signal.RoomsRemoved;
import chat.core.model.RoomId;
import chat.core.model.RoomKind;
import chat.core.model.RoomView;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class CodeRoomsTest {
  private static final Duration GRACE = Duration.ofHours(1);
  private static final Duration PRESENCE_GRACE = Duration.ofSeconds(5);
  private static final Duration MOMENT = Duration.ofMillis(1);

  private final TestChat chat = new TestChat();
  private final TestClient ada = chat.connect("Ada");
  private final TestClient bob = chat.connect("Bob");
  private RoomView room;
  private RoomId id;
  private String code;

  @BeforeEach
  void create() {
    room = ada.does(new CreateCodeRoom(Optional.of("  Den  "))).room();
    id = room.info().id();
    code = room.code().orElseThrow();
  }

  private boolean exists() {
    return chat.connect("Probe").outcome(new JoinByCode(code)) instanceof Outcome.Accepted<?>;
  }

  private void isGone() {
    TestClient probe = chat.connect("Probe");
    assertEquals(Refusal.NOT_FOUND, probe.refused(new JoinByCode(code)));
    assertEquals(Refusal.NOT_FOUND, ada.refused(new JoinRoom(id)));
    assertEquals(Refusal.NOT_FOUND, ada.refused(ada.post(id, "anybody?")));
    assertEquals(Refusal.NOT_FOUND, ada.refused(new LeaveRoom(id)));
    assertTrue(
        ada.does(new Hello()).rooms().stream().noneMatch(each -> each.info().id().equals(id)));
  }

  @Test
  void showsItsCodeOnlyToMembers() {
    assertEquals(RoomKind.CODE, room.info().kind());
    assertEquals("Den", room.info().name());
    assertEquals(Optional.of(code), bob.does(new JoinByCode(code)).room().code());
    assertEquals(Optional.of(code), ada.does(new Hello()).rooms().get(0).code());
  }

  @Test
  void isNamedAfterItsCodeByDefault() {
    RoomView other = ada.does(new CreateCodeRoom(Optional.empty())).room();
    assertTrue(other.info().name().contains(other.code().orElseThrow()), other.info().name());
    assertEquals("name", ada.invalid(new CreateCodeRoom(Optional.of(" "))));
    assertEquals("name", ada.invalid(new CreateCodeRoom(Optional.of("x".repeat(65)))));
  }

  @Test
  void isJoinedByItsCodeInAnyCaseAndWithSpacesAround() {
    assertEquals(
        id,
        bob.does(new JoinByCode("  " + code.toLowerCase(Locale.ROOT) + "\t")).room().info().id());
    assertEquals(id, bob.does(new JoinByCode(code)).room().info().id());
    assertEquals(id, bob.joins(id).room().info().id(), "members may use the id");
  }

  @Test
  void isNotFoundByAnotherCode() {
    assertEquals(Refusal.NOT_FOUND, bob.refused(new JoinByCode("NOPE")));
    assertEquals(Refusal.NOT_FOUND, bob.refused(new JoinByCode("")));
    assertEquals(Refusal.NOT_FOUND, bob.refused(new JoinByCode(id.value())));
  }

  @Test
  void isListedOnlyForMembers() {
    ListRooms all = new ListRooms(Optional.empty(), OptionalInt.empty());
    assertEquals(2, ada.does(all).rooms().size());
    assertEquals(
        List.of(GENERAL), bob.does(all).rooms().stream().map(each -> each.info().id()).toList());
    assertEquals(List.of(), bob.heard(Signal.RoomsChanged.class), "nobody else is told of it");
    assertEquals(List.of(), bob.heard(Signal.RoomShown.class));
  }

  @Test
  void endsAfterTheGraceFromItsCreation() {
    chat.pass(GRACE.minus(MOMENT));
    assertEquals(List.of(), ada.heard(RoomsRemoved.class));
    chat.pass(MOMENT);
    assertEquals(List.of(new RoomsRemoved(List.of(id))), ada.heard(RoomsRemoved.class));
    isGone();
  }

  @Test
  void existsWhileAUserIsPresent() {
    bob.does(new JoinByCode(code));
    chat.pass(GRACE.multipliedBy(5));
    assertTrue(exists());
  }

  @Test
  void endsAfterTheGraceFromTheLastLeaving() {
    bob.does(new JoinByCode(code));
    chat.pass(GRACE.multipliedBy(2));
    bob.does(new LeaveRoom(id));
    chat.pass(GRACE.minus(MOMENT));
    assertEquals(List.of(), ada.heard(RoomsRemoved.class));
    chat.pass(MOMENT);
    assertEquals(1, ada.heard(RoomsRemoved.class).size());
    isGone();
  }

  @Test
  void endsAfterBothGracesFromTheLastDisconnect() {
    bob.does(new JoinByCode(code));
    chat.pass(GRACE.multipliedBy(2));
    bob.close();
    chat.pass(GRACE.plus(PRESENCE_GRACE).minus(MOMENT));
    assertEquals(List.of(), ada.heard(RoomsRemoved.class));
    chat.pass(MOMENT);
    assertEquals(1, ada.heard(RoomsRemoved.class).size());
    isGone();
  }

  @Test
  void isKeptByAJoinAtTheLastMoment() {
    chat.pass(GRACE.minus(MOMENT));
    bob.does(new JoinByCode(code));
    chat.pass(GRACE);
    assertEquals(List.of(), ada.heard(RoomsRemoved.class));
    bob.does(new LeaveRoom(id));
    chat.pass(GRACE.minus(MOMENT));
    bob.does(new JoinByCode(code));
    chat.pass(GRACE);
    assertTrue(exists());
  }

  @Test
  void isNotKeptByReadingOrWriting() {
    chat.pass(GRACE.minus(MOMENT));
    ada.says(id, "hello?");
    chat.pass(MOMENT);
    isGone();
  }

  @Test
  void announcesItsEndToAllConnectionsOfMembers() {
    TestClient second = chat.connect("Ada");
    bob.does(new JoinByCode(code));
    bob.close();
    TestClient back = chat.connect("Bob");
    TestClient eve = chat.connect("Eve");
    chat.pass(GRACE.multipliedBy(2));
    for (TestClient client : List.of(ada, second, back)) {
      assertEquals(List.of(new RoomsRemoved(List.of(id))), client.heard(RoomsRemoved.class));
    }
    assertEquals(List.of(), eve.heard(RoomsRemoved.class));
  }

  @Test
  void withoutAGraceEndsWhenTheLastUserLeaves() {
    TestChat hasty = new TestChat(builder -> builder.codeRoomGrace(Duration.ZERO));
    TestClient cleo = hasty.connect("Cleo");
    RoomView den = cleo.does(new CreateCodeRoom(Optional.empty())).room();
    hasty.pass(Duration.ofSeconds(59));
    cleo.joins(den.info().id());
    hasty.pass(Duration.ofHours(1));
    cleo.does(new LeaveRoom(den.info().id()));
    hasty.pass(Duration.ZERO);
    assertEquals(Refusal.NOT_FOUND, cleo.refused(new JoinByCode(den.code().orElseThrow())));
  }

  @Test
  void withoutAGraceLetsItsAuthorJoinFirst() {
    TestChat hasty = new TestChat(builder -> builder.codeRoomGrace(Duration.ZERO));
    TestClient cleo = hasty.connect("Cleo");
    RoomView den = cleo.does(new CreateCodeRoom(Optional.empty())).room();
    hasty.pass(Duration.ofSeconds(60));
    assertEquals(Refusal.NOT_FOUND, cleo.refused(new JoinByCode(den.code().orElseThrow())));
  }

  @Test
  void givesEveryRoomADifferentCode() {
    RoomView other = ada.does(new CreateCodeRoom(Optional.of("Den"))).room();
    assertNotEquals(code, other.code().orElseThrow());
    assertNotEquals(id, other.info().id());
  }

  @Test
  void restartsTheGraceWhenTheServerRestarts() {
    ShakyStore store = new ShakyStore();
    TestClient first = store.chat().connect("Ada");
    RoomView den = first.does(new CreateCodeRoom(Optional.empty())).room();
    TestChat restarted = store.chat();
    restarted.pass(GRACE.minus(MOMENT));
    TestClient back = restarted.connect("Ada");
    back.joins(den.info().id());
    back.does(new LeaveRoom(den.info().id()));
    restarted.pass(GRACE);
    assertEquals(Refusal.NOT_FOUND, back.refused(new JoinByCode(den.code().orElseThrow())));
  }

  @Test
  void retriesAFailedRemoval() {
    ShakyStore store = new ShakyStore();
    TestChat shaky = store.chat();
    TestClient cleo = shaky.connect("Cleo");
    RoomView den = cleo.does(new CreateCodeRoom(Optional.empty())).room();
    store.fails("removeRoom", ShakyStore.Fault.LOST);
    try {
      shaky.pass(GRACE);
    } catch (AssertionError reported) {
      assertEquals(1, shaky.takeFailures().size());
    }
    cleo.says(den.info().id(), "still here");
    shaky.pass(GRACE.plus(GRACE));
    assertEquals(Refusal.NOT_FOUND, cleo.refused(new JoinRoom(den.info().id())));
  }
}
