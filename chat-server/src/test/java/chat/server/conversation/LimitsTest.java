package chat.server.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.core.ManualClock;
import chat.server.RunningServer;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Limits over sockets, with a clock that the test controls. */
final class LimitsTest {
  private final ManualClock clock = new ManualClock();

  @TempDir Path folder;

  private RunningServer start(String... flags) throws Exception {
    return RunningServer.start(clock, flags);
  }

  private static JsonObject send(String room, String key) {
    return Frame.of("send_message", "room", room, "text", key, "client_id", key);
  }

  private static void assertLimited(long retryAfterMs, JsonObject reply) {
    assertEquals("error", Frame.text(reply, "type"), reply::toString);
    assertEquals("rate_limited", Frame.text(reply, "code"));
    assertEquals(retryAfterMs, Frame.number(reply, "retry_after_ms"));
  }

  @Test
  void areSentInTheWelcome() throws Exception {
    try (RunningServer server = start();
        RunningServer off = start("--limits=off");
        ApiClient ada = ApiClient.arrive(server);
        ApiClient bob = ApiClient.arrive(off)) {
      assertEquals(10, Frame.number(ada.welcome(), "limits.message_burst"));
      assertEquals(500, Frame.number(ada.welcome(), "limits.message_interval_ms"));
      assertFalse(Frame.has(bob.welcome(), "limits.message_burst"));
    }
  }

  @Test
  void letTenMessagesThroughAtOnceAndThenTwoASecond() throws Exception {
    try (RunningServer server = start();
        ApiClient ada = ApiClient.in("general", server);
        ApiClient again = ada.again(server);
        ApiClient bob = ApiClient.in("general", server)) {
      ada.join("random");
      for (int i = 0; i < 10; i++) {
        ada.ask("send_message", "room", "general", "text", "x", "client_id", "k" + i);
      }
      assertLimited(500, ada.reply(send("general", "eleven")));
      assertLimited(500, again.reply(send("general", "twelve")));
      ada.say("random", "another room");
      bob.say("general", "another person");

      clock.passMillis(499);
      assertLimited(1, ada.reply(send("general", "eleven")));
      clock.passMillis(1);
      assertEquals(12, Frame.number(ada.reply(send("general", "eleven")), "seq"));
      assertLimited(500, ada.reply(send("general", "twelve")));
    }
  }

  @Test
  void countARepeatThatTheServerHasAlreadyForNothing() throws Exception {
    try (RunningServer server = start();
        ApiClient ada = ApiClient.in("general", server)) {
      ada.reply(send("general", "first"));
      for (int i = 0; i < 50; i++) {
        assertTrue(Frame.flag(ada.reply(send("general", "first")), "duplicate"));
      }
      for (int i = 1; i < 10; i++) {
        assertEquals(i + 1, Frame.number(ada.reply(send("general", "k" + i)), "seq"));
      }

      assertLimited(500, ada.reply(send("general", "first")));
      clock.passMillis(500);
      for (int i = 0; i < 50; i++) {
        JsonObject repeat = ada.reply(send("general", "first"));
        assertEquals(1, Frame.number(repeat, "seq"), "it is not locked out");
      }
      assertEquals(11, Frame.number(ada.reply(send("general", "new")), "seq"));
    }
  }

  @Test
  void countNothingThatIsRefusedForAnotherReason() throws Exception {
    try (RunningServer server = start("--limit-joins=2+1/h", "--limit-changes=2+1/h");
        ApiClient ada = ApiClient.in("general", server)) {
      for (int i = 0; i < 20; i++) {
        ada.refused("invalid", "send_message", "room", "general", "text", " ", "client_id", "k");
        ada.refused("not_member", "send_message", "room", "random", "text", "x", "client_id", "k");
        ada.refused("not_found", "join_room", "room", "nowhere");
        ada.refused("name_taken", "create_room", "kind", "public", "name", "General");
        ada.refused("invalid", "set_username", "username", "?");
      }
      ada.join("random");
      ada.creates("Tea");
      ada.ask("set_username", "username", "Ada");
    }
  }

