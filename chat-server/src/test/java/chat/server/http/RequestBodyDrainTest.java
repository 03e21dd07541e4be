package chat.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.server.RawConnection;
import chat.server.RunningServer;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Requests that are rejected before they have been read completely. */
final class RequestBodyDrainTest {
  private static RunningServer server;

  private RawConnection raw;

  @BeforeAll
  static void start() throws Exception {
    server = RunningServer.start("--cors-origins=https://pages.example");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void connect() throws IOException {
    raw = new RawConnection(server.port());
  }

  @AfterEach
  void disconnect() throws IOException {
    raw.close();
  }

  @Test
  void answersTheNextRequestAfterABodyThatCameLate() throws Exception {
    sendWithLateBody(unauthorized("Content-Length: 2"));
    isAnsweredAndStays(401);
  }

  @Test
  void answersTheNextRequestAfterALongBodyInChunks() throws Exception {
    raw.send(unauthorized("Transfer-Encoding: chunked"));
    for (int chunk = 0; chunk < 10; chunk++) {
      raw.send("10000\r\n" + "x".repeat(65_536) + "\r\n");
    }
    raw.send("0\r\n\r\n");
    isAnsweredAndStays(401);
  }

  @Test
  void answersWhatIsSentTooEarly() throws Exception {
    raw.send(unauthorized("Content-Length: 2") + "{}GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n");

    assertTrue(raw.response().startsWith("HTTP/1.1 401 "));
    assertTrue(raw.response().startsWith("HTTP/1.1 200 "));
  }

  @Test
  void answersWithoutABodyAfterOneThatCameLate() throws Exception {
    sendWithLateBody(request("GET / HTTP/1.1", "Host: x", "If-None-Match: *", "Content-Length: 2"));
    isAnsweredAndStays(304);
  }

  @Test
  void answersAPreflightAfterABodyThatCameLate() throws Exception {
    sendWithLateBody(
        request(
            "OPTIONS /api/rooms HTTP/1.1",
            "Host: x",
            "Origin: https://pages.example",
            "Access-Control-Request-Method: POST",
            "Content-Length: 2"));
    isAnsweredAndStays(204);
  }

  @Test
  void waitsNoLongerForABodyThatComesLittleByLittle() throws Exception {
    raw.send(unauthorized("Content-Length: 1000"));
    Optional<String> answer = Optional.empty();
    while (answer.isEmpty()) {
      raw.send("x");
      answer = raw.responseWithin(100);
    }
    isRefusedAndEnds(401, answer.get());
  }

  @Test
  void announcesTheCloseWhenTheBodyIsLate() throws Exception {
    raw.send(unauthorized("Content-Length: 2") + "{");
    isRefusedAndEnds(401);
  }

  @Test
  void announcesTheCloseWhenTheBodyIsTooLong() throws Exception {
    raw.send(unauthorized("Content-Length: " + (RequestBodyDrain.MOST_BYTES + 1)));
    isRefusedAndEnds(401);
  }

  @Test
  void announcesTheCloseWhenAChunkedBodyIsTooLong() throws Exception {
    raw.send(unauthorized("Transfer-Encoding: chunked"));
    raw.send("100001\r\n" + "x".repeat(RequestBodyDrain.MOST_BYTES + 1)); // all of it is read
    isRefusedAndEnds(401);
  }

  @Test
  void sendsNoContinueForAnUnneededBody() throws Exception {
    raw.send(unauthorized("Content-Length: 2", "Expect: 100-continue"));
    isRefusedAndEnds(401);
  }

  @Test
  void rejectsALongBodyInsteadOfSendingContinue() throws Exception {
    raw.send(
        request(
            "POST /api/session HTTP/1.1",
            "Host: x",
            "Content-Type: application/json",
            "Content-Length: 70000",
            "Expect: 100-continue"));
    isRefusedAndEnds(413);
  }

  /** Lacks the required session: rejected as soon as the header is complete. */
  private static String unauthorized(String... headers) {
    return request(
        "POST /api/rooms/general/messages HTTP/1.1",
        "Host: x",
        "Content-Type: application/json",
        String.join("\r\n", headers));
  }

  private static String request(String... lines) {
    return String.join("\r\n", lines) + "\r\n\r\n";
  }

  /** Nothing is received, not even an end, before the body of two bytes is sent. */
  private void sendWithLateBody(String head) throws IOException {
    raw.send(head);
    assertFalse(raw.endsWithin(200));
    raw.send("{}");
  }

  private void isAnsweredAndStays(int status) throws IOException {
    String answer = raw.response();
    assertTrue(answer.startsWith("HTTP/1.1 " + status + " "), answer);
    assertFalse(answer.contains("\r\nConnection: close\r\n"), answer);
    raw.send("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n");
    assertTrue(raw.response().startsWith("HTTP/1.1 200 "));
  }

  private void isRefusedAndEnds(int status) throws IOException {
    isRefusedAndEnds(status, raw.response());
  }

  private void isRefusedAndEnds(int status, String answer) throws IOException {
    assertTrue(answer.startsWith("HTTP/1.1 " + status + " "), answer);
    assertTrue(answer.contains("\r\nConnection: close\r\n"), answer);
    assertEquals("", raw.everything());
  }
}
