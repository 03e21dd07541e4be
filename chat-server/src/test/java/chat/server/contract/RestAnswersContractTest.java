package chat.server.contract;

import static chat.server.contract.People.ANONYMOUS;
import static chat.server.contract.People.PASSWORD;
import static chat.server.contract.People.object;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.server.RawConnection;
import chat.server.RunningServer;
import chat.server.TestWebSocket;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A running server returns every status that OpenAPI describes, as described. */
final class RestAnswersContractTest {
  private static final String UNKNOWN = "0123456789abcdef01234567";

  /** Statuses of store failures and rate limits, which other tests cause. */
  private static final Set<String> WEATHER = Set.of("429", "503");

  @TempDir Path folder;
  private final Contract contract = Contract.openApi();
  private People people;
  private RunningServer server;
  private Rest rest;
  private String admin;
  private String guest;
  private String reader;

  @BeforeEach
  void start() throws Exception {
    people = People.at(folder, contract);
    server = people.server();
    rest = people.rest();
    admin = people.admin();
    guest = people.guest();
    reader = people.reader();
  }

  @AfterEach
  void stop() {
    people.close();
  }

  @Test
  void answersEveryOperationWithEveryStatusThatIsDescribed() throws Exception {
    talk();
    changeMessages();
    comeAndGo();
    administer();
    refuseStrangers();
    upgrade();

    var described = new TreeSet<String>();
    for (Operation each : rest.operations()) {
      each.statuses().stream()
          .filter(status -> !WEATHER.contains(status))
          .forEach(status -> described.add(each.id() + " " + status));
    }
    assertEquals(described, rest.seen(), "Ask for it in this test, or describe it no longer.");
  }

  private void talk() throws Exception {
    rest.call("health", ANONYMOUS).gets(200);
    rest.call("root", ANONYMOUS).gets(200);
    rest.call("root", ANONYMOUS).header("Accept", "application/json").gets(200);
    rest.call("asyncApi", ANONYMOUS).gets(200);
    assertEquals(contract.document(), rest.call("openApi", ANONYMOUS).gets(200));
    rest.call("postMessage", guest).gets(403);
    join(guest, "general");
    rest.call("postMessage", guest).with(message("green tea", "1")).gets(201);
    rest.call("postMessage", guest).with(message("green tea", "1")).gets(200);
    rest.call("postMessage", guest).on("nowhere").gets(404);
    rest.call("postMessage", guest).with(message("a".repeat(4_001), "2")).gets(413);
    rest.call("listRooms", ANONYMOUS).query("limit", "1").gets(200);
    rest.call("listRooms", guest).query("after", "general").gets(200);
    rest.call("readMessages", guest).gets(200);
    rest.call("readMessages", ANONYMOUS).query("after", "0").gets(200);
    rest.call("readMessages", ANONYMOUS).on("nowhere").gets(404);
    rest.call("search", guest).query("room", "general").gets(200);
    rest.call("search", guest).query("room", "nowhere").gets(404);
    rest.call("readMentions", guest).query("limit", "1").gets(200);
  }

  private void changeMessages() throws Exception {
    people.talkInRoomOfItsOwn();
    rest.call("editMessage", admin)
        .with(object("text", "black tea", "client_id", "edit-1"))
        .gets(200);
    rest.call("editMessage", guest).gets(403);
    String stale = "{\"text\":\"white tea\",\"client_id\":\"edit-2\",\"base_rev\":0}";
    JsonNode conflict = rest.call("editMessage", admin).with(stale).gets(409);
    assertEquals("black tea", conflict.get("current").get("text").stringValue());
    String long4001 = object("text", "a".repeat(4_001), "client_id", "edit-3");
    rest.call("editMessage", admin).with(long4001).gets(413);
    rest.call("describeFile", guest).gets(403);
    for (String change : List.of("addReaction", "pinMessage", "describeFile")) {
      rest.call(change, admin).gets(200);
    }
    for (String read :
        List.of("readReactions", "readVersions", "readPins", "readThread", "listFiles")) {
      rest.call(read, ANONYMOUS).gets(200);
      rest.call(read, ANONYMOUS).on("nowhere").gets(404);
    }
    followThreads();
    for (String change : List.of("removeReaction", "unpinMessage", "deleteMessage")) {
      rest.call(change, admin).gets(200);
    }
    for (Operation each : rest.operations()) {
      if (each.path().contains("{seq}") && !each.isRead()) {
        rest.call(each.id(), admin).on("nowhere").gets(404);
      }
    }
  }

