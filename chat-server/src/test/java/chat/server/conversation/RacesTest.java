package chat.server.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.server.RunningServer;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Concurrent frames: no client waits for a reply before it sends the next frame. */
final class RacesTest {
  private static final int CONNECTIONS = 8;

  private static RunningServer server;
  private static int rounds;

  private final List<ApiClient> talkers = new ArrayList<>();
  private String room;

  @BeforeAll
  static void start() throws Exception {
    // A burst may be answered faster than a busy machine reads.
    server =
        RunningServer.start("--presence-grace=0s", "--limits=off", "--max-outbox-bytes=16777216");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void come() throws Exception {
    for (int i = 0; i < CONNECTIONS; i++) {
      talkers.add(ApiClient.arrive(server));
    }
    room = talkers.get(0).creates("Races " + rounds++);
  }

  @AfterEach
  void go() {
    talkers.forEach(ApiClient::close);
  }

  /** Sends the same over all connections, then waits for all replies. */
  private List<JsonObject> atOnce(String type, Object... members) throws Exception {
    for (ApiClient each : talkers) {
      each.send(Frame.of(type, members));
    }
    List<JsonObject> answers = new ArrayList<>();
    for (ApiClient each : talkers) {
      JsonObject answer = each.next();
      while (!Frame.is(answer, "error")
          && !Frame.is(answer, "username_set")
          && !Frame.is(answer, "room_created")) {
        answer = each.next();
      }
      answers.add(answer);
    }
    return answers;
  }

  @RepeatedTest(5)
  void oneOfManyGetsAName() throws Exception {
    List<JsonObject> answers = atOnce("set_username", "username", "Wanted" + rounds);

    assertEquals(1, answers.stream().filter(each -> Frame.is(each, "username_set")).count());
    assertEquals(
        CONNECTIONS - 1,
        answers.stream().filter(each -> Frame.is(each, "error", "code", "name_taken")).count());
  }

  @RepeatedTest(5)
  void oneOfManyCreatesARoomOfAName() throws Exception {
    List<JsonObject> answers =
        atOnce("create_room", "kind", "public", "name", "Wanted room " + rounds);

    assertEquals(1, answers.stream().filter(each -> Frame.is(each, "room_created")).count());
    assertEquals(
        CONNECTIONS - 1,
        answers.stream().filter(each -> Frame.is(each, "error", "code", "name_taken")).count());
  }

  @RepeatedTest(10)
  void twoWhoOpenAConversationAtOnceHaveOne() throws Exception {
    ApiClient ada = talkers.get(0);
    ApiClient bob = talkers.get(1);
    ada.join(room);
    bob.join(room);
    for (int i = 0; i < 5; i++) {
      ada.send(post("@" + bob.name() + " a" + i, "k" + i));
      bob.send(post("@" + ada.name() + " b" + i, "k" + i));
    }
    List<JsonObject> adas = messages(ada, 10);
    assertEquals(adas, messages(bob, 10));
    assertEquals(
        LongStream.rangeClosed(1, 10).boxed().toList(),
        adas.stream().map(each -> Frame.number(each, "seq")).toList());
    assertEquals(1, adas.stream().map(each -> Frame.text(each, "room")).distinct().count());
    for (ApiClient each : List.of(ada, bob)) {
      each.settled(Frame.text(adas.get(0), "room"));
      JsonObject info = conversationOf(each);
      assertEquals(10, Frame.number(info, "message_count"));
    }
  }

  private static JsonObject conversationOf(ApiClient talker) throws Exception {
    return Frame.list(talker.ask("get_rooms", "limit", 200), "rooms").stream()
        .filter(each -> Frame.text(each, "kind").equals("direct"))
        .findFirst()
        .orElseThrow();
  }

  private static List<JsonObject> messages(ApiClient talker, int count) throws Exception {
    List<JsonObject> messages = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      messages.add(talker.hears("new_message"));
    }
    return messages;
  }

  private JsonObject post(String text, String key) {
    return Frame.of("send_message", "room", room, "text", text, "client_id", key);
  }

  @RepeatedTest(5)
  void aSendRepeatedOverSeveralConnectionsIsStoredOnce() throws Exception {
    ApiClient ada = talkers.get(0);
    ApiClient reader = talkers.get(1);
    reader.join(room);
    try (ApiClient phone = ada.again(server);
        ApiClient tablet = ada.again(server)) {
      for (int i = 0; i < 10; i++) {
        for (ApiClient each : List.of(ada, phone, tablet, ada)) {
          each.send(post("m" + i, "k" + i));
        }
      }
      int first = 0;
      List<Long> seqs = new ArrayList<>();
      for (ApiClient each : List.of(ada, ada, phone, tablet)) {
        for (int i = 0; i < 10; i++) {
          JsonObject sent = each.hears("message_sent");
          first += sent.has("duplicate") ? 0 : 1;
          seqs.add(Frame.number(sent, "seq"));
        }
      }
      assertEquals(10, first);
      assertEquals(10, seqs.stream().distinct().count());
      assertEquals(10, Frame.number(reader.ask("history", "room", room), "head.seq"));
      assertEquals(10, reader.heard("new_message").size());
    }
  }

