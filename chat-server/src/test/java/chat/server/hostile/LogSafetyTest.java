package chat.server.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import chat.server.CapturedLog;
import chat.server.RawConnection;
import chat.server.RunningServer;
import chat.server.TestWebSocket;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** The log contains no messages, credentials or headers of clients, even at TRACE. */
@SuppressWarnings("StringConcatToTextBlock") // lines of text blocks end without CR
final class LogSafetyTest {
  private static final String SECRET = "s3cr3t";

  private static final String INVITED =
      ",\"invitation\":\"" + SECRET + "\",\"admin_token\":\"" + SECRET + "\"}";

  private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  private final Level before = root.getLevel();

  @BeforeEach
  void tellEverything() {
    root.setLevel(Level.TRACE);
  }

  @AfterEach
  void tellWhatWasTold() {
    root.setLevel(before);
  }

  @Test
  void logsNoPrivateData() throws Exception {
    String session;
    List<String> tokens = new ArrayList<>();
    try (CapturedLog log = new CapturedLog()) {
      try (RunningServer server = RunningServer.start("--limits=off");
          TestWebSocket ada = server.connect()) {
        JsonObject welcome = ada.next("welcome");
        session = welcome.get("session").getAsString();
        ada.send("{\"type\":\"join_room\",\"room\":\"general\"}");
        ada.next("joined_room");
        for (String frame :
            List.of(
                message("\"" + SECRET + "\""),
                message("\"" + SECRET + "\\u0000\""),
                message("\"" + SECRET),
                message("[\"" + SECRET + "\"]"),
                "{\"type\":\"" + SECRET + "\\r\\n\"}",
                "{\"type\":\"join_room\",\"room\":\"" + SECRET + "\"}",
                SECRET)) {
          ada.send(frame);
          ada.next(frame.equals(message("\"" + SECRET + "\"")) ? "new_message" : "error");
        }
        server.post("/api/session", "{\"session\":\"" + session + "\"}");
        server.post("/api/rooms/general/messages", SECRET, "Authorization", "Bearer " + session);
        server.connect("Cookie", "chat_session=" + session).close();
        hostileRequests(server, session);
        tokens.addAll(accountOf(server));
      }
      String all = String.join("\n", log.messages());
      assertFalse(all.contains(SECRET), all);
      tokens.add(session);
      tokens.forEach(token -> assertFalse(all.contains(token), all));
      assertEquals(List.of(), log.stackTraces());
    }
  }

  /** Registers, signs in, creates a bot and a room invite; returns all tokens. */
  private static List<String> accountOf(RunningServer server) throws Exception {
    String credentials = "{\"username\":\"Ada\",\"password\":\"" + SECRET + " of Ada\"}";
    String session = member(server.post("/api/accounts", credentials).body(), "session");
    String again = member(server.post("/api/session", credentials).body(), "session");
    server.post("/api/session", credentials.replace(" of", " not of"));
    server.post("/api/accounts", credentials.replace("Ada", "Eve").replace("}", INVITED));
    String[] asAda = {"Authorization", "Bearer " + session};
    String bot = "{\"username\":\"AdasBot\",\"scopes\":[\"read\",\"write\"]}";
    String token = member(server.post("/api/bots", bot, asAda).body(), "token");
    server.connectWith(List.of("chat.v1", "session." + token)).close();
    String secret;
    try (TestWebSocket socket = server.connect(asAda)) {
      socket.next("welcome");
      socket.send("{\"type\":\"create_room\",\"kind\":\"private\",\"name\":\"Den\"}");
      JsonObject room = socket.next("room_created").getAsJsonObject("room");
      String id = room.get("id").getAsString();
      socket.send("{\"type\":\"create_invite\",\"room\":\"" + id + "\"}");
      secret = socket.next("invite_created").get("secret").getAsString();
      socket.send("{\"type\":\"join_room\",\"invite\":\"" + secret + "\"}");
      socket.next("joined_room");
    }
    return List.of(session, again, token, secret);
  }

  private static String member(String json, String name) {
    return JsonParser.parseString(json).getAsJsonObject().get(name).getAsString();
  }

  private static void hostileRequests(RunningServer server, String session) throws Exception {
    for (String request :
        List.of(
            "GET /" + SECRET + " HTTP/1.1\r\nHost: x\r\n",
            "GET /%" + SECRET + " HTTP/1.1\r\nHost: x\r\n",
            "GET /../" + SECRET + " HTTP/1.1\r\nHost: x\r\n",
            SECRET + " / HTTP/1.1\r\nHost: x\r\n",
            "GET / HTTP/1.1\r\nHost: " + SECRET + " x\r\n",
            "GET / HTTP/1.1\r\nHost: x\r\nHost: " + SECRET + "\r\n",
            "GET / HTTP/1.1\r\nHost: x\r\nX: " + SECRET + "\u0000\r\n",
            "GET / HTTP/1.1\r\nHost: x\r\n" + SECRET + "\r\n",
            "GET / HTTP/1.1\r\nHost: x\r\nCookie: chat_session=" + session + "\"\\\r\n",
            "GET /ws HTTP/1.1\r\nHost: x\r\nOrigin: " + SECRET + "\r\n",
            "POST /api/session HTTP/1.1\r\nHost: x\r\nContent-Length: " + SECRET + "\r\n")) {
      try (RawConnection raw = new RawConnection(server.port())) {
        raw.send(request + "Connection: close\r\n\r\n");
        raw.everything();
      }
    }
  }

  private static String message(String text) {
    return "{\"type\":\"send_message\",\"room\":\"general\",\"client_id\":\"k"
        + text.hashCode()
        + "\",\"text\":"
        + text
        + "}";
  }
}
