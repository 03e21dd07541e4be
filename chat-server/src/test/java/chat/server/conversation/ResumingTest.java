package chat.server.conversation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.server.RunningServer;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class ResumingTest {
  /** How many events of a room the store keeps; the last 200 are cached. */
  private static final int KEPT = 1_000;

  private static final int PAGE_BYTES = 128 * 1024;

  /** A quarter of the pending input of one connection: 512 KiB, at two bytes per character. */
  private static final int UNANSWERED_CHARS = 65_536;

  private static RunningServer server;
  private static ApiClient ada;
  private static int rooms;

  @BeforeAll
  static void start() throws Exception {
    server = RunningServer.start("--limits=off", "--memory-history=" + KEPT, "--room-tail=200");
    ada = ApiClient.arrive(server);
  }

  @AfterAll
  static void stop() {
    ada.close();
    server.close();
  }

  /** A room with {@code count} messages of {@code text}. */
  private static String roomOf(int count, String text) throws Exception {
    String room = ada.creates("Resuming " + rooms++);
    for (int sent = 0; sent < count; ) {
      int chunk = Math.min(count, sent + UNANSWERED_CHARS / Math.max(1_000, text.length()));
      for (int i = sent; i < chunk; i++) {
        ada.send(post(room, text, i));
      }
      for (; sent < chunk; sent++) {
        ada.hears("message_sent", "room", room);
      }
    }
    return room;
  }

  private static JsonObject post(String room, String text, int number) {
    return Frame.of("send_message", "room", room, "text", text + number, "client_id", "k" + number);
  }

  private static List<Long> range(long first, long last) {
    return LongStream.rangeClosed(first, last).boxed().toList();
  }

  @Test
  void readsHistoryBackwards() throws Exception {
    String room = roomOf(120, "m");
    JsonObject latest = ada.ask("history", "room", room);
    JsonObject before = ada.ask("history", "room", room, "before", 71);
    JsonObject first = ada.ask("history", "room", room, "before", 21, "limit", 200);

    assertEquals(range(71, 120), Frame.seqs(latest));
    assertEquals(room, Frame.text(latest, "room"));
    assertEquals(120, Frame.number(latest, "head.seq"));
    assertTrue(Frame.flag(latest, "more"));
    assertEquals(range(21, 70), Frame.seqs(before));
    assertTrue(Frame.flag(before, "more"));
    assertEquals(range(1, 20), Frame.seqs(first));
    assertFalse(Frame.flag(first, "more"));
    assertEquals(List.of(), Frame.seqs(ada.ask("history", "room", room, "before", 1)));
    assertEquals(List.of(), Frame.seqs(ada.ask("history", "room", room, "before", 0)));
    assertEquals(
        range(71, 120), Frame.seqs(ada.ask("history", "room", room, "before", Long.MAX_VALUE)));
  }

  @Test
  void readsHistoryForwards() throws Exception {
    String room = roomOf(450, "m");
    JsonObject page = ada.ask("history", "room", room, "after", 0);
    assertEquals(range(1, 200), Frame.seqs(page), "200 unless asked otherwise");
    assertTrue(Frame.flag(page, "more"));
    page = ada.ask("history", "room", room, "after", 200);
    assertEquals(range(201, 400), Frame.seqs(page));
    assertTrue(Frame.flag(page, "more"));
    page = ada.ask("history", "room", room, "after", 400);
    assertEquals(range(401, 450), Frame.seqs(page));
    assertFalse(Frame.flag(page, "more"));
    page = ada.ask("history", "room", room, "after", 10, "limit", 7);
    assertEquals(range(11, 17), Frame.seqs(page));
    page = ada.ask("history", "room", room, "after", 450);
    assertEquals(List.of(), Frame.seqs(page));
    assertFalse(Frame.flag(page, "more"));
    assertEquals(List.of(), Frame.seqs(ada.ask("history", "room", room, "after", Long.MAX_VALUE)));
  }

  @Test
  void showsHistoryAsItWasSentLive() throws Exception {
    String room = ada.creates("Live and stored");
    ada.join(room);
    ada.say(room, "question @nobody");
    ada.ask("send_message", "room", room, "text", "a", "client_id", "k");
    List<JsonObject> live = List.of(ada.hears("new_message"), ada.hears("new_message"));

    assertEquals(live, Frame.list(ada.ask("history", "room", room), "events"));
    assertEquals(live, Frame.list(ada.join(room), "events"));
  }

  @Test
  void joinsWithTheLatest() throws Exception {
    String room = roomOf(60, "m");
    try (ApiClient bob = ApiClient.arrive(server)) {
      JsonObject joined = bob.join(room);
      assertEquals(range(11, 60), Frame.seqs(joined));
      assertTrue(Frame.flag(joined, "more"));
      assertFalse(Frame.flag(joined, "resumed"));
      assertEquals(60, Frame.number(joined, "head.seq"));
      assertEquals(60, Frame.number(joined, "room.message_count"));
      JsonObject all = bob.ask("join_room", "room", room, "limit", 60);
      assertEquals(range(1, 60), Frame.seqs(all));
      assertFalse(Frame.flag(all, "more"));
    }
  }

  @Test
  void continuesExactlyAfterTheCursor() throws Exception {
    String room = roomOf(30, "m");
    try (ApiClient bob = ApiClient.arrive(server)) {
      String epoch = Frame.text(bob.join(room), "head.epoch");
      JsonObject resumed = resume(bob, room, epoch, 20);
      assertTrue(Frame.flag(resumed, "resumed"));
      assertFalse(Frame.flag(resumed, "more"));
      assertEquals(range(21, 30), Frame.seqs(resumed));
      JsonObject nothing = resume(bob, room, epoch, 30);
      assertTrue(Frame.flag(nothing, "resumed"));
      assertFalse(Frame.flag(nothing, "more"));
      assertEquals(List.of(), Frame.seqs(nothing));
      JsonObject cut =
          bob.ask("join_room", "room", room, "after", Frame.cursor(epoch, 0), "limit", 10);
      assertEquals(range(1, 10), Frame.seqs(cut));
      assertTrue(Frame.flag(cut, "more"));
      assertTrue(Frame.flag(cut, "resumed"));
    }
  }

  private static JsonObject resume(ApiClient talker, String room, String epoch, long seq)
      throws Exception {
    return talker.ask("join_room", "room", room, "after", Frame.cursor(epoch, seq));
  }

  @Test
  void startsAgainAfterAnotherEpochOrBeyondTheHead() throws Exception {
    String room = roomOf(60, "m");
    try (ApiClient bob = ApiClient.arrive(server)) {
      String epoch = Frame.text(bob.join(room), "head.epoch");
      for (JsonObject joined :
          List.of(
              resume(bob, room, epoch + "x", 20),
              resume(bob, room, "", 20),
              resume(bob, room, epoch, 61),
              resume(bob, room, epoch, Long.MAX_VALUE))) {
        assertFalse(Frame.flag(joined, "resumed"));
        assertEquals(60, Frame.seqs(joined).get(Frame.seqs(joined).size() - 1));
        assertEquals(epoch, Frame.text(joined, "head.epoch"));
      }
    }
  }

  @Test
  void startsAgainWhenWhatFollowedIsNotKept() throws Exception {
    String room = roomOf(KEPT + 100, "m");
    try (ApiClient bob = ApiClient.arrive(server)) {
      String epoch = Frame.text(bob.join(room), "head.epoch");

      assertFalse(Frame.flag(resume(bob, room, epoch, 99), "resumed"));
      JsonObject resumed = resume(bob, room, epoch, 100);
      assertTrue(Frame.flag(resumed, "resumed"));
      assertEquals(range(101, 300), Frame.seqs(resumed));
      JsonObject oldest = bob.ask("history", "room", room, "before", 111);
      assertEquals(range(101, 110), Frame.seqs(oldest));
      assertFalse(Frame.flag(oldest, "more"));
      assertEquals(101, Frame.seqs(bob.ask("history", "room", room, "after", 0)).get(0));
    }
  }

  @Test
  void catchesUpPageByPageWhileOthersPost() throws Exception {
    String room = roomOf(700, "m");
    try (ApiClient bob = ApiClient.arrive(server)) {
      String epoch = Frame.text(ada.ask("history", "room", room, "limit", 1), "head.epoch");
      for (int i = 700; i < 750; i++) {
        ada.send(post(room, "m", i));
      }
      JsonObject page = resume(bob, room, epoch, 0);
      for (int i = 750; i < 800; i++) {
        ada.send(post(room, "m", i));
      }
      long head = Frame.number(page, "head.seq");
      List<Long> got = new ArrayList<>(Frame.seqs(page));
      assertEquals(200, got.size());
      while (Frame.flag(page, "more")) {
        page = bob.ask("history", "room", room, "after", got.get(got.size() - 1));
        got.addAll(Frame.seqs(page));
      }
      assertEquals(range(1, got.size()), got);
      long live = head;
      while (live < 800) {
        assertEquals(++live, Frame.number(bob.hears("new_message"), "seq"));
      }
    }
  }

  @Test
  void cutsPagesAt128KiB() throws Exception {
    String room = roomOf(60, "\u20ac\"".repeat(1_900));
    try (ApiClient bob = ApiClient.arrive(server)) {
      JsonObject latest = bob.ask("join_room", "room", room, "limit", 200);
      assertTrue(Frame.seqs(latest).size() < 60);
      assertTrue(Frame.flag(latest, "more"));
      assertEquals(60, Frame.seqs(latest).get(Frame.seqs(latest).size() - 1));
      JsonObject page = resume(bob, room, Frame.text(latest, "head.epoch"), 0);
      assertTrue(Frame.flag(page, "more"));
      List<Long> got = new ArrayList<>(Frame.seqs(page));
      while (Frame.flag(page, "more")) {
        int bytes = Frame.at(page, "events").toString().getBytes(UTF_8).length;
        assertTrue(bytes <= PAGE_BYTES && bytes > PAGE_BYTES / 3, bytes + " bytes");
        page = bob.ask("history", "room", room, "after", got.get(got.size() - 1));
        got.addAll(Frame.seqs(page));
      }
      assertEquals(range(1, 60), got);
    }
  }

  @Test
  void servesManyPagesAtOnce() throws Exception {
    List<String> rooms = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      rooms.add(roomOf(40, "x".repeat(3_900)));
    }
    try (ApiClient bob = ApiClient.arrive(server)) {
      for (String room : rooms) {
        bob.send(Frame.of("join_room", "room", room, "limit", 200));
        bob.send(Frame.of("history", "room", room, "limit", 200));
        bob.send(Frame.of("mark_read", "room", room, "seq", 40));
      }
      for (String room : rooms) {
        JsonObject joined = bob.hears("joined_room");
        assertEquals(room, Frame.text(joined, "room.id"));
        JsonObject history = bob.hears("history");
        assertEquals(room, Frame.text(history, "room"));
        assertEquals(Frame.seqs(joined), Frame.seqs(history));
        assertEquals(0, Frame.number(bob.hears("marked_read", "room", room), "unread"));
      }
    }
  }

  @Test
  void hasAnEpochPerRoomAndStart() throws Exception {
    String one = epochOf(ada, "general");
    assertNotEquals(one, epochOf(ada, "random"));
    assertEquals(one, epochOf(ada, "general"));
    try (RunningServer other = RunningServer.start("--limits=off");
        ApiClient bob = ApiClient.arrive(other)) {
      assertNotEquals(one, epochOf(bob, "general"));
    }
  }

  private static String epochOf(ApiClient talker, String room) throws Exception {
    return Frame.text(talker.ask("history", "room", room), "head.epoch");
  }
}
