package chat.server.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.server.RawConnection;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The table of routes behind a real socket. */
final class RouterTest {
  private static RestServer server;

  @BeforeAll
  static void start() throws Exception {
    server =
        new RestServer(
            routes ->
                routes
                    .get("rooms/{id}", exchange -> answer("room", exchange, "id"))
                    .get("rooms/mine", exchange -> answer("mine", exchange))
                    .delete("rooms/{id}/messages/{seq}", RouterTest::message)
                    .patch("rooms/{id}/messages/{seq}", RouterTest::message)
                    .delete(
                        "rooms/{id}/messages/{seq}/reactions/{emoji}",
                        exchange -> answer("reaction", exchange, "id", "seq", "emoji")));
  }

  @AfterAll
  static void stop() {
    server.close();
    assertEquals(List.of(), List.copyOf(server.failures()));
  }

  private static CompletionStage<?> message(RestExchange exchange) {
    return answer("message", exchange, "id", "seq");
  }

  /** Answers with the name of the action and the values of variables. */
  private static CompletionStage<?> answer(
      String action, RestExchange exchange, String... variables) {
    StringBuilder said = new StringBuilder(action);
    for (String variable : variables) {
      said.append(' ').append(exchange.variable(variable));
    }
    exchange.answer(200, said.toString().getBytes(UTF_8));
    return CompletableFuture.completedFuture(null);
  }

  @Test
  void passesOnEveryVariableDecoded() throws Exception {
    answers("room general", "GET", "/api/rooms/general");
    answers("message general 7", "PATCH", "/api/rooms/general/messages/7");
    answers(
        "reaction a b 12 \ud83d\udc4d\ud83c\udffd",
        "DELETE",
        "/api/rooms/a%20b/messages/12/reactions/%F0%9F%91%8D%F0%9F%8F%BD");
    answers("room {id}", "GET", "/api/rooms/%7Bid%7D");
  }

  @Test
  void prefersALiteralToAVariable() throws Exception {
    answers("mine", "GET", "/api/rooms/mine");
    answers("message mine 1", "DELETE", "/api/rooms/mine/messages/1");
  }

  @Test
  void doesNotLetEscapedCharactersChangeThePath() throws Exception {
    for (String path :
        List.of("/api/rooms/a%2Fb", "/api/rooms/a%252Fb", "/api/rooms/%2e%2e", "/api/rooms/%ff")) {
      try (RawConnection raw = server.connect()) {
        raw.send("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
        String answer = raw.response();

        assertTrue(answer.startsWith("HTTP/1.1 400 "), path + ": " + answer);
      }
    }
  }

  @Test
  void answersHeadAsGetWithoutTheBody() throws Exception {
    HttpResponse<String> answer = server.ask("HEAD", "/api/rooms/general", BodyPublishers.noBody());

    assertEquals(200, answer.statusCode());
    assertEquals("", answer.body());
  }

  @Test
  void namesTheMethodsOfThePathToOthers() throws Exception {
    assertEquals("GET, HEAD", allowed("POST", "/api/rooms/general"));
    assertEquals("GET, HEAD", allowed("OPTIONS", "/api/rooms/mine"));
    assertEquals("DELETE, PATCH", allowed("GET", "/api/rooms/general/messages/7"));
  }

  private static String allowed(String method, String path) throws Exception {
    HttpResponse<String> answer = server.ask(method, path, BodyPublishers.noBody());
    assertEquals(405, answer.statusCode(), answer.body());
    return answer.headers().firstValue("Allow").orElseThrow();
  }

  @Test
  void answersUnknownPaths() throws Exception {
    for (String path :
        List.of("/api/", "/api/rooms", "/api/rooms/a/messages", "/api/rooms/a/messages/1/pins/x")) {
      assertEquals(404, server.ask("GET", path, BodyPublishers.noBody()).statusCode(), path);
    }
  }

  private static void answers(String expected, String method, String path) throws Exception {
    HttpResponse<String> answer = server.ask(method, path, BodyPublishers.noBody());
    assertEquals(200, answer.statusCode(), answer.body());
    assertEquals(expected, answer.body());
  }
}
