package chat.server.conversation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.server.RawConnection;
import chat.server.RunningServer;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

final class FramesTest {
  private static final String LONG = "x".repeat(65);

  /** Malformed frames: frame, code, field. */
  static final List<List<String>> WRONG =
      List.of(
          List.of("", "bad_frame", ""),
          List.of(" ", "bad_frame", ""),
          List.of("nonsense", "bad_frame", ""),
          List.of("null", "bad_frame", ""),
          List.of("true", "bad_frame", ""),
          List.of("7", "bad_frame", ""),
          List.of("'ping'", "bad_frame", ""),
          List.of("[]", "bad_frame", ""),
          List.of("[{'type':'ping'}]", "bad_frame", ""),
          List.of("{", "bad_frame", ""),
          List.of("{}", "bad_frame", ""),
          List.of("{'type':'ping'", "bad_frame", ""),
          List.of("{'type':'ping'}x", "bad_frame", ""),
          List.of("{'type':'ping'}{'type':'ping'}", "bad_frame", ""),
          List.of("{'type':'ping',}", "bad_frame", ""),
          List.of("{type:'ping'}", "bad_frame", ""),
          List.of("{'type':7}", "bad_frame", ""),
          List.of("{'type':null}", "bad_frame", ""),
          List.of("{'type':['ping']}", "bad_frame", ""),
          List.of("{'type':'no_such_type'}", "unknown_type", ""),
          List.of("{'type':''}", "unknown_type", ""),
          List.of("{'type':'PING'}", "unknown_type", ""),
          List.of("{'type':'welcome'}", "unknown_type", ""),
          List.of("{'type':'ping','id':''}", "invalid", "id"),
          List.of("{'type':'ping','id':7}", "invalid", "id"),
          List.of("{'type':'ping','id':'" + LONG + "'}", "invalid", "id"),
          List.of("{'type':'set_username'}", "invalid", "username"),
          List.of("{'type':'set_username','username':7}", "invalid", "username"),
          List.of("{'type':'get_rooms','limit':0}", "invalid", "limit"),
          List.of("{'type':'get_rooms','limit':201}", "invalid", "limit"),
          List.of("{'type':'get_rooms','limit':-1}", "invalid", "limit"),
          List.of("{'type':'get_rooms','limit':1.5}", "invalid", "limit"),
          List.of("{'type':'get_rooms','limit':1e999999999}", "invalid", "limit"),
          List.of("{'type':'get_rooms','limit':99999999999999999999}", "invalid", "limit"),
          List.of("{'type':'get_rooms','limit':4294967297}", "invalid", "limit"),
          List.of("{'type':'get_rooms','limit':'7'}", "invalid", "limit"),
          List.of("{'type':'get_rooms','after':7}", "invalid", "after"),
          List.of("{'type':'create_room'}", "invalid", "kind"),
          List.of("{'type':'create_room','kind':'secret'}", "invalid", "kind"),
          List.of("{'type':'create_room','kind':'public'}", "invalid", "name"),
          List.of("{'type':'create_room','kind':'public','name':7}", "invalid", "name"),
          List.of("{'type':'create_room','kind':'public','name':''}", "invalid", "name"),
          List.of("{'type':'create_room','kind':'public','name':' '}", "invalid", "name"),
          List.of("{'type':'create_room','kind':'public','name':'a\\nb'}", "invalid", "name"),
          List.of(
              "{'type':'create_room','kind':'public','name':'" + LONG + "'}", "invalid", "name"),
          List.of("{'type':'create_room','kind':'code','name':' '}", "invalid", "name"),
          List.of("{'type':'create_room','kind':'direct'}", "invalid", "user"),
          List.of("{'type':'create_room','kind':'direct','user':'nobody'}", "not_found", "user"),
          List.of("{'type':'join_room'}", "invalid", "room"),
          List.of("{'type':'join_room','room':7}", "invalid", "room"),
          List.of("{'type':'join_room','room':'nowhere'}", "not_found", "room"),
          List.of("{'type':'join_room','room':'../general'}", "not_found", "room"),
          List.of("{'type':'join_room','code':7}", "invalid", "code"),
          List.of("{'type':'join_room','code':'AAAAAA'}", "not_found", "code"),
          List.of("{'type':'join_room','room':'general','after':5}", "invalid", "after"),
          List.of("{'type':'join_room','room':'general','after':{'seq':5}}", "invalid", "after"),
          List.of(
              "{'type':'join_room','room':'general','after':{'epoch':'e'}}", "invalid", "after"),
          List.of(
              "{'type':'join_room','room':'general','after':{'epoch':'e','seq':-1}}",
              "invalid",
              "after"),
          List.of("{'type':'join_room','room':'general','limit':0}", "invalid", "limit"),
          List.of("{'type':'join_room','room':'general','limit':201}", "invalid", "limit"),
          List.of("{'type':'join_room','room':'general','users':'no'}", "invalid", "users"),
          List.of("{'type':'leave_room'}", "invalid", "room"),
          List.of("{'type':'leave_room','room':'nowhere'}", "not_found", "room"),
          List.of("{'type':'members'}", "invalid", "room"),
          List.of("{'type':'members','room':'nowhere'}", "not_found", "room"),
          List.of("{'type':'members','room':'general','limit':0}", "invalid", "limit"),
          List.of("{'type':'members','room':'general','after':7}", "invalid", "after"),
          List.of("{'type':'send_message','text':'x','client_id':'k'}", "invalid", "room"),
          List.of("{'type':'send_message','room':'general','client_id':'k'}", "invalid", "text"),
          List.of("{'type':'send_message','room':'general','text':'x'}", "invalid", "client_id"),
          List.of(
              "{'type':'send_message','room':'general','text':'x','client_id':''}",
              "invalid",
              "client_id"),
          List.of(
              "{'type':'send_message','room':'general','text':'x','client_id':'" + LONG + "'}",
              "invalid",
              "client_id"),
          List.of(
              "{'type':'send_message','room':'general','text':'x','client_id':'k','reply_to':'1'}",
              "invalid",
              "reply_to"),
          List.of(
              "{'type':'send_message','room':'nowhere','text':'x','client_id':'k'}",
              "not_found",
              "room"),
          List.of(
              "{'type':'send_message','room':'random','text':'x','client_id':'k'}",
              "not_member",
              "room"),
          List.of("{'type':'typing','room':'general'}", "invalid", "typing"),
          List.of("{'type':'typing','room':'general','typing':'yes'}", "invalid", "typing"),
          List.of("{'type':'typing','typing':true}", "invalid", "room"),
          List.of("{'type':'typing','room':'random','typing':true}", "not_member", "room"),
          List.of("{'type':'typing','room':'nowhere','typing':true}", "not_found", "room"),
          List.of("{'type':'history'}", "invalid", "room"),
          List.of("{'type':'history','room':'nowhere'}", "not_found", "room"),
          List.of("{'type':'history','room':'general','before':-1}", "invalid", "before"),
          List.of("{'type':'history','room':'general','after':-1}", "invalid", "after"),
          List.of("{'type':'history','room':'general','after':{}}", "invalid", "after"),
          List.of("{'type':'history','room':'general','limit':0}", "invalid", "limit"),
          List.of("{'type':'history','room':'general','limit':201}", "invalid", "limit"),
          List.of("{'type':'mark_read','room':'general'}", "invalid", "seq"),
          List.of("{'type':'mark_read','room':'general','seq':-1}", "invalid", "seq"),
          List.of("{'type':'mark_read','room':'general','seq':99999}", "invalid", "seq"),
          List.of("{'type':'mark_read','room':'random','seq':0}", "not_member", "room"),
          List.of("{'type':'mark_read','room':'nowhere','seq':0}", "not_found", "room"),
          List.of("{'type':'mark_unread','room':'general','seq':1}", "invalid", "id"),
          List.of("{'type':'set_notifications','room':'general','level':'all'}", "invalid", "id"),
          List.of("{'type':'save_draft','room':'general','text':'','rev':1}", "invalid", "id"),
          List.of("{'type':'get_drafts'}", "invalid", "id"),
          List.of("{'type':'follow_thread','room':'general','root':1,'on':true}", "invalid", "id"),
          List.of("{'type':'mark_thread','room':'general','root':1,'seq':1}", "invalid", "id"),
          List.of("{'type':'get_threads'}", "invalid", "id"),
          List.of("{'type':'get_mentions'}", "invalid", "id"));

