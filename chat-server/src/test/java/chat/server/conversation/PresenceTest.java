package chat.server.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
  private static final Duration GRACE = Duration.ofSeconds(2);

  /** Whoever vanishes is gone at once. */
  private static RunningServer hasty;

  /** Whoever vanishes is gone after the grace. */
  private static RunningServer patient;

  private static int rounds;

  private Talker ada;
  private String room;

  @BeforeAll
  static void start() throws Exception {
    hasty = RunningServer.start("--presence-grace=0s");
    patient = RunningServer.start("--presence-grace=" + GRACE.toSeconds() + "s");
  }

  @AfterAll
  static void stop() {
    hasty.close();
    patient.close();
  }

  @BeforeEach
  void come() throws Exception {
    ada = Talker.arrive(hasty);
    room = ada.creates("Presence " + rounds++);
    ada.join(room);
  }

  @AfterEach
  void go() {
    ada.close();
  }

  @Test
  void tellsTheOthersWhoComesAndGoes() throws Exception {
    try (Talker bob = Talker.in(room, hasty)) {
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
    try (Talker bob = Talker.in(room, hasty)) {
      ada.hears("user_joined");
      bob.vanish();

      assertEquals(bob.id(), Frame.text(ada.hears("user_left"), "user.id"));
      assertEquals(1, Frame.list(ada.ask("members", "room", room), "users").size());
    }
  }

  @Test
  void takesSomebodyForPresentWhileOneConnectionIsInTheRoom() throws Exception {
    try (Talker bob = Talker.in(room, hasty);
        Talker phone = bob.again(hasty);
        Talker eve = Talker.in(room, hasty)) {
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
    try (Talker bob = Talker.in(room, hasty)) {
      ada.hears("user_joined");
      assertEquals(2, Frame.number(bob.join(room), "room.user_count"));
      assertEquals(
          List.of(),
          ada.settled(room).stream().filter(frame -> Frame.is(frame, "user_joined")).toList());
    }
  }

  @Test
  void makesNoNoiseOfAQuickReturn() throws Exception {
    try (Talker host = Talker.arrive(patient)) {
      String own = host.creates("Quick return");
      host.join(own);
      try (Talker bob = Talker.in(own, patient);
          Talker eve = Talker.in(own, patient)) {
        host.hears("user_joined", "user", eve.welcome().get("user"));
        host.takeKept();
        bob.vanish();
        try (Talker back = bob.again(patient)) {
          back.join(own);
          long gone = System.nanoTime();
          eve.vanish();
          // if bob were taken for gone, it would be before eve
          host.hears("user_left", "user", eve.welcome().get("user"), "user_count", 2);
          long waited = System.nanoTime() - gone;

          assertEquals(List.of(), host.heard("user_left"));
          assertEquals(List.of(), host.heard("user_joined"));
          assertTrue(waited > GRACE.toNanos() * 9 / 10, () -> "gone after " + waited + " ns");
        }
      }
    }
  }

  @Test
  void leavesAtOnceWhateverTheGrace() throws Exception {
    try (Talker host = Talker.arrive(patient)) {
      String own = host.creates("Leaving at once");
      host.join(own);
      try (Talker bob = Talker.in(own, patient)) {
        bob.ask("leave_room", "room", own);
        assertEquals(1, Frame.list(host.ask("members", "room", own), "users").size());
        assertEquals(1, host.heard("user_left").size());
      }
    }
  }

  @Test
  void tellsWhoSharesARoomOrAConversationWhoIsOnline() throws Exception {
    try (Talker partner = Talker.arrive(hasty);
        Talker stranger = Talker.in("random", hasty)) {
      Talker bob = Talker.in(room, hasty);
      partner.say(partner.opens(bob), "hi");
      bob.hears("new_message");
      bob.vanish();
      for (Talker each : List.of(ada, partner)) {
        JsonObject status = each.hears("user_status", "status", "offline");
        assertEquals(bob.welcome().get("user"), status.get("user"));
      }
      try (Talker back = bob.again(hasty)) {
        for (Talker each : List.of(ada, partner)) {
          JsonObject status = each.hears("user_status", "status", "online");
          assertEquals(back.id(), Frame.text(status, "user.id"));
        }
      }
      stranger.settled("random");
      assertEquals(List.of(), stranger.heard("user_status"));
    }
  }

  @Test
  void tellsTheOthersWhoWrites() throws Exception {
    try (Talker bob = Talker.in(room, hasty);
        Talker phone = bob.again(hasty)) {
      phone.join(room);
      bob.send(typing(true));
      JsonObject told = ada.hears("user_typing");
      assertEquals(room, Frame.text(told, "room"));
      assertEquals(bob.id(), Frame.text(told, "user.id"));
      assertTrue(Frame.flag(told, "typing"));
      bob.send(typing(false));
      assertFalse(Frame.flag(ada.hears("user_typing"), "typing"));

      for (Talker author : List.of(bob, phone)) {
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
    try (Talker bob = Talker.in(room, hasty)) {
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
    try (Talker bob = Talker.in(room, hasty)) {
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
    try (Talker bob = Talker.in(room, hasty)) {
      long start = System.nanoTime();
      bob.send(typing(true));
      ada.hears("user_typing", "typing", true);
      ada.hears("user_typing", "typing", false);

      assertTrue(lasted(start) >= 4, () -> "after " + lasted(start) + " s");
    }
  }

  @Test
  void countsAboveAHundredInsteadOfNaming() throws Exception {
    List<Talker> crowd = new ArrayList<>();
    long came = System.nanoTime();
    try {
      for (int i = 0; i < 110; i++) {
        crowd.add(Talker.in(room, hasty));
      }
      ada.hears("room_presence", "room", room, "user_count", 111);
      assertEquals(99, ada.heard("user_joined").size());
      int counts = ada.heard("room_presence").size();
      assertTrue(counts <= lasted(came) + 1, () -> counts + " counts, more than one a second");
      long start = System.nanoTime();
      for (Talker each : crowd.subList(0, 5)) {
        each.vanish();
      }
      ada.hears("room_presence", "room", room, "user_count", 106);
      ada.settled(room);
      assertEquals(List.of(), ada.heard("user_left"));
      assertTrue(ada.heard("room_presence").size() <= lasted(start) + 1);
      assertEquals(List.of(), ada.heard("user_status"));
      assertTrue(ada.heard("rooms_changed").size() <= 2 + lasted(came) / 2);
    } finally {
      crowd.forEach(Talker::close);
    }
  }

  /** Seconds since {@code start}. */
  private static long lasted(long start) {
    return Duration.ofNanos(System.nanoTime() - start).toSeconds();
  }
}