  /**
   * A client with an outbox: it sends what waits in one go, and again from the first refusal on.
   */
  @Test
  void letAnOutboxBeSentInOrder() throws Exception {
    List<String> written = IntStream.range(0, 40).mapToObj(i -> "m" + i).toList();
    try (RunningServer server = start();
        ApiClient ada = ApiClient.in("general", server);
        ApiClient bob = ApiClient.in("general", server)) {
      Deque<String> waiting = new ArrayDeque<>(written);
      int rounds = 0;
      while (!waiting.isEmpty()) {
        for (String key : waiting) {
          JsonObject frame = send("general", key);
          frame.addProperty("id", key);
          ada.send(frame);
        }
        long wait = 0;
        for (String key : List.copyOf(waiting)) {
          JsonObject reply = ada.answerTo(key);
          if (Frame.is(reply, "message_sent")) {
            assertEquals(key, waiting.remove());
          } else {
            assertEquals("rate_limited", Frame.text(reply, "code"));
            wait = wait == 0 ? Frame.number(reply, "retry_after_ms") : wait;
          }
        }
        clock.passMillis(wait);
        rounds++;
      }
      assertEquals(31, rounds, "ten at once, then one after each wait");
      List<String> read = new ArrayList<>();
      for (int i = 0; i < written.size(); i++) {
        read.add(Frame.text(bob.hears("new_message"), "text"));
      }
      assertEquals(written, read);
    }
  }

  @Test
  void boundFramesOfAnyKindAndStillAnswerEach() throws Exception {
    try (RunningServer server = start("--limit-frames=5+1/s");
        ApiClient ada = ApiClient.arrive(server)) {
      for (int i = 0; i < 4; i++) {
        assertEquals("pong", Frame.text(ada.reply(Frame.of("ping")), "type"));
      }
      assertEquals("invalid", Frame.text(ada.reply(Frame.of("join_room")), "code"));
      assertLimited(1_000, ada.reply(Frame.of("ping")));
      assertLimited(1_000, ada.reply(Frame.of("get_rooms")));
      assertLimited(1_000, ada.reply(Frame.of("join_room")));
      ada.send("rubbish");
      assertLimited(1_000, ada.hears("error"));

      clock.passMillis(1_000);
      ada.ask("get_rooms");
    }
  }

  @Test
  void countBadFramesTowardsTheEndAlsoPastTheRate() throws Exception {
    try (RunningServer server = start("--limit-frames=60+1/h");
        ApiClient ada = ApiClient.arrive(server)) {
      for (int i = 0; i < 101; i++) {
        ada.send("rubbish");
      }
      assertEquals(4008, ada.closeCode());
    }
  }

  @Test
  void boundJoinsButNotThoseOfOnesOwnRooms() throws Exception {
    try (RunningServer server = start("--limit-joins=3+1/s");
        ApiClient ada = ApiClient.arrive(server)) {
      ada.join("general");
      ada.join("random");
      ada.ask("leave_room", "room", "random");
      assertLimited(1_000, ada.reply(Frame.of("join_room", "room", "random")));
      assertLimited(1_000, ada.reply(Frame.of("leave_room", "room", "general")));
      for (int i = 0; i < 20; i++) {
        ada.join("general");
      }
      clock.passMillis(1_000);
      ada.join("random");
      assertLimited(1_000, ada.reply(Frame.of("join_room", "room", "tech-talk")));
    }
  }

  @Test
  void letUsersRejoinTheirRoomsEvenBeforeTheWelcome() throws Exception {
    String rooms = String.join(",", IntStream.range(0, 30).mapToObj(i -> "Room " + i).toList());
    try (RunningServer server = start("--rooms=" + rooms);
        ApiClient ada = ApiClient.arrive(server)) {
      for (int i = 0; i < 30; i++) {
        ada.join("room-" + i);
        clock.passMillis(1_000);
      }
      ada.vanish();

      try (ApiClient again = ada.again(server)) {
        for (int times = 0; times < 3; times++) {
          for (int i = 0; i < 30; i++) {
            again.send(Frame.of("join_room", "room", "room-" + i, "limit", 1));
          }
        }
        for (int i = 0; i < 90; i++) {
          again.hears("joined_room");
        }
      }
    }
  }

  @Test
  void boundConversationsRoomsAndNames() throws Exception {
    try (RunningServer server = start("--limit-joins=2+1/s", "--limit-changes=2+6/m");
        ApiClient ada = ApiClient.arrive(server);
        ApiClient bob = ApiClient.arrive(server)) {
      ada.opens(bob);
      ada.opens(bob);
      JsonObject open = Frame.of("create_room", "kind", "direct", "user", bob.id());
      assertLimited(1_000, ada.reply(open));
      ada.ask("set_username", "username", "Ada");
      ada.creates("Tea");
      assertLimited(10_000, ada.reply(Frame.of("set_username", "username", "Ada2")));
      assertLimited(10_000, ada.reply(Frame.of("create_room", "kind", "code")));
      bob.creates("Coffee");

      clock.passMillis(10_000);
      ada.creates("Milk");
    }
  }