  private static RunningServer server;
  private static ApiClient talker;

  @BeforeAll
  static void start() throws Exception {
    server = RunningServer.start("--limits=off");
    talker = ApiClient.in("general", server);
  }

  @AfterAll
  static void stop() {
    talker.close();
    server.close();
  }

  @ParameterizedTest
  @FieldSource("WRONG")
  void saysWhatIsWrong(List<String> wrong) throws Exception {
    talker.send(wrong.get(0).replace('\'', '"'));
    JsonObject error = talker.hears("error");

    assertEquals(wrong.get(1), Frame.text(error, "code"));
    assertEquals(wrong.get(2), error.has("field") ? Frame.text(error, "field") : "");
    assertTrue(Frame.text(error, "message").matches("[A-Z].*[.]"), "a sentence for a person");
    assertFalse(error.has("re"));
    talker.ask("ping");
  }

  @ParameterizedTest
  @CsvSource({
    "set_username, invalid",
    "create_room, invalid",
    "join_room, invalid",
    "leave_room, invalid",
    "members, invalid",
    "send_message, invalid",
    "typing, invalid",
    "history, invalid",
    "mark_read, invalid",
    "mark_unread, invalid",
    "set_notifications, invalid",
    "save_draft, invalid",
    "follow_thread, invalid",
    "mark_thread, invalid",
    "no_such_type, unknown_type"
  })
  void refusesUnderTheIdOfTheFrame(String type, String code) throws Exception {
    talker.refused(code, type);
  }

