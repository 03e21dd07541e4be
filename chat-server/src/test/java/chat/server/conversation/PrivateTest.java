package chat.server.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.server.RunningServer;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PrivateTest {
  private static RunningServer server;
  private static int rounds;

  private ApiClient ada;
  private ApiClient bob;
  private ApiClient eve;
  private String bobsName;
  private String room;

  @BeforeAll
  static void start() throws Exception {
    server = RunningServer.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void meet() throws Exception {
    rounds++;
    bobsName = "Bob" + rounds;
    ada = ApiClient.called("Ada" + rounds, server);
    bob = ApiClient.called(bobsName, server);
    eve = ApiClient.called("Eve" + rounds, server);
    room = ada.creates("Private " + rounds);
    for (ApiClient each : List.of(ada, bob, eve)) {
      each.join(room);
    }
  }

  @AfterEach
  void part() {
    List.of(ada, bob, eve).forEach(ApiClient::close);
  }

  @Test
  void goesToTheOtherUserOnly() throws Exception {
    JsonObject sent = ada.say(room, "@" + bobsName + " a secret");
    String conversation = Frame.text(sent, "room");

    assertNotEquals(room, conversation);
    assertTrue(Frame.flag(sent, "private"));
    assertEquals(1, Frame.number(sent, "seq"));
    JsonObject seen = bob.hears("new_message");
    assertEquals("a secret", Frame.text(seen, "text"));
    assertEquals(conversation, Frame.text(seen, "room"));
    assertTrue(Frame.flag(seen, "private"));
    assertEquals(0, seen.getAsJsonArray("mentions").size());
    assertEquals(seen, ada.hears("new_message"));
    ada.say(room, "to all");
    assertEquals("to all", Frame.text(eve.hears("new_message"), "text"));
    assertEquals(1, Frame.number(eve.ask("history", "room", room), "head.seq"));
    assertEquals(conversation, bob.opens(ada), "an answer goes to the same place");
  }

  @ParameterizedTest
  @ValueSource(strings = {"@%s\thello", "@%s\nhello", "@%s   hello", "@%s\u00a0hello"})
  void takesAnyWhiteSpaceAfterTheName(String text) throws Exception {
    assertTrue(ada.say(room, text.formatted(bobsName)).has("private"));
    assertEquals("hello", Frame.text(bob.hears("new_message"), "text"));
  }

  @Test
  void knowsNamesInAnyCase() throws Exception {
    assertTrue(ada.say(room, "@" + bobsName.toUpperCase(Locale.ROOT) + " hi").has("private"));
    assertEquals("hi", Frame.text(bob.hears("new_message"), "text"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "@%s, hi",
        "@%s",
        "@%s:",
        " @%s hi",
        "hi @%s hi",
        "@%s.x hi",
        "(@%s) hi",
        "@%s! hi"
      })
  void staysPublicWithoutExactlyNameAndSpace(String text) throws Exception {
    String written = text.formatted(bobsName);
    assertFalse(ada.say(room, written).has("private"));

    JsonObject seen = eve.hears("new_message");
    assertEquals(written, Frame.text(seen, "text"));
    assertEquals(bob.id(), Frame.text(Frame.list(seen, "mentions").get(0), "user.id"));
  }

  @Test
  void losesTheBackslashThatKeepsItPublic() throws Exception {
    assertFalse(ada.say(room, "\\@" + bobsName + " hi").has("private"));

    JsonObject seen = eve.hears("new_message");
    assertEquals("@" + bobsName + " hi", Frame.text(seen, "text"));
    JsonObject mention = Frame.list(seen, "mentions").get(0);
    assertEquals(0, Frame.number(mention, "start"));
    assertEquals(1 + bobsName.length(), Frame.number(mention, "end"));
    ada.say(room, "\\\\@x \\a");
    assertEquals("\\\\@x \\a", Frame.text(eve.hears("new_message"), "text"));
  }

  @Test
  void rejectsUnknownNamesOneselfAndEmptyTexts() throws Exception {
    for (String text : List.of("@NobodyHere hi", "@x hi")) {
      refused("not_found", text);
    }
    refused("invalid", "@Ada" + rounds + " hi");
    refused("invalid", "@" + bobsName + " \u200b");
    assertEquals(0, Frame.number(ada.ask("history", "room", room), "head.seq"));
  }

  private void refused(String code, String text) throws Exception {
    JsonObject error =
        ada.refused(code, "send_message", "room", room, "text", text, "client_id", "r" + text);
    assertEquals("text", Frame.text(error, "field"));
  }

  @Test
  void needsMembershipOfTheRoomNamed() throws Exception {
    ada.refused(
        "not_member",
        "send_message",
        "room",
        "random",
        "text",
        "@" + bobsName + " hi",
        "client_id",
        "k");
  }

  @Test
  void answersARetryWithThePrivateOutcome() throws Exception {
    JsonObject frame =
        Frame.of("send_message", "room", room, "text", "@" + bobsName + " hi", "client_id", "k");
    JsonObject first = ada.reply(frame);
    bob.ask("set_username", "username", "NotBob" + rounds);
    JsonObject again = ada.reply(frame);

    assertTrue(Frame.flag(again, "duplicate"));
    assertTrue(Frame.flag(again, "private"));
    assertEquals(first.get("room"), again.get("room"));
    assertEquals(first.get("seq"), again.get("seq"));
    bob.settled(Frame.text(first, "room"));
    assertEquals(
        1, Frame.list(bob.ask("history", "room", Frame.text(first, "room")), "events").size());
  }

  @Test
  void answersMessagesOfTheConversationAlone() throws Exception {
    ada.say(room, "public");
    String secret = "@" + bobsName + " secret";
    JsonObject error =
        ada.refused(
            "invalid",
            "send_message",
            "room",
            room,
            "text",
            secret,
            "client_id",
            "k1",
            "reply_to",
            1);
    assertEquals("reply_to", Frame.text(error, "field"));
    ada.say(room, secret);
    ada.ask("send_message", "room", room, "text", secret, "client_id", "k2", "reply_to", 1);

    bob.hears("new_message", "reply_to", 1, "private", true);
  }

  @Test
  void treatsNamesInsideAConversationAsMentions() throws Exception {
    String conversation = ada.opens(bob);
    assertEquals(conversation, Frame.text(ada.say(conversation, "@" + bobsName + " hi"), "room"));
    JsonObject seen = bob.hears("new_message");

    assertEquals("@" + bobsName + " hi", Frame.text(seen, "text"));
    assertEquals(1, Frame.list(seen, "mentions").size());
    ada.say(conversation, "\\@" + bobsName + " hi");
    assertEquals("\\@" + bobsName + " hi", Frame.text(bob.hears("new_message"), "text"));
    ada.say(conversation, "@Eve" + rounds + " stays here");
    assertEquals("@Eve" + rounds + " stays here", Frame.text(bob.hears("new_message"), "text"));
  }

  @Test
  void reachesAllConnectionsOfBoth() throws Exception {
    try (ApiClient adasPhone = ada.again(server);
        ApiClient bobsPhone = bob.again(server)) {
      ada.say(room, "@" + bobsName + " hi");

      for (ApiClient each : List.of(ada, adasPhone, bob, bobsPhone)) {
        assertEquals("hi", Frame.text(each.hears("new_message"), "text"));
      }
    }
  }

  @Test
  void isDeliveredToAnAbsentUserOnceInOrder() throws Exception {
    bob.vanish();
    String conversation = "";
    for (int i = 0; i < 5; i++) {
      conversation = Frame.text(ada.say(room, "@" + bobsName + " m" + i), "room");
    }
    try (ApiClient back = bob.again(server)) {
      String id = conversation;
      JsonObject info =
          Frame.list(back.welcome(), "rooms").stream()
              .filter(each -> Frame.text(each, "id").equals(id))
              .findFirst()
              .orElseThrow();
      assertEquals(5, Frame.number(info, "unread"));
      assertEquals(5, Frame.number(info, "head.seq"));
      assertEquals(ada.id(), Frame.text(info, "with.id"));
      ada.say(room, "@" + bobsName + " m5");
      JsonObject page = back.ask("history", "room", id, "after", 0);
      assertEquals(
          List.of("m0", "m1", "m2", "m3", "m4", "m5"), Frame.texts(page, "events", "text"));
      assertEquals(1, back.heard("new_message").size());
      assertEquals(0, Frame.number(back.ask("mark_read", "room", id, "seq", 6), "unread"));
    }
    try (ApiClient later = bob.again(server)) {
      String id = conversation;
      assertEquals(
          List.of(0L),
          Frame.list(later.welcome(), "rooms").stream()
              .filter(each -> Frame.text(each, "id").equals(id))
              .map(each -> Frame.number(each, "unread"))
              .toList());
    }
  }

  @Test
  void continuesAConversationAtACursor() throws Exception {
    String conversation = ada.opens(bob);
    ada.say(conversation, "1");
    JsonObject joined = bob.join(conversation);
    bob.vanish();
    ada.say(conversation, "2");
    ada.say(conversation, "3");
    try (ApiClient back = bob.again(server)) {
      JsonObject resumed = back.ask("join_room", "room", conversation, "after", joined.get("head"));

      assertTrue(Frame.flag(resumed, "resumed"));
      assertEquals(List.of("2", "3"), Frame.texts(resumed, "events", "text"));
    }
  }

  @Test
  void neitherJoinsNorLeavesToBeWrittenTo() throws Exception {
    String conversation = ada.opens(bob);
    ada.say(conversation, "hi");
    bob.hears("new_message");
    bob.ask("mark_read", "room", conversation, "seq", 1);
    bob.say(conversation, "hi yourself");
    ada.hears("new_message", "text", "hi yourself");
    bob.send(Frame.of("typing", "room", conversation, "typing", true));
    ada.hears("user_typing", "room", conversation, "typing", true);
    bob.refused("invalid", "leave_room", "room", conversation);
  }

  @Test
  void listsThePresentUsersOfTheConversation() throws Exception {
    String conversation = ada.opens(bob);
    ada.say(conversation, "hi");
    bob.hears("new_message");

    assertEquals(
        List.of(ada.id(), bob.id()).stream().sorted().toList(),
        Frame.texts(ada.ask("members", "room", conversation), "users", "id"));
    assertEquals(ada.id(), Frame.texts(ada.join(conversation), "users", "id").get(0));
  }
}
