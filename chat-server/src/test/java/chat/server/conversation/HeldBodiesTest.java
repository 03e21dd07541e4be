package chat.server.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.core.ManualClock;
import chat.core.file.FileId;
import chat.server.QuickHasher;
import chat.server.RawConnection;
import chat.server.RunningServer;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Requests whose body is held back until the session, or its account, has ended. */
final class HeldBodiesTest {
  /** Signing in and creating a guest require no session. */
  private static final String NEEDS_NO_SESSION = "POST /api/session";

  /** Requires no session either, and rejects one that has ended. */
  private static final String REGISTERS = "POST /api/accounts";

  /** No credential, an unknown Bearer token, and an unknown cookie. */
  private static final List<String> NO_SESSIONS =
      List.of("", "Authorization: Bearer made-up\r\n", "Cookie: chat_session=made-up\r\n");

  private static final Map<String, JsonObject> BODIES =
      Map.of(
          "POST /api/rooms/{id}/messages",
          Frame.object("text", "too late", "client_id", "k"),
          REGISTERS,
          ApiClient.credentials("Countess", ApiClient.PASSWORD),
          "PATCH /api/account",
          Frame.object("username", "Countess"),
          "DELETE /api/account",
          Frame.object("password", ApiClient.PASSWORD),
          "POST /api/bots",
          Frame.object("username", "Robot", "scopes", Frame.array("read")),
          "POST /api/invitations",
          new JsonObject());

  private RunningServer server;

  @BeforeEach
  void start() throws Exception {
    server = RunningServer.start(new ManualClock(), new QuickHasher(), "--limits=off");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  /** A request whose body the server waits for. */
  private RawConnection hold(String route, String session, JsonObject body) throws IOException {
    RawConnection connection = begin(route, "Authorization: Bearer " + session + "\r\n", body);
    assertTrue(connection.head().startsWith("HTTP/1.1 100"), "the server waits for the body");
    return connection;
  }

  /** A request with {@code Expect: 100-continue}, of which only the header was sent. */
  private RawConnection begin(String route, String headers, JsonObject body) throws IOException {
    RawConnection connection = new RawConnection(server.port());
    connection.send(
        route
                .replace("{id}", "general")
                .replaceAll("\\{(seq|root)\\}", "1")
                .replace("{emoji}", "%F0%9F%91%8D")
                .replace("{file}", "0".repeat(FileId.LENGTH))
            + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: "
            + body.toString().length()
            + "\r\nExpect: 100-continue\r\n"
            + headers
            + "\r\n");
    return connection;
  }

  private static void refused(RawConnection connection, JsonObject body, String route)
      throws IOException {
    connection.send(body.toString());
    String response = connection.response();
    assertTrue(response.startsWith("HTTP/1.1 401"), route + ": " + response);
    assertTrue(response.contains("\"unauthorized\""), route + ": " + response);
  }

  private List<String> routesWithBodies() {
    List<String> routes = new ArrayList<>(server.routes());
    routes.removeIf(route -> route.startsWith("GET ") || route.startsWith("HEAD "));
    return routes;
  }

  @Test
  void areNotAskedForWithoutASession() throws Exception {
    List<String> routes = routesWithBodies();
    assertTrue(routes.removeAll(List.of(NEEDS_NO_SESSION, REGISTERS)));
    for (String route : routes) {
      JsonObject body = BODIES.getOrDefault(route, new JsonObject());
      for (String shown : NO_SESSIONS) {
        try (RawConnection stranger = begin(route, shown, body)) {
          String response = stranger.response();
          assertTrue(response.startsWith("HTTP/1.1 401"), route + " " + shown + ": " + response);
        }
      }
    }
  }

  @Test
  void areRefusedWhenTheSessionHasEndedMeanwhile() throws Exception {
    List<String> routes = routesWithBodies();
    assertTrue(routes.remove(NEEDS_NO_SESSION));
    assertTrue(routes.containsAll(BODIES.keySet()), routes::toString);
    ApiClient ada = new ApiClient(server);
    ada.register("Ada");
    try (ApiClient member = ApiClient.arrive(server, ada.cookie())) {
      member.join("general");
      for (String route : routes) {
        JsonObject body = BODIES.getOrDefault(route, new JsonObject());
        ApiClient thief = new ApiClient(server);
        String stolen = Frame.text(thief.signIn("Ada"), "session");
        try (RawConnection held = hold(route, stolen, body)) {
          thief.done("DELETE", "/api/session");
          refused(held, body, route);
        }
      }
      assertEquals("Ada", Frame.text(ada.granted("GET", "/api/account"), "user.name"));
      assertEquals(0, ada.granted("GET", "/api/bots").getAsJsonArray("bots").size());
      assertEquals(List.of(), Frame.list(member.ask("history", "room", "general"), "events"));
    }
  }

  @Test
  void areRefusedWhenTheAccountWasDeletedMeanwhile() throws Exception {
    for (String route : List.of("POST /api/rooms/{id}/messages", "PATCH /api/account")) {
      JsonObject body = BODIES.get(route);
      ApiClient ada = new ApiClient(server);
      String session = Frame.text(ada.register("Ada" + body.size()), "session");
      try (ApiClient member = ApiClient.arrive(server, session)) {
        member.join("general");
      }
      try (RawConnection held = hold(route, session, body)) {
        ada.done("DELETE", "/api/account", Frame.object("password", ApiClient.PASSWORD));
        refused(held, body, route);
      }
    }
    try (ApiClient bob = ApiClient.called("Bob", server)) {
      assertEquals(List.of(), Frame.list(bob.ask("history", "room", "general"), "events"));
    }
    new ApiClient(server).register("Countess"); // the name was not taken
  }
}