  private void followThreads() throws Exception {
    rest.call("followThread", admin).gets(200);
    rest.call("markThread", admin).with("{\"seq\":2}").gets(200);
    JsonNode threads = rest.call("listThreads", admin).gets(200).get("threads");
    assertEquals(2, threads.get(0).get("last").intValue());
    rest.call("unfollowThread", admin).gets(200);
    rest.call("markThread", admin).with("{\"seq\":2}").gets(404);
    for (String change : List.of("followThread", "unfollowThread")) {
      rest.call(change, admin).on("root", "999").gets(400);
      rest.call(change, admin).on("root", "2").gets(404);
    }
  }

  private void comeAndGo() throws Exception {
    assertEquals(
        "open", rest.call("showRegistration", ANONYMOUS).gets(200).get("mode").stringValue());
    rest.call("openSession", ANONYMOUS).with(object("session", guest)).gets(201);
    rest.call("openSession", ANONYMOUS).with(object("session", UNKNOWN)).gets(401);
    rest.call("openSession", ANONYMOUS)
        .with(object("username", "root", "password", "wrong"))
        .gets(401);
    String session =
        rest.call("register", guest)
            .with(object("username", "Ada", "password", PASSWORD))
            .gets(201)
            .get("session")
            .stringValue();
    rest.call("register", session).gets(403);
    rest.call("register", ANONYMOUS)
        .with(object("username", "ADA", "password", PASSWORD))
        .gets(409);
    String elsewhere =
        rest.call("openSession", ANONYMOUS)
            .header("User-Agent", "curl/8.5.0")
            .with(object("username", "ada", "password", PASSWORD))
            .gets(201)
            .get("session")
            .stringValue();
    JsonNode sessions = rest.call("listSessions", elsewhere).gets(200).get("sessions");
    assertEquals(2, sessions.size());
    rest.call("endSession", elsewhere).on(another(sessions)).gets(204);
    rest.call("endSession", elsewhere).on(UNKNOWN).gets(404);
    rest.call("showAccount", elsewhere).gets(200);
    rest.call("changeAccount", elsewhere).with(object("username", "Root")).gets(409);
    rest.call("changeAccount", elsewhere).with(object("username", "Countess")).gets(200);
    String changed =
        rest.call("changeAccount", elsewhere)
            .with(object("password", PASSWORD, "new_password", PASSWORD + "s"))
            .gets(200)
            .get("session")
            .stringValue();
    rest.call("deleteAccount", changed).with(object("password", PASSWORD)).gets(403);
    rest.call("signOut", changed).gets(204);
    String last =
        rest.call("openSession", ANONYMOUS)
            .with(object("username", "countess", "password", PASSWORD + "s"))
            .gets(201)
            .get("session")
            .stringValue();
    rest.call("deleteAccount", last).with(object("password", PASSWORD + "s")).gets(204);
  }

  private static String another(JsonNode sessions) {
    return sessions
        .valueStream()
        .filter(each -> !each.get("current").booleanValue())
        .findFirst()
        .orElseThrow()
        .get("id")
        .stringValue();
  }