  @Test
  void doesNotTakeBothEndsOfAHistory() throws Exception {
    talker.refused("invalid", "history", "room", "general", "before", 5, "after", 1);
  }

  @Test
  void refusesBinaryFrames() throws Exception {
    talker.sendBytes("{\"type\":\"ping\"}".getBytes(UTF_8));

    assertEquals("bad_frame", Frame.text(talker.hears("error"), "code"));
    talker.ask("ping");
  }

  @Test
  void echoesIdsOfEveryKindAsTheyAre() throws Exception {
    for (String id : List.of("x", "0", " ", "\u00e9\ud83d\ude42\"\\", "\ud83d\ude42".repeat(64))) {
      talker.send(Frame.of("ping", "id", id));
      assertEquals(id, Frame.text(talker.hears("pong"), "re"));
    }
  }

  @Test
  void answersAFrameWithoutAnIdWithoutAnId() throws Exception {
    talker.send(Frame.of("ping"));

    assertFalse(talker.hears("pong").has("re"));
  }

  @Test
  void ignoresUnknownMembers() throws Exception {
    talker.ask("ping", "colour", "blue", "more", Frame.object("a", 1));
    talker.ask("history", "room", "general", "befor", -1);
  }

  @Test
  void putsTheTypeFirst() throws Exception {
    List<JsonObject> frames = new ArrayList<>();
    frames.add(talker.reply(Frame.of("ping")));
    frames.add(talker.reply(Frame.of("nonsense")));
    frames.add(talker.reply(Frame.of("history", "room", "general")));
    talker.say("general", "x");
    frames.add(talker.hears("new_message"));

    for (JsonObject frame : frames) {
      assertEquals("type", frame.keySet().iterator().next());
    }
  }

  @Test
  void takesTheLongestFrameAndClosesAfterALongerOne() throws Exception {
    try (ApiClient ada = ApiClient.arrive(server)) {
      ada.send(pingOf(65_536));
      ada.hears("pong");
      ada.send(pingOf(65_537));

      assertEquals(1009, ada.closeCode());
    }
  }

  @Test
  void measuresFramesInBytes() throws Exception {
    try (ApiClient ada = ApiClient.arrive(server)) {
      ada.send("{\"type\":\"ping\",\"x\":\"" + "\u20ac".repeat(22_000) + "\"}");

      assertEquals(1009, ada.closeCode());
    }
  }

  @Test
  void takesFramesInFragmentsAndMeasuresThemTogether() throws Exception {
    try (RawConnection raw = new RawConnection(server.port())) {
      raw.upgrade();
      raw.frame(); // the welcome
      String ping = pingOf(65_536);
      raw.sendFrame(0x01, ping.substring(0, 7).getBytes(UTF_8));
      raw.sendFrame(0x00, ping.substring(7, 60_000).getBytes(UTF_8));
      raw.sendFrame(0x80, ping.substring(60_000).getBytes(UTF_8));
      assertTrue(new String(raw.frame().payload(), UTF_8).startsWith("{\"type\":\"pong\""));
      raw.sendFrame(0x01, ping.getBytes(UTF_8));
      raw.sendFrame(0x80, " ".getBytes(UTF_8));

      assertEquals(1009, raw.closeCode());
    }
  }

  private static String pingOf(int bytes) {
    String start = "{\"type\":\"ping\",\"x\":\"";
    return start + "x".repeat(bytes - start.length() - 2) + "\"}";
  }

  @Test
  void closesAfterMoreThanAHundredBadFramesInAMinute() throws Exception {
    try (RunningServer strict = RunningServer.start();
        ApiClient ada = ApiClient.arrive(strict);
        ApiClient bob = ApiClient.arrive(strict)) {
      for (int i = 0; i < 25; i++) {
        ada.send("nonsense");
        ada.send("{\"type\":\"nonsense\"}");
        ada.send("{\"type\":\"history\",\"room\":\"general\",\"limit\":0}");
        ada.sendBytes(new byte[] {1});
      }
      ada.ask("ping");
      assertEquals(100, ada.heard("error").size());
      ada.send("nonsense");

      assertEquals(4008, ada.closeCode());
      bob.ask("ping");
    }
  }

  @Test
  void doesNotCloseAfterRejectedCommands() throws Exception {
    try (RunningServer strict = RunningServer.start();
        ApiClient ada = ApiClient.arrive(strict)) {
      for (int i = 0; i < 120; i++) {
        ada.refused("not_found", "join_room", "room", "no-such-room");
      }
      ada.ask("ping");
    }
  }

  @Test
  void doesNotCloseWithoutLimits() throws Exception {
    try (ApiClient ada = ApiClient.arrive(server)) {
      for (int i = 0; i < 150; i++) {
        ada.send("nonsense");
      }
      ada.ask("ping");
      assertEquals(150, ada.heard("error").size());
    }
  }
}