  @Test
  void aPrivateSendRepeatedAtOnceIsStoredOnce() throws Exception {
    ApiClient ada = talkers.get(0);
    ApiClient bob = talkers.get(1);
    for (int i = 0; i < 5; i++) {
      ada.send(post("@" + bob.name() + " once", "key"));
    }
    int duplicates = 0;
    String conversation = "";
    for (int i = 0; i < 5; i++) {
      JsonObject sent = ada.hears("message_sent");
      assertTrue(Frame.flag(sent, "private"));
      assertEquals(1, Frame.number(sent, "seq"));
      duplicates += sent.has("duplicate") ? 1 : 0;
      conversation = Frame.text(sent, "room");
    }
    assertEquals(4, duplicates);
    assertEquals(1, Frame.number(bob.ask("history", "room", conversation), "head.seq"));
    assertEquals(1, bob.heard("new_message").size());
  }

  @RepeatedTest(5)
  void joinsAndLeavesAlternate() throws Exception {
    ApiClient observer = talkers.get(0);
    observer.join(room);
    ApiClient ada = talkers.get(1);
    Random random = new Random(rounds);
    List<ApiClient> doors = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      doors.add(ada.again(server));
    }
    for (int i = 0; i < 100; i++) {
      int door = random.nextInt(doors.size());
      switch (random.nextInt(5)) {
        case 0, 1 -> doors.get(door).send(Frame.of("join_room", "room", room));
        case 2, 3 -> doors.get(door).send(Frame.of("leave_room", "room", room));
        default -> {
          doors.get(door).vanish();
          doors.set(door, ada.again(server));
        }
      }
    }
    for (ApiClient each : doors) {
      each.ask("ping");
      each.ask("members", "room", room);
    }
    ada.join(room);
    ada.ask("leave_room", "room", room);
    JsonObject members = observer.ask("members", "room", room);
    doors.forEach(ApiClient::close);

    assertEquals(List.of(observer.id()), Frame.texts(members, "users", "id"));
    long count = 1;
    for (JsonObject frame : observer.takeKept()) {
      if (Frame.is(frame, "user_joined")) {
        assertEquals(++count, Frame.number(frame, "user_count"));
      } else if (Frame.is(frame, "user_left")) {
        assertEquals(--count, Frame.number(frame, "user_count"));
      }
    }
    assertEquals(1, count);
  }

  @RepeatedTest(5)
  void joiningAndLeavingAmongMessagesSkipsAndRepeatsNothing() throws Exception {
    ApiClient writer = talkers.get(0);
    ApiClient ada = talkers.get(1);
    for (int i = 0; i < 200; i++) {
      writer.send(post("m" + i, "k" + i));
      if (i % 10 == 0) {
        ada.send(Frame.of("join_room", "room", room, "limit", 200));
      } else if (i % 10 == 7) {
        ada.send(Frame.of("leave_room", "room", room));
      }
    }
    int replies = 0;
    long next = -1;
    while (replies < 40) {
      JsonObject frame = ada.next();
      if (Frame.is(frame, "joined_room")) {
        replies++;
        next = Frame.number(frame, "head.seq") + 1;
        assertEquals(LongStream.range(1, next).boxed().toList(), Frame.seqs(frame));
      } else if (Frame.is(frame, "left_room")) {
        replies++;
        next = -1;
      } else if (Frame.is(frame, "new_message")) {
        assertNotEquals(-1, next, "a message after leaving");
        assertEquals(next++, Frame.number(frame, "seq"));
      } else {
        assertNotEquals("error", Frame.text(frame, "type"), () -> "refused: " + frame);
      }
    }
  }

  @Test
  void aCodeRoomEndsOrIsJoinedButNotBoth() throws Exception {
    try (RunningServer hasty =
            RunningServer.start("--limits=off", "--presence-grace=0s", "--code-room-grace=20ms");
        ApiClient ada = ApiClient.arrive(hasty);
        ApiClient bob = ApiClient.arrive(hasty)) {
      for (int i = 0; i < 20; i++) {
        JsonObject created = Frame.object(ada.ask("create_room", "kind", "code"), "room");
        String id = Frame.text(created, "id");
        for (int j = 0; j < i * 3; j++) {
          bob.ask("ping");
        }
        JsonObject joined = bob.reply(Frame.of("join_room", "code", Frame.text(created, "code")));
        if (Frame.is(joined, "joined_room")) {
          assertEquals(1, Frame.number(bob.say(id, "in time"), "seq"));
          bob.ask("leave_room", "room", id);
        } else {
          assertEquals("not_found", Frame.text(joined, "code"));
          ada.refused("not_found", "join_room", "room", id);
        }
        ada.hears("rooms_changed", "removed", Frame.array(id));
      }
    }
  }

  @Test
  void aNameTakenOnOneConnectionIsUsedOnAll() throws Exception {
    ApiClient ada = talkers.get(0);
    ApiClient reader = talkers.get(1);
    reader.join(room);
    try (ApiClient phone = ada.again(server)) {
      phone.ask("set_username", "username", "Everywhere");
      ada.say(room, "from the desk");

      JsonObject message = reader.hears("new_message");
      assertEquals("Everywhere", Frame.text(message, "user.name"));
      String conversation = reader.opens(ada);
      assertEquals("Everywhere", Frame.text(conversationOf(reader), "name"));
      assertEquals(conversation, Frame.text(conversationOf(reader), "id"));
      assertEquals("Everywhere", Frame.text(conversationOf(reader), "with.name"));
    }
  }
}