  private void administer() throws Exception {
    JsonNode bot = rest.call("addBot", admin).gets(201);
    String id = bot.get("user").get("id").stringValue();
    rest.call("addBot", admin).gets(409);
    rest.call("listBots", admin).gets(200);
    rest.call("renewBotToken", admin).on(id).gets(201);
    rest.call("renewBotToken", admin).on(UNKNOWN).gets(404);
    rest.call("removeBot", admin).on(id).gets(204);
    rest.call("removeBot", admin).on(id).gets(404);
    JsonNode made = rest.call("makeInvitation", admin).gets(201);
    rest.call("listInvitations", admin).gets(200);
    rest.call("removeInvitation", admin).on(made.get("id").stringValue()).gets(204);
    rest.call("removeInvitation", admin).on(UNKNOWN).gets(404);
    join(admin, "general");
    String room = createRoom(admin);
    rest.call("changeRoom", admin).with(object("client_id", "1", "topic", "Tea")).gets(200);
    rest.call("changeRoom", admin).on("nowhere").gets(404);
    rest.call("changeRoom", admin)
        .on(room)
        .with(object("client_id", "2", "name", "GENERAL"))
        .gets(409);
    rest.call("removeRoom", admin).on(room).gets(204);
    rest.call("removeRoom", admin).on("nowhere").gets(404);
    rest.call("removeRoom", admin).on("general").gets(400); // permanent
  }

  /** Errors that are the same for all operations. */
  private void refuseStrangers() throws Exception {
    String known =
        rest.call("openSession", ANONYMOUS).with("{}").gets(201).get("session").stringValue();
    for (Operation each : rest.operations()) {
      if (each.path().equals("/ws")) {
        continue;
      }
      if (each.has(401) && !each.id().equals("openSession")) {
        rest.call(each.id(), "unknown").gets(401);
      }
      if (!each.isRead()) {
        rest.call(each.id(), admin).header("Origin", "http://foreign.example").gets(403);
      }
      if (each.hasBody()) {
        rest.call(each.id(), admin).with("[]").gets(400);
        refuseLongBody(each);
      }
      if (each.isRead() && each.has(403)) {
        rest.call(each.id(), reader).gets(403);
        if (!each.id().equals("listSessions")) {
          rest.call(each.id(), known).gets(403);
        }
      }
      if (each.has(400) && each.isRead()) {
        var query = each.parameters("query").stream().map(at -> contract.at(at).get("name"));
        rest.call(each.id(), ANONYMOUS)
            .query(query.reduce((a, b) -> b).orElseThrow().stringValue(), "\u0007")
            .gets(400);
      }
    }
  }

  /** Sends a body that is too long, and reads the response. */
  private void refuseLongBody(Operation operation) throws IOException {
    try (RawConnection raw = new RawConnection(server.port())) {
      raw.send(
          operation.method()
              + " "
              + rest.path(operation)
              + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
              + "Content-Length: 65537\r\nAuthorization: Bearer "
              + admin
              + "\r\n\r\n"
              + "x".repeat(65_537));
      String head = raw.head();

      assertTrue(head.startsWith("HTTP/1.1 413 "), () -> operation + ": " + head);
      contract.assertSent("/components/schemas/Problem", raw.body(head));
      rest.seen().add(operation.id() + " 413");
    }
  }

  private void upgrade() throws Exception {
    rest.call("upgrade", ANONYMOUS).gets(426);
    upgrade(101, "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==");
    upgrade(400, "Sec-WebSocket-Key: short");
    upgrade(401, "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nAuthorization: Bearer unknown");
    upgrade(403, "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nOrigin: http://foreign.example");
  }

  private void upgrade(int status, String headers) throws IOException {
    try (RawConnection raw = new RawConnection(server.port())) {
      raw.send(
          "GET /ws HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
              + "Sec-WebSocket-Version: 13\r\n"
              + headers
              + "\r\n\r\n");
      String head = raw.head();

      assertTrue(head.startsWith("HTTP/1.1 " + status + " "), head);
      rest.seen().add("upgrade " + status);
    }
  }

  private void join(String session, String room) throws Exception {
    try (TestWebSocket socket = server.connect("Authorization", "Bearer " + session)) {
      socket.send(object("type", "join_room", "room", room));
      socket.next("joined_room");
    }
  }

  /** Creates a public room; returns its id. */
  private String createRoom(String session) throws Exception {
    try (TestWebSocket socket = server.connect("Authorization", "Bearer " + session)) {
      socket.send(object("type", "create_room", "kind", "public", "name", "Soon gone"));
      return socket.next("room_created").getAsJsonObject("room").get("id").getAsString();
    }
  }

  private static String message(String text, String clientId) {
    return object("text", text, "client_id", clientId);
  }
}
