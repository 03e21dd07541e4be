package chat.server.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.server.RunningServer;
import chat.server.TestWebSocket;
import com.google.gson.JsonObject;
import java.net.http.WebSocketHandshakeException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class OpeningTest {
  private static RunningServer server;

  @BeforeAll
  static void start() throws Exception {
    server =
        RunningServer.start(
            "--cors-origins=https://friend.example", "--max-message-length=123", "--heartbeat=7s");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void sendsACompleteWelcome() throws Exception {
    try (ApiClient ada = ApiClient.arrive(server)) {
      JsonObject welcome = ada.welcome();

      assertEquals("type", welcome.keySet().iterator().next());
      assertEquals(1, Frame.number(welcome, "protocol"));
      assertEquals("guest", Frame.text(welcome, "user.kind"));
      assertTrue(ada.name().matches("Guest[0-9]{4,}"), ada.name());
      assertTrue(ada.session().matches("[!#$%&'*+.^_`|~0-9A-Za-z-]{20,}"), "an RFC 9110 token");
      assertEquals("general", Frame.text(welcome, "default_room"));
      assertEquals(65_536, Frame.number(welcome, "limits.max_frame_bytes"));
      assertEquals(123, Frame.number(welcome, "limits.max_text_length"));
      assertEquals(7_000, Frame.number(welcome, "heartbeat_ms"));
      assertTrue(
          Frame.text(welcome, "at").matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z"));
      for (String member : List.of("name", "version", "node")) {
        assertFalse(Frame.text(welcome, "server." + member).isEmpty(), member);
      }
    }
  }

  @Test
  void listsThePermanentRoomsAndJoinsNone() throws Exception {
    try (ApiClient ada = ApiClient.arrive(server)) {
      assertEquals(
          Set.of(
              "General",
              "Tech Talk",
              "Random",
              "Zero to Knowing",
              "Code you Code",
              "The Nerd Nook"),
          new HashSet<>(Frame.texts(ada.welcome(), "rooms", "name")));
      for (JsonObject room : Frame.list(ada.welcome(), "rooms")) {
        assertEquals("public", Frame.text(room, "kind"));
        assertTrue(Frame.flag(room, "permanent"));
        assertFalse(Frame.flag(room, "member"));
        assertFalse(Frame.text(room, "head.epoch").isEmpty());
        assertEquals(0, Frame.number(room, "user_count"));
        assertFalse(room.has("code"));
        assertFalse(room.has("with"));
      }
      ada.refused("not_member", "send_message", "room", "general", "text", "x", "client_id", "k");
    }
  }

  @Test
  void givesEveryGuestAnotherNameIdAndSession() throws Exception {
    Set<String> names = new HashSet<>();
    Set<String> ids = new HashSet<>();
    Set<String> sessions = new HashSet<>();
    for (int i = 0; i < 20; i++) {
      try (ApiClient guest = ApiClient.arrive(server)) {
        names.add(guest.name());
        ids.add(guest.id());
        sessions.add(guest.session());
      }
    }
    assertEquals(List.of(20, 20, 20), List.of(names.size(), ids.size(), sessions.size()));
  }

  @Test
  void sendsTheSecretOnce() throws Exception {
    try (ApiClient ada = ApiClient.arrive(server);
        ApiClient again = ada.again(server)) {
      assertEquals(ada.welcome().get("user"), again.welcome().get("user"));
      assertFalse(again.welcome().has("session"));
    }
  }

  @Test
  void prefersBearerToSubprotocolToCookie() throws Exception {
    try (ApiClient ada = ApiClient.arrive(server);
        ApiClient bob = ApiClient.arrive(server);
        ApiClient eve = ApiClient.arrive(server)) {
      String cookie = "other=1; chat_session=" + eve.session();
      List<String> protocols = List.of("session." + bob.session(), "chat.v1");
      String bearer = "Bearer " + ada.session();

      assertEquals(eve.id(), userOf(server.connect("Cookie", cookie)));
      assertEquals(bob.id(), userOf(server.connectWith(protocols)));
      assertEquals(ada.id(), userOf(server.connect("Cookie", cookie, "Authorization", bearer)));
      try (TestWebSocket both = connect(protocols, "Cookie", cookie)) {
        assertEquals(bob.id(), Frame.text(both.next(), "user.id"));
        assertEquals("chat.v1", both.subprotocol());
      }
      assertEquals(ada.id(), userOf(connect(protocols, "Cookie", cookie, "Authorization", bearer)));
    }
  }

  @Test
  void doesNotFallBackToAWeakerSession() throws Exception {
    try (ApiClient ada = ApiClient.arrive(server)) {
      String cookie = "chat_session=" + ada.session();

      assertEquals(401, refusal("Authorization", "Bearer unknown", "Cookie", cookie));
      try (TestWebSocket unknown =
          connect(List.of("chat.v1", "session.unknown"), "Cookie", cookie)) {
        assertEquals(4001, unknown.closeCode());
      }
    }
  }

  @Test
  void closesAnUnknownCookieOrSubprotocolAfterTheUpgrade() throws Exception {
    try (TestWebSocket cookie = server.connect("Cookie", "chat_session=unknown");
        TestWebSocket subprotocol = server.connectWith(List.of("chat.v1", "session.unknown"))) {
      assertEquals(4001, cookie.closeCode());
      assertEquals(4001, subprotocol.closeCode());
    }
  }

  @Test
  void refusesForeignOriginsAlone() throws Exception {
    assertEquals(403, refusal("Origin", "https://foe.example"));
    assertEquals(403, refusal("Origin", "null"));
    assertEquals(403, refusal("Origin", "https://friend.example.foe.example"));
    for (String origin :
        List.of("https://friend.example", "http://" + server.host(), "https://" + server.host())) {
      assertNotEquals("", userOf(server.connect("Origin", origin)));
    }
  }

  @Test
  void listsOwnRoomsOnReconnecting() throws Exception {
    try (ApiClient ada = ApiClient.arrive(server)) {
      String club = Frame.text(ada.ask("create_room", "kind", "code", "name", "Club"), "room.id");
      ada.join("random");
      try (ApiClient again = ada.again(server);
          ApiClient other = ApiClient.arrive(server)) {
        List<JsonObject> own =
            Frame.list(again.welcome(), "rooms").stream()
                .filter(room -> Frame.flag(room, "member"))
                .toList();
        assertEquals(
            Set.of(club, "random"),
            Set.copyOf(own.stream().map(room -> Frame.text(room, "id")).toList()));
        assertFalse(Frame.texts(other.welcome(), "rooms", "id").contains(club));
      }
    }
  }

  private static TestWebSocket connect(List<String> subprotocols, String... headers)
      throws Exception {
    return server.connectWith(subprotocols, headers);
  }

  private static String userOf(TestWebSocket socket) throws Exception {
    try (socket) {
      return Frame.text(socket.next(), "user.id");
    }
  }

  private static int refusal(String... headers) {
    return assertThrows(WebSocketHandshakeException.class, () -> server.connect(headers))
        .getResponse()
        .statusCode();
  }
}
