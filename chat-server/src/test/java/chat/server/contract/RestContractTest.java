package chat.server.contract;

import static java.util.stream.Collectors.toCollection;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.server.MovedClock;
import chat.server.QuickHasher;
import chat.server.RawConnection;
import chat.server.RunningServer;
import chat.server.TestSocket;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A running server and OpenAPI: it answers what is described, as described, and nothing else. */
final class RestContractTest {
  private static final String PASSWORD = "a good deal of wood";
  private static final String NOBODY = "";
  private static final String UNKNOWN = "0123456789abcdef01234567";

  /** What the store or the number of requests brings about; other tests cause it. */
  private static final Set<String> WEATHER = Set.of("429", "503");

  /** Where the resources ask for a parameter by its name. */
  private static final Pattern ASKED = Pattern.compile("query\\s*\\.\\w+\\(\"(\\w+)\"\\)");

  @TempDir Path folder;
  private final Contract contract = Contract.openApi();
  private RunningServer server;
  private Rest rest;
  private String admin;
  private String guest;
  private String reader;

  @BeforeEach
  void start() throws Exception {
    server =
        RunningServer.start(
            new MovedClock(), new QuickHasher(), "--limits=off", "--data-dir=" + folder);
    rest = new Rest(server, contract);
    String token = Files.readString(folder.resolve("admin-token")).strip();
    admin =
        rest.call("register", NOBODY)
            .with(object("username", "Root", "password", PASSWORD, "admin_token", token))
            .gets(201)
            .get("session")
            .stringValue();
    guest = rest.call("openSession", NOBODY).with("{}").gets(201).get("session").stringValue();
    reader =
        rest.call("addBot", admin)
            .with("{\"username\":\"reader\",\"scopes\":[\"read\"]}")
            .gets(201)
            .get("token")
            .stringValue();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void describesEveryRouteAndNoOther() {
    var described =
        rest.operations().stream()
            .filter(each -> each.path().startsWith("/api/"))
            .flatMap(
                each ->
                    each.isRead()
                        ? Stream.of(each.route(), "HEAD " + each.path())
                        : Stream.of(each.route()))
            .collect(toCollection(TreeSet::new));

    assertEquals(server.routes(), described, "Describe it in the paths of openapi.json.");
  }

  @Test
  void refusesEveryMethodThatIsNotDescribed() throws Exception {
    Map<String, Set<String>> described = methods();
    for (Map.Entry<String, Set<String>> each : described.entrySet()) {
      for (String method : List.of("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")) {
        if (!each.getValue().contains(method)) {
          var answer = server.ask(method, each.getKey().replace("{id}", "general"), "");
          Set<String> allowed =
              Set.of(answer.headers().firstValue("Allow").orElse("").split(", ", -1));

          assertEquals(405, answer.statusCode(), method + " " + each.getKey());
          assertEquals(each.getValue(), new TreeSet<>(allowed), each.getKey());
          contract.assertSent("/components/schemas/Problem", answer.body());
        }
      }
    }
  }

  private Map<String, Set<String>> methods() {
    var methods = new TreeMap<String, Set<String>>();
    for (Operation each : rest.operations()) {
      Set<String> known = methods.computeIfAbsent(each.path(), path -> new TreeSet<>());
      known.add(each.method());
      if (each.isRead() && !each.path().equals("/ws")) {
        known.add("HEAD");
      }
    }
    return methods;
  }

  @Test
  void answersEveryOperationWithEveryStatusThatIsDescribed() throws Exception {
    talk();
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
    assertEquals(described, rest.seen());
  }

  private void talk() throws Exception {
    rest.call("health", NOBODY).gets(200);
    rest.call("root", NOBODY).gets(200);
    rest.call("root", NOBODY).header("Accept", "application/json").gets(200);
    rest.call("asyncApi", NOBODY).gets(200);
    assertEquals(contract.document(), rest.call("openApi", NOBODY).gets(200));
    rest.call("postMessage", guest).gets(403);
    join(guest, "general");
    rest.call("postMessage", guest).with(message("green tea", "1")).gets(201);
    rest.call("postMessage", guest).with(message("green tea", "1")).gets(200);
    rest.call("postMessage", guest).on("nowhere").gets(404);
    rest.call("postMessage", guest).with(message("a".repeat(4_001), "2")).gets(413);
    rest.call("listRooms", NOBODY).query("limit", "1").gets(200);
    rest.call("listRooms", guest).query("after", "general").gets(200);
    rest.call("readMessages", guest).gets(200);
    rest.call("readMessages", NOBODY).query("after", "0").gets(200);
    rest.call("readMessages", NOBODY).on("nowhere").gets(404);
    rest.call("search", guest).query("room", "general").gets(200);
    rest.call("search", guest).query("room", "nowhere").gets(404);
  }

  private void comeAndGo() throws Exception {
    rest.call("openSession", NOBODY).with(object("session", guest)).gets(201);
    rest.call("openSession", NOBODY).with(object("session", UNKNOWN)).gets(401);
    rest.call("openSession", NOBODY)
        .with(object("username", "root", "password", "wrong"))
        .gets(401);
    String session =
        rest.call("register", guest)
            .with(object("username", "Ada", "password", PASSWORD))
            .gets(201)
            .get("session")
            .stringValue();
    rest.call("register", session).gets(403);
    rest.call("register", NOBODY).with(object("username", "ADA", "password", PASSWORD)).gets(409);
    String elsewhere =
        rest.call("openSession", NOBODY)
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
        rest.call("openSession", NOBODY)
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
  }

  /** What is refused in the same way wherever it is described. */
  private void refuseStrangers() throws Exception {
    String known =
        rest.call("openSession", NOBODY).with("{}").gets(201).get("session").stringValue();
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
        rest.call(each.id(), NOBODY).query("limit", "0").gets(400);
      }
    }
  }

  /** Announces a long body and sends none: a client that sends one may not hear the answer. */
  private void refuseLongBody(Operation operation) throws IOException {
    try (RawConnection raw = new RawConnection(server.port())) {
      raw.send(
          operation.method()
              + " "
              + operation.path().replace("{id}", "general")
              + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
              + "Content-Length: 65537\r\nAuthorization: Bearer "
              + admin
              + "\r\n\r\n");
      String head = raw.head();

      assertTrue(head.startsWith("HTTP/1.1 413 "), () -> operation + ": " + head);
      contract.assertSent("/components/schemas/Problem", raw.body(head));
      rest.seen().add(operation.id() + " 413");
    }
  }

  private void upgrade() throws Exception {
    rest.call("upgrade", NOBODY).gets(426);
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

  @Test
  void describes429And503WhereverTheyCanBe() {
    for (Operation each : rest.operations()) {
      boolean isApi = each.path().startsWith("/api/") || each.path().equals("/ws");
      assertEquals(isApi, each.has(429), each::route);
      assertTrue(each.has(503), each::route);
    }
  }

  @Test
  void saysWhenToTryAgainAsDescribed() throws Exception {
    try (RunningServer strict = RunningServer.start("--limit-address-requests=1+1/h")) {
      Rest limited = new Rest(strict, contract);
      limited.call("listRooms", NOBODY).gets(200);
      for (Operation each : limited.operations()) {
        if (each.path().startsWith("/api/")) {
          JsonNode problem = limited.call(each.id(), NOBODY).gets(429);

          assertTrue(problem.get("retry_after_ms").longValue() > 0, each::route);
        }
      }
    }
  }

  @Test
  void refusesEveryBodyThatBreaksItsSchema() throws Exception {
    Frames frames = new Frames(contract);
    for (Operation each : rest.operations()) {
      if (each.hasBody()) {
        String session = each.id().equals("register") ? NOBODY : admin;
        var bad = frames.bad(each.body());
        assertFalse(bad.isEmpty(), each::route);
        for (var body : bad.values()) {
          rest.call(each.id(), session).with(body.toString()).gets(400);
        }
      }
    }
  }

  @Test
  void takesEveryBodyThatIsAtItsBounds() throws Exception {
    Frames frames = new Frames(contract);
    for (Operation each : rest.operations()) {
      if (each.hasBody()) {
        for (var body : frames.atBounds(each.body()).entrySet()) {
          String session = each.id().equals("register") ? NOBODY : admin;
          var answer =
              server.ask(
                  each.method(),
                  each.path().replace("{id}", "general"),
                  body.getValue().toString(),
                  session.isEmpty() ? new String[0] : bearer(session));

          assertNotEquals(400, answer.statusCode(), () -> body + ": " + answer.body());
        }
      }
    }
  }

  private static String[] bearer(String session) {
    return new String[] {"Authorization", "Bearer " + session};
  }

  @Test
  void readsEveryParameterThatIsDescribedAndNoOther() throws Exception {
    Set<String> known = parametersOfTheCode();
    Frames frames = new Frames(contract);
    for (Operation each : rest.operations()) {
      if (!each.isRead() || !each.path().startsWith("/api/")) {
        continue;
      }
      Set<String> others = new TreeSet<>(known);
      for (String parameter : each.parameters("query")) {
        String name = contract.at(parameter).get("name").stringValue();
        assertTrue(others.remove(name), () -> each + " does not ask for " + name);
        rest.call(each.id(), admin).query(name, example(parameter)).gets(200);
        boolean isNumber =
            contract.at(parameter + "/schema").get("type").asString().equals("integer");
        for (JsonNode value : frames.broken(parameter + "/schema").values()) {
          if (value.isString() || (isNumber && value.isNumber())) {
            JsonNode problem = rest.call(each.id(), admin).query(name, value.asString()).gets(400);
            assertEquals(name, problem.get("field").stringValue(), value::toString);
          }
        }
      }
      for (String other : others) {
        var answer =
            server.get(
                each.path().replace("{id}", "general") + "?query=tea&" + other + "=%07",
                "Authorization",
                "Bearer " + admin);
        assertNotEquals(400, answer.statusCode(), () -> "Describe " + other + " of " + each);
      }
    }
  }

  private String example(String parameter) {
    return contract.at(parameter + "/schema").get("examples").get(0).asString();
  }

  private static Set<String> parametersOfTheCode() throws IOException {
    var names = new TreeSet<>(Set.of("limit"));
    try (Stream<Path> files = Files.list(Path.of("src/main/java/chat/server/http"))) {
      for (Path file : files.filter(each -> each.toString().endsWith("Resource.java")).toList()) {
        ASKED.matcher(Files.readString(file)).results().forEach(each -> names.add(each.group(1)));
      }
    }
    return names;
  }

  private void join(String session, String room) throws Exception {
    try (TestSocket socket = server.connect("Authorization", "Bearer " + session)) {
      socket.send(object("type", "join_room", "room", room));
      socket.next("joined_room");
    }
  }

  private static String message(String text, String clientId) {
    return object("text", text, "client_id", clientId);
  }

  private static String object(String... members) {
    var object = Contract.JSON.createObjectNode();
    for (int i = 0; i < members.length; i += 2) {
      object.put(members[i], members[i + 1]);
    }
    return object.toString();
  }
}
