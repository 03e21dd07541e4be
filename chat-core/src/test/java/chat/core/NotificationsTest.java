package chat.core;

import static chat.core.TestChat.GENERAL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import chat.core.command.Hello;
import chat.core.command.Outcome;
import chat.core.command.Refusal;
import chat.core.command.room.JoinRoom;
import chat.core.command.room.LeaveRoom;
import chat.core.command.room.ListRooms;
import chat.core.command.room.OpenConversation;
import chat.core.command.room.SetNotifications;
import chat.core.event.Signal;
import chat.core.event.Signal.NotificationsSet;
import chat.core.model.Notifications;
import chat.core.model.Notifications.Level;
import chat.core.model.RoomId;
import chat.core.model.RoomView;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

final class NotificationsTest {
  private static final Notifications MENTIONS = new Notifications(Level.MENTIONS, Optional.empty());

  private final ShakyStore shaky = new ShakyStore();
  private final TestChat chat = shaky.chat();
  private final TestClient ada = chat.connect("Ada");
  private final TestClient phone = chat.connect("Ada");

  private static SetNotifications set(Notifications notifications) {
    return new SetNotifications(GENERAL, notifications.level(), notifications.until());
  }

  private Notifications none(Duration time) {
    return new Notifications(Level.NONE, Optional.of(chat.now().plus(time)));
  }

  /** In all replies that show the room. */
  private static Optional<Notifications> shown(TestClient client, RoomId room) {
    Optional<Notifications> joined = client.joins(room).room().notifications();
    for (List<RoomView> rooms :
        List.of(
            client.does(new Hello()).rooms(),
            client.does(new ListRooms(Optional.empty(), OptionalInt.empty())).rooms())) {
      assertEquals(
          List.of(joined),
          rooms.stream()
              .filter(view -> view.info().id().equals(room))
              .map(RoomView::notifications)
              .toList());
    }
    return joined;
  }

  @Test
  void areOfAllMessagesAtFirst() {
    assertEquals(Optional.of(Notifications.ALL), shown(ada, GENERAL));
    TestClient bob = chat.connect("Bob");
    RoomView seen = bob.does(new Hello()).rooms().get(0);
    assertEquals(Optional.empty(), seen.notifications(), "not a member");
  }

  @Test
  void areSetOnAllConnectionsOfTheUserAlone() {
    ada.joins(GENERAL);
    TestClient bob = chat.connect("Bob");
    bob.joins(GENERAL);
    List.of(ada, phone, bob).forEach(TestClient::heard);
    assertEquals(new SetNotifications.Set(GENERAL, MENTIONS), ada.does(set(MENTIONS)));
    assertEquals(List.of(new NotificationsSet(GENERAL, MENTIONS)), phone.heard());
    assertEquals(List.of(), ada.heard());
    assertEquals(List.of(), bob.heard());
    assertEquals(Optional.of(MENTIONS), shown(phone, GENERAL));
    assertEquals(Optional.of(Notifications.ALL), shown(bob, GENERAL));
    assertEquals(Optional.of(MENTIONS), shown(shaky.chat().connect("Ada"), GENERAL));
  }

  @Test
  void areSentOnlyWhenTheyChange() {
    ada.joins(GENERAL);
    ada.does(set(MENTIONS));
    phone.heard();
    ada.does(set(MENTIONS));
    assertEquals(List.of(), phone.heard());
  }

  @Test
  void endAtTheirTime() {
    ada.joins(GENERAL);
    Notifications none = none(Duration.ofHours(1));
    ada.does(set(MENTIONS));
    ada.does(set(none));
    assertEquals(Optional.of(none), shown(ada, GENERAL));
    chat.pass(Duration.ofMinutes(59));
    assertEquals(Optional.of(none), shown(ada, GENERAL));
    chat.pass(Duration.ofMinutes(1));
    assertEquals(Optional.of(Notifications.ALL), shown(ada, GENERAL));
  }

  @Test
  void endInTheFuture() {
    ada.joins(GENERAL);
    assertEquals("until", ada.invalid(set(none(Duration.ZERO))));
    assertEquals("until", ada.invalid(set(none(Duration.ofMillis(-1)))));
    assertEquals(
        "until",
        ada.invalid(
            new SetNotifications(GENERAL, Level.ALL, Optional.of(chat.now().plusSeconds(1)))));
    Instant precise = chat.now().plusNanos(7_000_001);
    assertEquals(
        Optional.of(chat.now().plusMillis(7)),
        ada.does(new SetNotifications(GENERAL, Level.NONE, Optional.of(precise)))
            .notifications()
            .until());
  }

  @Test
  void needMembership() {
    assertEquals(Refusal.NOT_MEMBER, ada.refused(set(MENTIONS)));
    assertEquals(
        Refusal.NOT_FOUND,
        ada.refused(new SetNotifications(RoomId.of("nowhere"), Level.NONE, Optional.empty())));
  }

  @Test
  void endWithTheMembership() {
    ada.joins(GENERAL);
    ada.does(set(MENTIONS));
    ada.does(new LeaveRoom(GENERAL));
    assertEquals(Optional.of(Notifications.ALL), shown(ada, GENERAL));
  }

  @Test
  void areKeptInAConversation() {
    TestClient bob = chat.connect("Bob");
    RoomId both = ada.does(new OpenConversation(bob.user().id())).room().info().id();
    ada.says(both, "hello");
    bob.does(new SetNotifications(both, Level.NONE, Optional.empty()));
    assertEquals(
        Optional.of(new Notifications(Level.NONE, Optional.empty())),
        bob.does(new JoinRoom(both)).room().notifications());
    assertEquals(Optional.of(Notifications.ALL), shown(ada, both));
  }

  @Test
  void areReadAgainWhenTheStoreFails() {
    ada.joins(GENERAL);
    phone.heard();
    shaky.fails("setNotifications", ShakyStore.Fault.UNCERTAIN);
    var outcomes = ada.ask(set(MENTIONS));
    assertThrows(AssertionError.class, chat::settle, "the store's failure is reported");
    assertEquals(1, chat.takeFailures().size());
    assertEquals(
        Refusal.UNAVAILABLE, ((Outcome.Refused<SetNotifications.Set>) outcomes.get(0)).refusal());
    assertEquals(
        List.of(new NotificationsSet(GENERAL, MENTIONS)),
        phone.heard(Signal.NotificationsSet.class));
    assertEquals(Optional.of(MENTIONS), shown(ada, GENERAL));
  }
}
