package chat.core;

import static chat.core.TestChat.GENERAL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.core.command.Hello;
import chat.core.command.Outcome;
import chat.core.command.Refusal;
import chat.core.command.message.MarkRead;
import chat.core.command.message.PostMessage;
import chat.core.command.message.ReadHistory;
import chat.core.command.room.JoinRoom;
import chat.core.command.room.OpenConversation;
import chat.core.event.Event;
import chat.core.event.MessagePosted;
import chat.core.event.Signal;
import chat.core.model.RoomId;
import chat.core.model.RoomKind;
import chat.core.model.RoomView;
import chat.core.model.UserId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class PrivateMessagesTest {
  private static final RoomId DM = RoomId.of("dm.ada.bob");

  private final TestChat chat = new TestChat();
  private final TestClient ada = chat.connect("Ada");
  private final TestClient bob = chat.connect("Bob");
  private final TestClient eve = chat.connect("Eve");

  @BeforeEach
  void join() {
    for (TestClient client : List.of(ada, bob, eve)) {
      client.joins(GENERAL);
    }
    for (TestClient client : List.of(ada, bob, eve)) {
      client.log();
      client.heard();
    }
  }

  private String stored(RoomId room, String text) {
    PostMessage.Sent sent = ada.says(room, text);
    List<MessagePosted> heard = ada.heard(MessagePosted.class);
    assertEquals(1, heard.size());
    assertEquals(sent.room(), heard.get(0).room());
    assertEquals(sent.seq(), heard.get(0).seq());
    return sent.room() + ": " + heard.get(0).text();
  }

  @Test
  void goesToTheConversationWhenATextStartsWithANameAndWhiteSpace() {
    assertEquals("dm.ada.bob: hi", stored(GENERAL, "@bob hi"));
    assertEquals("dm.ada.bob: hi", stored(GENERAL, "@BOB \t\n hi"));
    assertEquals("dm.ada.bob: hi  ", stored(GENERAL, "@Bob\nhi  "));
    assertEquals("dm.ada.bob: @eve hi", stored(GENERAL, "@bob @eve hi"));
    assertEquals("dm.ada.bob: \\@x", stored(GENERAL, "@bob \\@x"));
    assertEquals("dm.ada.bob: hi", stored(GENERAL, "@bob\u00a0hi"));
    assertEquals(List.of(), eve.heard(MessagePosted.class));
  }

  @Test
  void staysPublicWhenATextIsNotExactlySo() {
    for (String text :
        List.of(
            "@bob, hi",
            "@bob",
            "@bob  ",
            " @bob hi",
            "@bob: hi",
            "@",
            "@ bob",
            "@@bob hi",
            "hi @bob x",
            "@bob! hi",
            "@bob.com hi")) {
      assertEquals("general: " + text, stored(GENERAL, text));
    }
  }

  @Test
  void removesTheBackslashOfALeadingEscape() {
    assertEquals("general: @bob hi", stored(GENERAL, "\\@bob hi"));
    assertEquals("general: @", stored(GENERAL, "\\@"));
    assertEquals("general: \\\\@bob hi", stored(GENERAL, "\\\\@bob hi"));
    assertEquals("general: \\x", stored(GENERAL, "\\x"));
    assertEquals("general: a \\@bob", stored(GENERAL, "a \\@bob"));
  }

  @Test
  void mentionsTheEscapedNameNevertheless() {
    ada.says(GENERAL, "\\@bob hi");
    MessagePosted heard = eve.heard(MessagePosted.class).get(0);
    assertEquals(1, heard.mentions().size());
    assertEquals(0, heard.mentions().get(0).start());
    assertEquals(4, heard.mentions().get(0).end());
  }

  @Test
  void isNotFoundWhenNoUserHasTheName() {
    assertEquals(Refusal.NOT_FOUND, ada.refused(ada.post(GENERAL, "@nobody hi")));
    assertEquals(Refusal.NOT_FOUND, ada.refused(ada.post(GENERAL, "@bob- hi")));
    assertEquals(Refusal.NOT_FOUND, ada.refused(ada.post(GENERAL, "@x hi")));
    assertEquals(Refusal.NOT_FOUND, ada.refused(ada.post(GENERAL, "@" + "n".repeat(500) + " hi")));
  }

  @Test
  void isInvalidToTheSender() {
    assertEquals("text", ada.invalid(ada.post(GENERAL, "@ADA hi")));
    assertEquals("general: @ada", stored(GENERAL, "@ada"));
  }

  @Test
  void needsMembershipOfTheNamedRoom() {
    TestClient cleo = chat.connect("Cleo");
    assertEquals(Refusal.NOT_MEMBER, cleo.refused(cleo.post(GENERAL, "@bob hi")));
    assertEquals(Refusal.NOT_FOUND, cleo.refused(cleo.post(RoomId.of("nowhere"), "@bob hi")));
    assertEquals(List.of(), bob.heard(MessagePosted.class));
  }

  @Test
  void isAMentionInsideAConversation() {
    ada.says(GENERAL, "@bob hi");
    ada.heard();
    bob.heard();
    assertEquals("dm.ada.bob: @bob hi", stored(DM, "@bob hi"));
    assertEquals(1, bob.heard(MessagePosted.class).get(0).mentions().size());
    assertEquals("dm.ada.bob: @eve hi", stored(DM, "@eve hi"));
    assertEquals("dm.ada.bob: \\@bob hi", stored(DM, "\\@bob hi"));
    assertEquals("dm.ada.bob: @nobody hi", stored(DM, "@nobody hi"));
  }

  @Test
  void countsOffsetsInTheStoredText() {
    ada.says(GENERAL, "@bob   \ud83d\ude00 @eve");
    MessagePosted heard = bob.heard(MessagePosted.class).get(0);
    assertEquals("\ud83d\ude00 @eve", heard.text());
    assertEquals(3, heard.mentions().get(0).start());
    assertEquals(7, heard.mentions().get(0).end());
  }

  @Test
  void reachesAllConnectionsOfBoth() {
    TestClient ada2 = chat.connect("Ada");
    TestClient bob2 = chat.connect("Bob");
    ada.says(GENERAL, "@bob hi");
    for (TestClient client : List.of(ada, ada2, bob, bob2)) {
      assertEquals(List.of("hi"), client.texts());
    }
  }

  @Test
  void acknowledgesOnTheSendingConnectionFirst() {
    ada.says(GENERAL, "@bob hi");
    assertInstanceOf(Outcome.Accepted.class, ada.log().get(0));
  }

  @Test
  void showsTheConversationBeforeItsFirstMessage() {
    ada.says(GENERAL, "@bob hi");
    List<Event> heard = bob.heard();
    RoomView shown = ((Signal.RoomShown) heard.get(0)).room();
    assertEquals(DM, shown.info().id());
    assertEquals(RoomKind.DIRECT, shown.info().kind());
    assertEquals(Optional.of(ada.user()), shown.with());
    assertTrue(shown.member());
    assertEquals(1, ((MessagePosted) heard.get(1)).seq());
    assertEquals(2, heard.size());
    ada.says(GENERAL, "@bob again");
    assertEquals(List.of(), bob.heard(Signal.RoomShown.class));
  }

  @Test
  void waitsForAUserWhoIsOffline() {
    bob.close();
    chat.pass(Duration.ofSeconds(10));
    ada.says(GENERAL, "@bob one");
    ada.says(GENERAL, "@bob two");
    TestClient back = chat.connect("Bob");
    RoomView room = back.does(new Hello()).rooms().get(0);
    assertEquals(DM, room.info().id());
    assertEquals(OptionalInt.of(2), room.unread());
    assertEquals(Optional.of(ada.user()), room.with());
    JoinRoom.Joined joined = back.joins(DM);
    assertEquals(2, joined.events().size());
    assertEquals(OptionalInt.of(2), joined.room().unread());
    assertEquals(0, back.does(new MarkRead(DM, 2)).unread());
  }

  @Test
  void needsNoJoining() {
    ada.says(GENERAL, "@bob hi");
    assertEquals(2, bob.says(DM, "hi back").seq());
    assertEquals(List.of("hi", "hi back"), ada.texts());
    assertEquals(
        2,
        bob.does(
                new ReadHistory(
                    DM, OptionalLong.empty(), OptionalLong.empty(), OptionalInt.empty()))
            .events()
            .size());
  }

  @Test
  void raisesTheReadMarkerOfTheFirstSender() {
    ada.says(GENERAL, "@bob hi");
    assertEquals(1, ada.does(new MarkRead(DM, 0)).seq());
    assertEquals(0, bob.does(new MarkRead(DM, 0)).seq());
  }

  @Test
  void createsAConversationThatIsShownToTheOtherWithTheFirstMessage() {
    RoomView created = ada.does(new OpenConversation(bob.user().id())).room();
    assertEquals(DM, created.info().id());
    assertEquals(Optional.of(bob.user()), created.with());
    assertEquals(List.of(), bob.heard());
    assertEquals(GENERAL, bob.does(new Hello()).rooms().get(0).info().id());
    assertEquals(DM, ada.does(new Hello()).rooms().get(0).info().id());
    ada.says(DM, "hi");
    List<Event> heard = bob.heard();
    assertInstanceOf(Signal.RoomShown.class, heard.get(0));
    assertInstanceOf(MessagePosted.class, heard.get(1));
    assertEquals(DM, bob.does(new Hello()).rooms().get(0).info().id());
  }

  @Test
  void findsAConversationThatExists() {
    ada.says(GENERAL, "@bob hi");
    RoomView found = bob.does(new OpenConversation(ada.user().id())).room();
    assertEquals(DM, found.info().id());
    assertEquals(OptionalInt.of(1), found.unread());
    assertEquals(1, found.info().head().seq());
  }

  @Test
  void rejectsAConversationWithTheCallerOrAnUnknownUser() {
    assertEquals("user", ada.invalid(new OpenConversation(ada.user().id())));
    assertEquals(Refusal.NOT_FOUND, ada.refused(new OpenConversation(UserId.of("nobody-here"))));
  }

  @Test
  void repliesToAMessageOfTheRoomWhereItIsStored() {
    ada.says(GENERAL, "public one");
    assertEquals(
        "reply_to", ada.invalid(new PostMessage(GENERAL, "@bob hi", "r1", OptionalLong.of(1))));
    ada.says(GENERAL, "@bob one");
    PostMessage.Sent reply =
        ada.does(new PostMessage(GENERAL, "@bob two", "r2", OptionalLong.of(1)));
    assertEquals(2, reply.seq());
    assertEquals("reply_to", ada.invalid(new PostMessage(DM, "x", "r3", OptionalLong.of(3))));
  }

  @Test
  void findsUsersWhoAreAwayByTheirNewName() {
    bob.close();
    chat.pass(Duration.ofHours(1));
    assertEquals("dm.ada.bob: hi", stored(GENERAL, "@bob hi"));
    assertFalse(ada.does(new JoinRoom(DM)).room().with().isEmpty());
  }

  @Test
  void doesNotFindAForgottenUser() {
    bob.close();
    chat.pass(Duration.ofHours(26));
    assertEquals(Refusal.NOT_FOUND, ada.refused(ada.post(GENERAL, "@bob hi")));
    assertEquals(Refusal.NOT_FOUND, ada.refused(new OpenConversation(bob.user().id())));
  }
}
