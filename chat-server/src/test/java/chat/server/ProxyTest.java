package chat.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.net.http.WebSocketHandshakeException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A server behind a trusted proxy, and one without. */
final class ProxyTest {
  private static final String[] OVER_TLS = {
    "X-Forwarded-Proto", "https", "X-Forwarded-Host", "chat.example"
  };

  private static RunningServer behindProxy;
  private static RunningServer alone;

  @BeforeAll
  static void start() throws Exception {
    behindProxy = RunningServer.start("--trusted-proxies=192.0.2.1, 127.0.0.0/8");
    alone = RunningServer.start("--trusted-proxies=192.0.2.1");
  }

  @AfterAll
  static void stop() {
    behindProxy.close();
    alone.close();
  }

  @Test
  void bindsTheCookieToTheForwardedHostAndTls() throws Exception {
    HttpResponse<String> response = behindProxy.post("/api/session", "{}", OVER_TLS);

    String cookie = response.headers().firstValue("Set-Cookie").orElseThrow();
    assertTrue(cookie.startsWith("__Host-chat_session="), cookie);
    assertTrue(cookie.contains("; Path=/; "), cookie);
    assertTrue(cookie.endsWith("; HttpOnly; SameSite=Lax; Secure"), cookie);
    assertFalse(cookie.contains("Domain"), cookie);
    assertEquals("max-age=31536000", header(response, "Strict-Transport-Security"));
  }

  @Test
  void acceptsTheHostCookieOnlyOverTls() throws Exception {
    String session = RestTest.session(behindProxy.post("/api/session", "{}"));

    try (TestWebSocket bound =
            behindProxy.connect(with(OVER_TLS, "Cookie", "a=b; __Host-chat_session=" + session));
        TestWebSocket tossed =
            behindProxy.connect(with(OVER_TLS, "Cookie", "chat_session=" + session))) {
      assertFalse(bound.next("welcome").has("session"));
      assertTrue(tossed.next("welcome").has("session"), "a stranger, made a guest");
    }
  }

  @Test
  void comparesOriginsWithTheForwardedHostAndScheme() throws Exception {
    behindProxy.connect(with(OVER_TLS, "Origin", "https://chat.example")).close();
    assertEquals(403, refused(behindProxy, with(OVER_TLS, "Origin", "http://chat.example")));
    assertEquals(
        403, refused(behindProxy, with(OVER_TLS, "Origin", "https://" + behindProxy.host())));
  }

  @Test
  void trustsNoOtherPeer() throws Exception {
    HttpResponse<String> response = alone.post("/api/session", "{}", OVER_TLS);

    assertTrue(header(response, "Set-Cookie").startsWith("chat_session_" + alone.port() + "="));
    assertEquals("", header(response, "Strict-Transport-Security"));
    assertEquals(403, refused(alone, with(OVER_TLS, "Origin", "https://chat.example")));
  }

  private static int refused(RunningServer server, String... headers) {
    return assertThrows(WebSocketHandshakeException.class, () -> server.connect(headers))
        .getResponse()
        .statusCode();
  }

  private static String[] with(String[] headers, String name, String value) {
    String[] more = java.util.Arrays.copyOf(headers, headers.length + 2);
    more[headers.length] = name;
    more[headers.length + 1] = value;
    return more;
  }

  private static String header(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }
}