  private static JsonObject code(String code) {
    return Frame.of("join_room", "code", code);
  }

  /** The reply without {@code re}. */
  private static JsonObject answer(ApiClient talker, String code) throws Exception {
    JsonObject reply = talker.reply(code(code));
    reply.remove("re");
    return reply;
  }

  @Test
  void boundWrongCodesAndThenRejectRightOnesAlike() throws Exception {
    try (RunningServer server = start();
        ApiClient ada = ApiClient.arrive(server);
        ApiClient eve = ApiClient.arrive(server)) {
      JsonObject room = ada.ask("create_room", "kind", "code");
      String right = Frame.text(room, "room.code");
      JsonObject unknown = answer(eve, "AAAAAA");
      assertEquals("not_found", Frame.text(unknown, "code"));
      assertEquals("code", Frame.text(unknown, "field"));
      for (String malformed : List.of("?", "A".repeat(5_000), "☃")) {
        assertEquals(unknown, answer(eve, malformed));
      }

      assertLimited(60_000, eve.reply(code("AAAAAA")));
      assertLimited(60_000, eve.reply(code(right)));
      assertLimited(60_000, ada.reply(code(right))); // from the same address
      ada.join(Frame.text(room, "room.id"));
      clock.passMillis(60_000);
      assertEquals("joined_room", Frame.text(eve.reply(code(right)), "type"));
      assertEquals(unknown, answer(eve, "AAAAAA"));
      assertLimited(60_000, eve.reply(code("AAAAAA")));
    }
  }

  @Test
  void boundWrongCodesThatManyConnectionsTryAtOnce() throws Exception {
    List<ApiClient> guessers = new ArrayList<>();
    try (RunningServer server = start("--store=sqlite", "--data-dir=" + folder)) {
      for (int i = 0; i < 60; i++) {
        guessers.add(ApiClient.arrive(server));
      }
      for (ApiClient each : guessers) {
        each.send(code("AAAAAA"));
        each.send(code("BBBBBB"));
      }
      int looked = 0;
      for (ApiClient each : guessers) {
        for (int i = 0; i < 2; i++) {
          looked += Frame.text(each.hears("error"), "code").equals("not_found") ? 1 : 0;
        }
      }
      assertEquals(4, looked, "codes looked up");
    } finally {
      guessers.forEach(ApiClient::close);
    }
  }

  @Test
  void letAClassJoinByOneCode() throws Exception {
    List<ApiClient> pupils = new ArrayList<>();
    try (RunningServer server = start();
        ApiClient ada = ApiClient.arrive(server)) {
      String right = Frame.text(ada.ask("create_room", "kind", "code"), "room.code");
      for (int i = 0; i < 40; i++) {
        pupils.add(ApiClient.arrive(server));
        pupils.get(i).send(code(right));
      }
      for (ApiClient pupil : pupils) {
        pupil.hears("joined_room");
      }
    } finally {
      pupils.forEach(ApiClient::close);
    }
  }

  @Test
  void openNoRoomWhileTooManyWrongCodesComeFromEverywhere() throws Exception {
    try (RunningServer server = start("--limit-wrong-codes=off", "--limit-all-wrong-codes=3+3/m");
        ApiClient ada = ApiClient.arrive(server);
        ApiClient eve = ApiClient.arrive(server)) {
      String right = Frame.text(ada.ask("create_room", "kind", "code"), "room.code");
      JsonObject unknown = answer(eve, "AAAAAA");
      answer(eve, "BBBBBB");
      answer(eve, "CCCCCC");

      assertEquals(unknown, answer(eve, right));
      assertEquals(unknown, answer(eve, "?"));
      assertEquals(unknown, answer(eve, "AAAAAA"));
      clock.passMillis(20_000);
      assertEquals("joined_room", Frame.text(eve.reply(code(right)), "type"));
    }
  }

