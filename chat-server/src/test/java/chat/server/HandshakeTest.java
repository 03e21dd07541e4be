package chat.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.net.http.WebSocketHandshakeException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HandshakeTest {
  private static final String KEY = "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==";

  private static RunningServer server;

  @BeforeAll
  static void start() throws Exception {
    server = RunningServer.start("--cors-origins=https://friend.example", "--default-room=random");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void createsAGuestWithoutACredential() throws Exception {
    try (TestWebSocket socket = server.connect()) {
      JsonObject welcome = socket.next();

      assertEquals("welcome", welcome.get("type").getAsString());
      assertEquals(1, welcome.get("protocol").getAsInt());
      assertEquals("random", welcome.get("default_room").getAsString());
      assertEquals(30_000, welcome.get("heartbeat_ms").getAsLong());
      JsonObject limits = welcome.getAsJsonObject("limits");
      assertEquals(65_536, limits.get("max_frame_bytes").getAsInt());
      assertEquals(52_428_800, limits.get("max_file_bytes").getAsInt());
      assertEquals(6, welcome.getAsJsonArray("rooms").size());
      assertTrue(welcome.getAsJsonObject("user").get("name").getAsString().matches("Guest\\d{4,}"));
      assertTrue(welcome.has("session"));
    }
  }

  @Test
  void authenticatesByBearerSubprotocolAndCookie() throws Exception {
    JsonObject guest = json(server.post("/api/session", "{}").body());
    String session = guest.get("session").getAsString();

    try (TestWebSocket bearer = server.connect("Authorization", "Bearer " + session);
        TestWebSocket cookie = server.connect("Cookie", "chat_session=" + session);
        TestWebSocket subprotocol = server.connectWith(List.of("chat.v1", "session." + session))) {
      for (TestWebSocket socket : List.of(bearer, cookie, subprotocol)) {
        JsonObject welcome = socket.next();
        assertEquals(guest.get("user"), welcome.get("user"));
        assertFalse(welcome.has("session"), "the secret is told once");
      }
      assertEquals("chat.v1", subprotocol.subprotocol());
      assertEquals("", bearer.subprotocol());
    }
  }

  @Test
  void rejectsAnUnknownBearerBeforeTheUpgrade() throws Exception {
    assertEquals(401, refused("Authorization", "Bearer nobody's"));
    String session = json(server.post("/api/session", "{}").body()).get("session").getAsString();
    assertEquals(401, refused("Authorization", "Bearer x", "Cookie", "chat_session=" + session));
  }

  @Test
  void closesOnAnUnknownCookieOrSubprotocol() throws Exception {
    try (TestWebSocket cookie = server.connect("Cookie", "chat_session=nobody's");
        TestWebSocket subprotocol = server.connectWith(List.of("chat.v1", "session.nobodys"))) {
      assertEquals(4001, cookie.closeCode());
      assertEquals(4001, subprotocol.closeCode());
    }
  }

  @Test
  void refusesForeignOrigins() throws Exception {
    assertEquals(403, refused("Origin", "https://evil.example"));
    assertEquals(403, refused("Origin", "null"));
    server.connect("Origin", "https://friend.example").close();
    server.connect("Origin", "https://" + server.host()).close();
  }

  @Test
  void negotiatesNoExtensionsAndSendsNoServerHeader() throws Exception {
    try (RawConnection raw = new RawConnection(server.port())) {
      String head =
          raw.upgrade(
              "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits",
              "Sec-WebSocket-Protocol: other, chat.v1");

      assertTrue(head.startsWith("HTTP/1.1 101 "), head);
      assertFalse(head.contains("Sec-WebSocket-Extensions"), head);
      assertFalse(head.contains("Server:"), head);
      assertTrue(head.contains("Content-Security-Policy: default-src 'none'; "), head);
      assertTrue(head.contains("Sec-WebSocket-Protocol: chat.v1\r\n"), head);
      assertEquals(1, raw.frame().opCode());
    }
  }

  @Test
  void selectsNoUnknownSubprotocol() throws Exception {
    try (RawConnection raw = new RawConnection(server.port())) {
      String head = raw.upgrade("Sec-WebSocket-Protocol: chat.v2, session");

      assertTrue(head.startsWith("HTTP/1.1 101 "), head);
      assertFalse(head.contains("Sec-WebSocket-Protocol"), head);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Upgrade: websocket|Connection: Upgrade",
        "Upgrade: websocket|Connection: Upgrade|Sec-WebSocket-Version: 8|" + KEY,
        "Upgrade: h2c|Connection: Upgrade|Sec-WebSocket-Version: 13|" + KEY
      })
  void requiresAnUpgrade(String headers) throws Exception {
    try (RawConnection raw = new RawConnection(server.port())) {
      raw.send("GET /ws HTTP/1.1\r\nHost: x\r\n");
      for (String header : headers.split("\\|", 0)) {
        raw.send(header.isEmpty() ? "" : header + "\r\n");
      }
      raw.send("\r\n");
      String head = raw.head();

      assertTrue(head.startsWith("HTTP/1.1 426 "), head);
      assertTrue(head.contains("Sec-WebSocket-Version: 13\r\n"), head);
    }
  }

  private static int refused(String... headers) {
    return assertThrows(WebSocketHandshakeException.class, () -> server.connect(headers))
        .getResponse()
        .statusCode();
  }

  private static JsonObject json(String text) {
    return JsonParser.parseString(text).getAsJsonObject();
  }
}
