package chat.server.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import chat.server.RunningServer;
import com.google.gson.JsonObject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class MarksTest {
  private static RunningServer server;
  private static int rounds;

  private ApiClient ada;
  private ApiClient bob;
  private String room;

  @BeforeAll
  static void start() throws Exception {
    server = RunningServer.start("--limits=off", "--memory-history=2000");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void meet() throws Exception {
    ada = ApiClient.arrive(server);
    bob = ApiClient.arrive(server);
    room = ada.creates("Marks " + rounds++);
    ada.join(room);
  }

  @AfterEach
  void part() {
    ada.close();
    bob.close();
  }

  @Test
  void beginAtTheHeadOfTheFirstJoining() throws Exception {
    ada.say(room, "1");
    ada.say(room, "2");

    assertEquals(0, Frame.number(bob.join(room), "room.unread"));
    ada.say(room, "3");
    assertEquals(1, unread(bob));
    bob.vanish();
    try (ApiClient again = bob.again(server)) {
      assertEquals(1, Frame.number(again.join(room), "room.unread"), "joining again reads nothing");
    }
  }

  private long unread(ApiClient talker) throws Exception {
    return Frame.list(talker.ask("get_rooms", "limit", 200), "rooms").stream()
        .filter(each -> Frame.text(each, "id").equals(room))
        .mapToLong(each -> Frame.number(each, "unread"))
        .sum();
  }

  @Test
  void countOtherUsersMessagesAfterThem() throws Exception {
    bob.join(room);
    for (int i = 1; i <= 5; i++) {
      ada.say(room, "m" + i);
    }
    assertEquals(5, unread(bob));
    assertEquals(0, unread(ada));
    JsonObject marked = bob.ask("mark_read", "room", room, "seq", 2);
    assertEquals(room, Frame.text(marked, "room"));
    assertEquals(2, Frame.number(marked, "seq"));
    assertEquals(3, Frame.number(marked, "unread"));
    bob.say(room, "mine");
    assertEquals(0, unread(bob), "one's own send marks up to itself");
    assertEquals(1, unread(ada));
  }

  @Test
  void neverGoBack() throws Exception {
    bob.join(room);
    for (int i = 1; i <= 3; i++) {
      ada.say(room, "m" + i);
    }
    bob.ask("mark_read", "room", room, "seq", 2);
    JsonObject back = bob.ask("mark_read", "room", room, "seq", 1);

    assertEquals(2, Frame.number(back, "seq"));
    assertEquals(1, Frame.number(back, "unread"));
  }

  @Test
  void goBackWhenMessagesAreMarkedAsUnread() throws Exception {
    try (ApiClient phone = bob.again(server)) {
      bob.join(room);
      for (int i = 1; i <= 3; i++) {
        ada.say(room, "m" + i);
      }
      bob.ask("mark_read", "room", room, "seq", 3);
      phone.hears("marked_read", "seq", 3);
      JsonObject marked = bob.ask("mark_unread", "room", room, "seq", 2);
      assertEquals("marked_read", Frame.text(marked, "type"));
      assertEquals(1, Frame.number(marked, "seq"));
      assertEquals(2, Frame.number(marked, "unread"));
      JsonObject told = phone.hears("marked_read");
      assertFalse(told.has("re"));
      assertEquals(1, Frame.number(told, "seq"));
      assertEquals(2, Frame.number(told, "unread"));
      assertEquals(2, unread(phone));
      bob.refused("invalid", "mark_unread", "room", room, "seq", 4);
      bob.refused("not_found", "mark_unread", "room", room, "seq", 0);
    }
  }

  @Test
  void endAtTheHead() throws Exception {
    bob.join(room);
    ada.say(room, "1");

    assertEquals(
        "seq", Frame.text(bob.refused("invalid", "mark_read", "room", room, "seq", 2), "field"));
    bob.ask("mark_read", "room", room, "seq", 1);
    bob.ask("mark_read", "room", room, "seq", 0);
    bob.refused("invalid", "mark_read", "room", room, "seq", Long.MAX_VALUE);
  }

  @Test
  void areSentToTheUsersOtherConnections() throws Exception {
    try (ApiClient phone = bob.again(server)) {
      bob.join(room);
      ada.say(room, "1");
      bob.ask("mark_read", "room", room, "seq", 1);
      JsonObject told = phone.hears("marked_read");

      assertFalse(told.has("re"));
      assertEquals(room, Frame.text(told, "room"));
      assertEquals(1, Frame.number(told, "seq"));
      assertEquals(0, Frame.number(told, "unread"));
      ada.settled(room);
      assertEquals(0, ada.heard("marked_read").size());
    }
  }

  @Test
  void beginAtNothingInAConversation() throws Exception {
    room = ada.opens(bob);
    ada.say(room, "1");
    ada.say(room, "2");
    bob.hears("new_message", "seq", 2);

    assertEquals(2, unread(bob));
    assertEquals(0, unread(ada));
    assertEquals(2, Frame.number(bob.join(room), "room.unread"));
  }

  @Test
  void areForgottenOnLeaving() throws Exception {
    bob.join(room);
    ada.say(room, "1");
    bob.ask("leave_room", "room", room);
    bob.refused("not_member", "mark_read", "room", room, "seq", 1);

    assertEquals(0, Frame.number(bob.join(room), "room.unread"));
  }

  @Test
  void countToAThousand() throws Exception {
    bob.join(room);
    int sent = 0;
    while (sent < 1_100) {
      int chunk = Math.min(sent + 100, 1_100);
      for (int i = sent; i < chunk; i++) {
        ada.send(Frame.of("send_message", "room", room, "text", "x", "client_id", "k" + i));
      }
      for (; sent < chunk; sent++) {
        ada.hears("message_sent");
      }
      ada.takeKept();
    }
    assertEquals(1_000, unread(bob));
    assertEquals(1_000, Frame.number(bob.ask("mark_read", "room", room, "seq", 50), "unread"));
    assertEquals(1, Frame.number(bob.ask("mark_read", "room", room, "seq", 1_099), "unread"));
  }
}