  @Test
  void openCodeRoomsToKnownUsersWhileUnknownOnesGuess() throws Exception {
    try (RunningServer server = start("--limit-wrong-codes=off", "--limit-all-wrong-codes=3+3/m");
        ApiClient eve = ApiClient.arrive(server);
        ApiClient ada =
            ApiClient.arrive(server, Frame.text(new ApiClient(server).register("Ada"), "session"));
        ApiClient bob =
            ApiClient.arrive(
                server, Frame.text(new ApiClient(server).register("Bob"), "session"))) {
      String right = Frame.text(ada.ask("create_room", "kind", "code"), "room.code");
      JsonObject unknown = answer(eve, "AAAAAA");
      for (int i = 0; i < 5; i++) {
        answer(eve, "AAAAA" + i);
      }
      assertEquals(unknown, answer(eve, right));
      assertEquals("joined_room", Frame.text(bob.reply(code(right)), "type"));

      ada.ask("leave_room", "room", Frame.text(bob.reply(code(right)), "room.id"));
      for (int i = 0; i < 12; i++) { // 4 times as many as for unknown users
        answer(bob, "BBBBB" + i);
      }
      assertEquals(unknown, answer(ada, right), "even theirs are bounded");
    }
  }

  @Test
  void limitAnAddressForAllItsUsers() throws Exception {
    try (RunningServer server =
            start(
                "--limit-address-kib=3+1/s",
                "--limit-address-public-rooms=1+1/h",
                "--limit-address-searches=2+1/s");
        ApiClient ada = ApiClient.in("general", server);
        ApiClient bob = ApiClient.in("general", server);
        ApiClient eve = ApiClient.in("general", server)) {
      ada.creates("Tea"); // 1,024 bytes, after 256 for each join
      bob.say("general", "x".repeat(1_280 - 256)); // 3,072 in all
      assertLimited(251, eve.reply(send("general", "x")));
      clock.passMillis(5_000);
      JsonObject refused =
          bob.refused("rate_limited", "create_room", "kind", "public", "name", "B");
      assertEquals(3_595_000, Frame.number(refused, "retry_after_ms"));

      ada.ask("search", "query", "x");
      bob.ask("search", "query", "x");
      assertLimited(1_000, eve.reply(Frame.of("search", "query", "x")));
      clock.passMillis(1_000);
      eve.ask("search", "query", "x");
    }
  }

  @Test
  void closeTooManyConnectionsOfOneAddress() throws Exception {
    try (RunningServer server = start("--limit-connections=2", "--presence-grace=0s");
        ApiClient ada = ApiClient.in("general", server);
        ApiClient bob = ApiClient.in("general", server)) {
      try (var third = server.connect();
          var known = server.connect("Authorization", "Bearer " + ada.session());
          var unknown = server.connect("Authorization", "Bearer nobody's")) {
        assertEquals(4003, third.closeCode());
        assertEquals(List.of(), third.rest());
        assertEquals(4003, known.closeCode());
        assertEquals(4003, unknown.closeCode());
      }
      bob.vanish();
      ada.hears("user_left"); // the server has noticed it
      ApiClient.arrive(server).close();
    }
  }

  @Test
  void doNotApplyWhenTheyAreOff() throws Exception {
    try (RunningServer server =
            start(
                "--limits=off",
                "--limit-messages=1+1/h",
                "--limit-frames=1+1/h",
                "--limit-joins=1+1/h",
                "--limit-changes=1+1/h",
                "--limit-wrong-codes=1+1/h",
                "--limit-all-wrong-codes=1+1/h",
                "--limit-guests=1+1/h",
                "--limit-requests=1+1/h",
                "--limit-address-requests=1+1/h",
                "--limit-connections=1");
        ApiClient ada = ApiClient.in("general", server);
        ApiClient bob = ApiClient.in("general", server)) {
      for (int i = 0; i < 20; i++) {
        ada.say("general", "x");
        ada.join("random");
        ada.ask("leave_room", "room", "random");
        ada.ask("set_username", "username", "Ada" + i);
        ada.refused("not_found", "join_room", "code", "AAAAAA");
        assertEquals(200, server.get("/api/rooms").statusCode());
      }
      String right = Frame.text(bob.ask("create_room", "kind", "code"), "room.code");
      assertEquals("joined_room", Frame.text(ada.reply(code(right)), "type"));
      for (int i = 0; i < 150; i++) {
        ada.send("rubbish");
      }
      ada.say("general", "still here");
    }
  }
}
