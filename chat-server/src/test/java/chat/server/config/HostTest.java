package chat.server.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.server.PemFiles;
import chat.server.RawConnection;
import chat.server.RunningServer;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The host names that a server accepts, which protects against DNS rebinding. */
final class HostTest {
  private static final String BODY =
      "Content-Type: application/json\r\nContent-Length: 2\r\n\r\n{}";

  @TempDir private Path directory;

  @Test
  void rejectsAForeignHostNameForPageRestAndSocket() throws Exception {
    try (RunningServer server = RunningServer.start()) {
      String host = "evil.example:" + server.port();
      String origin = "Origin: http://" + host + "\r\n";

      assertStatus(421, ask(server, "GET /api/rooms/general/messages", host, origin));
      assertStatus(421, ask(server, "POST /api/session", host, origin + BODY));
      assertStatus(421, ask(server, "GET /ws", host, origin + upgrade()));
      assertStatus(421, ask(server, "GET /js/app/chat.js", host, ""));
      String page = ask(server, "GET /", host, "Accept: text/html\r\n");
      assertStatus(421, page);
      assertTrue(page.contains("PUBLIC_HOSTS=evil.example"), page);
      assertStatus(200, ask(server, "GET /healthz", host, ""));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "localhost:80", "chat.local", "chat", "[::1]:8080"})
  void acceptsUnregistrableNames(String host) throws Exception {
    try (RunningServer server = RunningServer.start()) {
      assertStatus(200, ask(server, "GET /api/rooms", host, ""));
    }
  }

  @Test
  void acceptsListedNames() throws Exception {
    try (RunningServer server =
        RunningServer.start("--public-hosts=chat.example.com, *.example.org")) {
      assertStatus(200, ask(server, "GET /api/rooms", "chat.example.com", ""));
      assertStatus(200, ask(server, "GET /api/rooms", "a.example.org:8080", ""));
      assertStatus(421, ask(server, "GET /api/rooms", "example.org", ""));
    }
  }

  @Test
  void acceptsNamesForwardedByATrustedProxy() throws Exception {
    try (RunningServer trusting = RunningServer.start("--trusted-proxies=127.0.0.1");
        RunningServer alone = RunningServer.start("--trusted-proxies=192.0.2.1")) {
      String forwarded = "X-Forwarded-Host: chat.example.com\r\n";
      assertStatus(200, ask(trusting, "GET /api/rooms", "chat.example.com", ""));
      assertStatus(200, ask(trusting, "GET /api/rooms", "127.0.0.1", forwarded));
      assertStatus(421, ask(alone, "GET /api/rooms", "chat.example.com", forwarded));
      assertStatus(200, ask(alone, "GET /api/rooms", "127.0.0.1", forwarded));
    }
  }

  @Test
  void acceptsTheNamesOfTheCertificate() throws Exception {
    PemFiles files = PemFiles.make(directory, "EC");
    assertEquals(
        java.util.Set.of("localhost"),
        TlsIdentity.read(files.certificate().toString(), files.key().toString())
            .orElseThrow()
            .hostNames());
  }

  private static String upgrade() {
    return String.join(
        "\r\n",
        "Connection: Upgrade",
        "Upgrade: websocket",
        "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
        "");
  }

  private static String ask(RunningServer server, String request, String host, String rest)
      throws IOException {
    try (RawConnection raw = new RawConnection(server.port())) {
      String close = rest.contains("Upgrade") ? "" : "Connection: close\r\n";
      String end = rest.contains("\r\n\r\n") ? "" : "\r\n";
      raw.send(request + " HTTP/1.1\r\nHost: " + host + "\r\n" + close + rest + end);
      return rest.contains("Upgrade") ? raw.head() : raw.everything();
    }
  }

  private static void assertStatus(int status, String answer) {
    assertTrue(answer.startsWith("HTTP/1.1 " + status + " "), answer);
  }
}
