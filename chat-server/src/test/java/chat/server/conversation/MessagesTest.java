package chat.server.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.server.RunningServer;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MessagesTest {
  private static RunningServer server;
  private static ApiClient ada;
  private static ApiClient bob;
  private static int rooms;
  private String room;

  @BeforeAll
  static void start() throws Exception {
    // A burst may be answered faster than a busy machine reads.
    server = RunningServer.start("--limits=off", "--max-outbox-bytes=16777216");
    ada = ApiClient.called("Ada", server);
    bob = ApiClient.called("Bob", server);
  }

  @AfterAll
  static void stop() {
    ada.close();
    bob.close();
    server.close();
  }

  @BeforeEach
  void meet() throws Exception {
    room = ada.creates("Messages " + rooms++);
    ada.join(room);
    bob.join(room);
    ada.settled(room);
    bob.takeKept();
  }

  @Test
  void acknowledgesBeforeTheEvent() throws Exception {
    ada.send(message("hello", "k1"));
    JsonObject sent = ada.next();
    JsonObject own = ada.next();
    JsonObject seen = bob.next();

    assertEquals("message_sent", Frame.text(sent, "type"));
    assertEquals(room, Frame.text(sent, "room"));
    assertEquals("k1", Frame.text(sent, "client_id"));
    assertEquals(1, Frame.number(sent, "seq"));
    assertFalse(sent.has("private"));
    assertFalse(sent.has("duplicate"));
    assertEquals(own, seen);
    assertEquals("new_message", Frame.text(seen, "type"));
    assertEquals("hello", Frame.text(seen, "text"));
    assertEquals("k1", Frame.text(seen, "client_id"));
    assertEquals(sent.get("at"), seen.get("at"));
    assertEquals(sent.get("seq"), seen.get("seq"));
    assertEquals(ada.id(), Frame.text(seen, "user.id"));
    assertEquals("Ada", Frame.text(seen, "user.name"));
    assertEquals("guest", Frame.text(seen, "user.kind"));
    assertEquals(0, seen.getAsJsonArray("mentions").size());
    assertFalse(seen.has("reply_to"));
    assertFalse(seen.has("private"));
    assertTrue(Frame.text(seen, "at").matches(".*T.*\\.\\d{3}Z"));
  }

  private JsonObject message(String text, String key) {
    return Frame.of("send_message", "room", room, "text", text, "client_id", key);
  }

  @Test
  void keepsTheOrderOfASenderWhoDoesNotWait() throws Exception {
    for (int i = 0; i < 300; i++) {
      ada.send(message("m" + i, "k" + i));
    }
    for (int i = 0; i < 300; i++) {
      assertEquals("m" + i, Frame.text(bob.hears("new_message"), "text"));
    }
    for (int i = 0; i < 300; i++) {
      JsonObject sent = ada.hears("message_sent");
      assertEquals("k" + i, Frame.text(sent, "client_id"));
      assertEquals(i + 1, Frame.number(sent, "seq"));
    }
  }

  @Test
  void answersEveryCommandOfABurstAndTakesAtLeastFiveHundredAndTwelve() throws Exception {
    int many = 2_000;
    for (int i = 0; i < many; i++) {
      ada.send(message("m" + i, "k" + i));
    }
    ada.ask("ping");
    int answered = 0;
    int busy = 0;
    while (answered < many) {
      JsonObject answer = ada.next();
      if (Frame.is(answer, "message_sent")) {
        answered++;
      } else if (Frame.is(answer, "error")) {
        assertEquals("busy", Frame.text(answer, "code"));
        answered++;
        busy++;
      }
    }
    assertTrue(busy <= many - 512, busy + " were busy");
    assertEquals(many - busy, Frame.number(ada.ask("history", "room", room), "head.seq"));
  }

  @Test
  void deliversInTheSameOrderToAll() throws Exception {
    for (int i = 0; i < 100; i++) {
      ada.send(message("a" + i, "k" + i));
      bob.send(message("b" + i, "k" + i));
    }
    List<String> adas = texts(ada, 200);
    List<String> bobs = texts(bob, 200);

    assertEquals(adas, bobs);
    assertEquals(100, adas.stream().filter(text -> text.startsWith("a")).count());
  }

  private static List<String> texts(ApiClient talker, int count) throws Exception {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      JsonObject message = talker.hears("new_message");
      assertEquals(i + 1, Frame.number(message, "seq"));
      texts.add(Frame.text(message, "text"));
    }
    return texts;
  }

  @Test
  void answersARetryWithTheFirstOutcomeAndDeliversItOnce() throws Exception {
    JsonObject first = ada.reply(message("once", "key"));
    JsonObject again = ada.reply(message("another text", "key"));
    JsonObject wrong = ada.reply(message("", "key"));
    ada.ask("leave_room", "room", room);
    JsonObject left = ada.reply(message("once", "key"));

    for (JsonObject duplicate : List.of(again, wrong, left)) {
      assertEquals("message_sent", Frame.text(duplicate, "type"));
      assertTrue(Frame.flag(duplicate, "duplicate"));
      for (String member : List.of("room", "seq", "client_id", "at")) {
        assertEquals(first.get(member), duplicate.get(member), member);
      }
    }
    assertEquals(1, bob.settled(room).stream().filter(f -> Frame.is(f, "new_message")).count());
  }

  @Test
  void findsARetryOnAnotherConnection() throws Exception {
    ada.reply(message("once", "key"));
    try (ApiClient again = ada.again(server)) {
      assertTrue(Frame.flag(again.reply(message("once", "key")), "duplicate"));
    }
  }

  @Test
  void keepsKeysPerUserAndRoom() throws Exception {
    String other = ada.creates("Other messages " + rooms++);

    assertFalse(ada.reply(message("1", "key")).has("duplicate"));
    assertFalse(bob.reply(message("2", "key")).has("duplicate"));
    assertFalse(
        ada.ask("send_message", "room", other, "text", "3", "client_id", "key").has("duplicate"));
    assertFalse(ada.reply(message("4", "\ud83d\ude42".repeat(64))).has("duplicate"));
    assertFalse(ada.reply(message("5", " key")).has("duplicate"));
  }

  @Test
  void answersMessagesOfTheSameRoom() throws Exception {
    ada.say(room, "question");
    bob.ask("send_message", "room", room, "text", "answer", "client_id", "k", "reply_to", 1);

    assertEquals(1, Frame.number(ada.hears("new_message", "text", "answer"), "reply_to"));
    for (long seq : new long[] {0, 3, Long.MAX_VALUE}) {
      JsonObject error =
          bob.refused(
              "invalid",
              "send_message",
              "room",
              room,
              "text",
              "x",
              "client_id",
              "wrong",
              "reply_to",
              seq);
      assertEquals("reply_to", Frame.text(error, "field"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u00e9\u00f1 \u6771\u4eac \u0417\u0434\u0440\u0430\u0432\u0441\u0442\u0432\u0443\u0439",
        "\ud83d\ude42\ud83d\udc69\u200d\ud83d\udc69\u200d\ud83d\udc67\ud83c\udff3\ufe0f\u200d\ud83c\udf08",
        "\u202eevil\u202c \u2066x\u2069 \u200f\u0647\u0646\u0627",
        "<script>alert(1)</script> &amp; &lt; \" ' \\ \\n \\u0041 {}",
        "tab\there\nnew line\n",
        "  outer space stays  ",
        "e\u0301 is not composed",
        "\u2028line\u2029paragraph \ufeffbom \ufffd \uffff",
        "/me does nothing %s %d ${x} #{y}",
        "*_`~>#-+=|:;,.!?$%^&()[]"
      })
  void storesTextVerbatim(String text) throws Exception {
    ada.say(room, text);

    assertEquals(text, Frame.text(bob.hears("new_message"), "text"));
    JsonObject stored = Frame.list(bob.ask("history", "room", room), "events").get(0);
    assertEquals(text, Frame.text(stored, "text"));
  }

  @Test
  void measuresTextsInCodePoints() throws Exception {
    ada.reply(message("\ud83d\ude42".repeat(4_000), "long"));
    assertEquals(8_000, Frame.text(bob.hears("new_message"), "text").length());

    for (String text : List.of("x".repeat(4_001), "\ud83d\ude42".repeat(4_001))) {
      JsonObject error =
          ada.refused("too_long", "send_message", "room", room, "text", text, "client_id", "k");
      assertEquals("text", Frame.text(error, "field"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "\\t\\n",
        "\\u00a0\\u2003\\u3000",
        "\\u200b\\u2060\\ufeff",
        "a\\u0000b",
        "a\\u0007b",
        "a\\rb",
        "a\\u001bb",
        "a\\u007fb",
        "a\\u0085b",
        "\\ud83d",
        "\\ude42",
        "\\ude42\\ud83d",
        "a\\ud83db"
      })
  void rejectsInvisibleAndHarmfulTexts(String escaped) throws Exception {
    ada.send(
        "{\"type\":\"send_message\",\"room\":\"%s\",\"text\":\"%s\",\"client_id\":\"k\"}"
            .formatted(room, escaped));
    JsonObject error = ada.hears("error");

    assertEquals("invalid", Frame.text(error, "code"));
    assertEquals("text", Frame.text(error, "field"));
    assertEquals(0, Frame.number(ada.ask("history", "room", room), "head.seq"));
  }

  @Test
  void deliversToMembersOnly() throws Exception {
    try (ApiClient eve = ApiClient.arrive(server)) {
      ada.say(room, "you do not hear this");

      assertEquals(
          List.of(), eve.settled(room).stream().filter(f -> Frame.is(f, "new_message")).toList());
    }
  }

  @Test
  void deliversToTheAuthorsOtherConnectionsThatJoined() throws Exception {
    try (ApiClient phone = ada.again(server);
        ApiClient tablet = ada.again(server)) {
      phone.join(room);
      ada.say(room, "from the desk");

      phone.hears("new_message", "text", "from the desk");
      assertEquals(
          List.of(),
          tablet.settled(room).stream().filter(f -> Frame.is(f, "new_message")).toList());
    }
  }

  @Test
  void joinsBetweenMessagesWithoutGapOrRepeat() throws Exception {
    for (int i = 0; i < 200; i++) {
      ada.send(message("m" + i, "k" + i));
    }
    for (int round = 0; round < 5; round++) {
      try (ApiClient eve = ApiClient.arrive(server)) {
        JsonObject joined = eve.reply(Frame.of("join_room", "room", room, "limit", 200));
        assertEquals(
            List.of(), eve.heard("new_message", "room", room), "nothing live before the reply");
        long head = Frame.number(joined, "head.seq");
        assertEquals(LongStream.rangeClosed(1, head).boxed().toList(), Frame.seqs(joined));
        ada.send(message("last", "last" + round));
        long seq = head;
        String text = "";
        while (!text.equals("last")) {
          JsonObject live = eve.hears("new_message");
          assertEquals(++seq, Frame.number(live, "seq"));
          text = Frame.text(live, "text");
        }
        if (seq > 199) {
          break;
        }
      }
    }
  }

  @Test
  void marksMentionsInUtf16Units() throws Exception {
    ada.say(room, "\ud83d\ude42 @bob, see @Ada. not a@Bob.example, `@Bob`, @Nobody or @Bobby");
    JsonObject message = bob.hears("new_message");
    String text = Frame.text(message, "text");
    List<JsonObject> mentions = Frame.list(message, "mentions");

    assertEquals(2, mentions.size(), () -> message.toString());
    assertEquals("@bob", cut(text, mentions.get(0)));
    assertEquals(3, Frame.number(mentions.get(0), "start"));
    assertEquals(bob.id(), Frame.text(mentions.get(0), "user.id"));
    assertEquals("Bob", Frame.text(mentions.get(0), "user.name"));
    assertEquals("guest", Frame.text(mentions.get(0), "user.kind"));
    assertEquals("@Ada", cut(text, mentions.get(1)));
  }

  private static String cut(String text, JsonObject mention) {
    return text.substring((int) Frame.number(mention, "start"), (int) Frame.number(mention, "end"));
  }

  @Test
  void knowsNoMentionsInCodeBlocks() throws Exception {
    ada.say(room, "look:\n```\n@Bob\n```\n(@Bob)");
    JsonObject message = bob.hears("new_message");

    assertEquals(1, Frame.list(message, "mentions").size());
    assertEquals(20, Frame.number(Frame.list(message, "mentions").get(0), "start"));
  }

  @Test
  void countsMessagesInTheRoomsInfo() throws Exception {
    ada.say(room, "1");
    bob.say(room, "2");
    JsonObject info =
        Frame.list(ada.ask("get_rooms", "limit", 200), "rooms").stream()
            .filter(each -> Frame.text(each, "id").equals(room))
            .findFirst()
            .orElseThrow();

    assertEquals(2, Frame.number(info, "message_count"));
    assertEquals(2, Frame.number(info, "head.seq"));
    assertEquals(2, Frame.number(info, "user_count"));
    assertTrue(Frame.flag(info, "member"));
  }
}
