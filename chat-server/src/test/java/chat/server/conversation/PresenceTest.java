package chat.server.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.core.ManualClock;
import chat.server.RunningServer;
import com.google.gson.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class PresenceTest {
  /** Different from all periods of the server. */
  private static final Duration GRACE = Duration.ofSeconds(7);

  private static final String GRACE_FLAG = "--presence-grace=" + GRACE.toSeconds() + "s";

  /** A user whose connection breaks is absent immediately. */
  private static RunningServer hasty;

  /** A user whose connection breaks is absent after the grace period. */
  private static RunningServer patient;

  private static int rounds;

  private ApiClient ada;
  private String room;

  @BeforeAll
  static void start() throws Exception {
    hasty = RunningServer.start("--presence-grace=0s");
    patient = RunningServer.start(GRACE_FLAG);
  }

  @AfterAll
  static void stop() {
    hasty.close();
    patient.close();
  }

  @BeforeEach
  void come() throws Exception {
    ada = ApiClient.arrive(hasty);
    room = ada.creates("Presence " + rounds++);
    ada.join(room);
  }

  @AfterEach
  void go() {
    ada.close();
  }

  @Test
  void broadcastsJoinsAndLeaves() throws Exception {
    try (ApiClient bob = ApiClient.in(room, hasty)) {
      JsonObject joined = ada.hears("user_joined");
      assertEquals(room, Frame.text(joined, "room"));
      assertEquals(bob.welcome().get("user"), joined.get("user"));
      assertEquals(2, Frame.number(joined, "user_count"));
      bob.ask("leave_room", "room", room);
      JsonObject left = ada.hears("user_left");
      assertEquals(room, Frame.text(left, "room"));
      assertEquals(bob.welcome().get("user"), left.get("user"));
      assertEquals(1, Frame.number(left, "user_count"));
      bob.settled(room);
      assertEquals(List.of(), bob.heard("user_joined"));
    }
  }

  @Test
  void noticesAConnectionThatBreaks() throws Exception {
    try (ApiClient bob = ApiClient.in(room, hasty)) {
      ada.hears("user_joined");
      bob.vanish();

      assertEquals(bob.id(), Frame.text(ada.hears("user_left"), "user.id"));
      assertEquals(1, Frame.list(ada.ask("members", "room", room), "users").size());
    }
  }

  @Test
  void countsAUserAsPresentWhileOneConnectionIsInTheRoom() throws Exception {
    try (ApiClient bob = ApiClient.in(room, hasty);
        ApiClient phone = bob.again(hasty);
        ApiClient eve = ApiClient.in(room, hasty)) {
      phone.join(room);
      bob.vanish();
      eve.vanish();
      ada.hears("user_left", "user", eve.welcome().get("user"));
      phone.vanish();
      ada.hears("user_left", "user", bob.welcome().get("user"), "user_count", 1);

      assertEquals(2, ada.heard("user_joined").size());
      assertEquals(List.of(), ada.heard("user_left"));
    }
  }

  @Test
  void joinsOnce() throws Exception {
    try (ApiClient bob = ApiClient.in(room, hasty)) {
      ada.hears("user_joined");
      assertEquals(2, Frame.number(bob.join(room), "room.user_count"));
      assertEquals(
          List.of(),
          ada.settled(room).stream().filter(frame -> Frame.is(frame, "user_joined")).toList());
    }
  }

  @Test
  void doesNotBroadcastAQuickReconnect() throws Exception {
    ManualClock clock = new ManualClock();
    try (RunningServer timed = RunningServer.startWith(clock, GRACE_FLAG);
        ApiClient host = ApiClient.arrive(timed)) {
      String own = host.creates("Quick return");
      host.join(own);
      try (ApiClient bob = ApiClient.in(own, timed);
          ApiClient eve = ApiClient.in(own, timed)) {
        bob.vanish();
        awaitGrace(1, clock);
        clock.passMillis(1);
        try (ApiClient back = bob.again(timed)) {
          back.join(own);
          host.hears("user_joined", "user", eve.welcome().get("user"));
          host.settled(own);
          eve.vanish();
          awaitGrace(1, clock);
          clock.pass(GRACE.minusMillis(1)); // when bob would become absent

          List<JsonObject> told = host.settled(own);
          assertTrue(told.stream().noneMatch(each -> Frame.is(each, "user_left")));
          assertTrue(told.stream().noneMatch(each -> Frame.is(each, "user_joined")));
          clock.passMillis(1);
          host.hears("user_left", "user", eve.welcome().get("user"), "user_count", 2);
          assertEquals(List.of(), host.heard("user_left"));
        }
      }
    }
  }

  /** Waits until the server has noticed that so many users have left, each from one room. */
  private static void awaitGrace(int users, ManualClock clock) throws Exception {
    awaitEnds(users, GRACE, clock);
  }

  private static void awaitEnds(int users, Duration grace, ManualClock clock) throws Exception {
    clock.awaitTasks(2 * users, grace); // one of the room, one of the user
  }

  @Test
  void leavesAtOnceWhateverTheGrace() throws Exception {
    try (ApiClient host = ApiClient.arrive(patient)) {
      String own = host.creates("Leaving at once");
      host.join(own);
      try (ApiClient bob = ApiClient.in(own, patient)) {
        bob.ask("leave_room", "room", own);
        assertEquals(1, Frame.list(host.ask("members", "room", own), "users").size());
        assertEquals(1, host.heard("user_left").size());
      }
    }
  }

  @Test
  void sendsTheStatusToUsersOfTheSameRoomsAndConversations() throws Exception {
    try (ApiClient partner = ApiClient.arrive(hasty);
        ApiClient stranger = ApiClient.in("random", hasty)) {
      ApiClient bob = ApiClient.in(room, hasty);
      partner.say(partner.opens(bob), "hi");
      bob.hears("new_message");
      bob.vanish();
      for (ApiClient each : List.of(ada, partner)) {
        JsonObject status = each.hears("user_status", "status", "offline");
        assertEquals(bob.welcome().get("user"), status.get("user"));
      }
      try (ApiClient back = bob.again(hasty)) {
        for (ApiClient each : List.of(ada, partner)) {
          JsonObject status = each.hears("user_status", "status", "online");
          assertEquals(back.id(), Frame.text(status, "user.id"));
        }
      }
      stranger.settled("random");
      assertEquals(List.of(), stranger.heard("user_status"));
    }
  }

  @Test
  void broadcastsTyping() throws Exception {
    try (ApiClient bob = ApiClient.in(room, hasty);
        ApiClient phone = bob.again(hasty)) {
      phone.join(room);
      bob.send(typing(true));
      JsonObject told = ada.hears("user_typing");
      assertEquals(room, Frame.text(told, "room"));
      assertEquals(bob.id(), Frame.text(told, "user.id"));
      assertTrue(Frame.flag(told, "typing"));
      bob.send(typing(false));
      assertFalse(Frame.flag(ada.hears("user_typing"), "typing"));

      for (ApiClient author : List.of(bob, phone)) {
        author.settled(room);
        assertEquals(List.of(), author.heard("user_typing"));
      }
    }
  }

  private JsonObject typing(boolean typing) {
    return Frame.of("typing", "room", room, "typing", typing);
  }

  @Test
  void answersTypingOnlyWhenItIsWrong() throws Exception {
    try (ApiClient bob = ApiClient.in(room, hasty)) {
      JsonObject frame = typing(true);
      frame.addProperty("id", "t");
      bob.send(frame);
      bob.send(Frame.of("typing", "room", "nowhere", "typing", true, "id", "wrong"));
      assertEquals("not_found", Frame.text(bob.hears("error", "re", "wrong"), "code"));
      assertTrue(bob.settled(room).stream().noneMatch(each -> each.has("re")));
    }
  }

  @Test
  void endsTypingWithTheMessage() throws Exception {
    try (ApiClient bob = ApiClient.in(room, hasty)) {
      bob.send(typing(true));
      bob.say(room, "done");
      List<String> types = new ArrayList<>();
      for (JsonObject frame : upTo("new_message")) {
        if (Frame.is(frame, "user_typing")) {
          types.add(Frame.text(frame, "typing"));
        }
      }
      assertEquals(List.of("true", "false"), types);
    }
  }

  private List<JsonObject> upTo(String type) throws Exception {
    List<JsonObject> frames = new ArrayList<>();
    do {
      frames.add(ada.next());
    } while (!Frame.is(frames.get(frames.size() - 1), type));
    return frames;
  }

  @Test
  void endsTypingByItselfAfterFiveSeconds() throws Exception {
    ManualClock clock = new ManualClock();
    try (RunningServer timed = RunningServer.startWith(clock);
        ApiClient reader = ApiClient.in("general", timed);
        ApiClient bob = ApiClient.in("general", timed)) {
      bob.send(Frame.of("typing", "room", "general", "typing", true));
      reader.hears("user_typing", "typing", true);
      clock.awaitTasks(1, Duration.ofSeconds(5));
      clock.passMillis(4_999);
      assertTrue(
          reader.settled("general").stream().noneMatch(each -> Frame.is(each, "user_typing")));
      clock.passMillis(1);
      reader.hears("user_typing", "typing", false);
    }
  }

  @Test
  void countsAboveAHundredInsteadOfNaming() throws Exception {
    ManualClock clock = new ManualClock();
    List<ApiClient> crowd = new ArrayList<>();
    try (RunningServer timed =
            RunningServer.startWith(clock, "--presence-grace=0s", "--limits=off");
        ApiClient watcher = ApiClient.in("general", timed)) {
      for (int i = 0; i < 110; i++) {
        crowd.add(ApiClient.in("general", timed));
      }
      List<JsonObject> told = watcher.settled("general");
      assertEquals(99, count("user_joined", told));
      assertEquals(List.of(101L), counts(told));
      clock.pass(Duration.ofSeconds(1));
      assertEquals(List.of(111L), counts(watcher.settled("general")));

      for (ApiClient each : crowd.subList(0, 5)) {
        each.vanish();
      }
      awaitEnds(5, Duration.ZERO, clock);
      clock.pass(Duration.ZERO);
      assertEquals(List.of(), counts(watcher.settled("general")), "a count a second");
      clock.pass(Duration.ofSeconds(1));
      told = watcher.settled("general");
      assertEquals(List.of(106L), counts(told));
      assertEquals(0, count("user_left", told));
      assertEquals(0, count("user_status", told));
      assertTrue(count("rooms_changed", told) <= 1, told::toString);
    } finally {
      crowd.forEach(ApiClient::close);
    }
  }

  private static long count(String type, List<JsonObject> frames) {
    return frames.stream().filter(each -> Frame.is(each, type)).count();
  }

  /** How many users each {@code room_presence} counts. */
  private static List<Long> counts(List<JsonObject> frames) {
    return frames.stream()
        .filter(each -> Frame.is(each, "room_presence"))
        .map(each -> Frame.number(each, "user_count"))
        .toList();
  }
}
