package chat.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayInputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HttpTest {
  private static final String FRIEND = "https://friend.example";

  private static RunningServer server;

  @BeforeAll
  static void start() throws Exception {
    server = RunningServer.start("--cors-origins=" + FRIEND);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void servesThePage() throws Exception {
    HttpResponse<String> page = server.get("/?username=Ada&room=general");

    assertEquals(200, page.statusCode());
    assertEquals("text/html; charset=utf-8", header(page, "Content-Type"));
    assertEquals("no-cache", header(page, "Cache-Control"));
    assertEquals("Accept, Accept-Encoding", header(page, "Vary"));
    assertTrue(page.body().contains("<html"));
  }

  @Test
  void sendsAnUnchangedFileOnce() throws Exception {
    String etag = header(server.get("/index.html"), "ETag");

    HttpResponse<String> again = server.get("/index.html", "If-None-Match", "\"other\", " + etag);

    assertEquals(304, again.statusCode());
    assertEquals("", again.body());
    assertEquals(etag, header(again, "ETag"));
    assertEquals(200, server.get("/index.html", "If-None-Match", "\"other\"").statusCode());
  }

  @Test
  void compressesTextForClientsThatAcceptIt() throws Exception {
    HttpResponse<String> plain = server.get("/main.js");
    HttpResponse<byte[]> packed =
        HttpClient.newHttpClient()
            .send(
                server.request("/main.js").header("Accept-Encoding", "br, gzip").build(),
                BodyHandlers.ofByteArray());

    assertEquals("gzip", packed.headers().firstValue("Content-Encoding").orElse(""));
    assertEquals("Accept-Encoding", packed.headers().firstValue("Vary").orElse(""));
    assertTrue(packed.body().length < plain.body().length() / 2);
    try (var unpacked = new GZIPInputStream(new ByteArrayInputStream(packed.body()))) {
      assertEquals(plain.body(), new String(unpacked.readAllBytes(), UTF_8));
    }
    String etag = packed.headers().firstValue("ETag").orElse("");
    assertNotEquals(header(plain, "ETag"), etag);
    assertEquals("", header(plain, "Content-Encoding"));
    assertEquals("Accept-Encoding", header(plain, "Vary"));
    assertEquals(
        304, server.get("/main.js", "Accept-Encoding", "gzip", "If-None-Match", etag).statusCode());
    assertEquals(
        "", header(server.get("/main.js", "Accept-Encoding", "gzip;q=0, br"), "Content-Encoding"));
  }

  @Test
  void answersHeadWithoutABody() throws Exception {
    HttpResponse<String> head =
        server.send(server.request("/").method("HEAD", BodyPublishers.noBody()));

    assertEquals(200, head.statusCode());
    assertEquals("", head.body());
    assertFalse(header(head, "Content-Length").equals("0"));
  }

  @Test
  void servesADirectoryWithoutCaching(@TempDir Path directory) throws Exception {
    Path page = directory.resolve("index.html");
    Files.writeString(page, "one");
    try (RunningServer own = RunningServer.start("--web-dir=" + directory)) {
      assertEquals("one", own.get("/").body());

      Files.writeString(page, "two");

      assertEquals("two", own.get("/").body());
      assertEquals("no-store", header(own.get("/"), "Cache-Control"));
    }
  }

  @Test
  void returnsItsHealth() throws Exception {
    for (HttpResponse<String> health :
        List.of(server.get("/healthz"), server.get("/", "Accept", "application/json"))) {
      assertEquals(200, health.statusCode());
      assertEquals("application/json", header(health, "Content-Type"));
      assertEquals("ok", json(health).get("status").getAsString());
      assertTrue(json(health).getAsJsonObject("server").has("version"));
      assertTrue(json(health).get("uptime_ms").getAsLong() >= 0);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8|text/html",
        "*/*|text/html",
        "application/json, text/plain, */*|application/json",
        "text/html;q=0.5, application/json|application/json"
      })
  void servesThePageToClientsThatDoNotPreferJson(String accept, String type) throws Exception {
    assertTrue(header(server.get("/", "Accept", accept), "Content-Type").startsWith(type));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/healthz",
        "/nothing",
        "/js",
        "/ws",
        "/api/rooms",
        "/api/nothing",
        "/api/rooms/nothing/messages",
        "/api/rooms?limit=x",
        "/%2e%2e/secret",
        "/%00"
      })
  void sendsSecurityHeadersOnEveryResponse(String path) throws Exception {
    HttpResponse<String> response = server.get(path);

    assertTrue(header(response, "Content-Security-Policy").startsWith("default-src 'none'; "));
    assertEquals("nosniff", header(response, "X-Content-Type-Options"));
    assertEquals("no-referrer", header(response, "Referrer-Policy"));
    assertEquals("same-origin", header(response, "Cross-Origin-Opener-Policy"));
    assertEquals("same-origin", header(response, "Cross-Origin-Resource-Policy"));
    assertTrue(header(response, "Permissions-Policy").contains("camera=(), "));
    assertEquals("", header(response, "Strict-Transport-Security"), "there is no TLS");
    assertEquals("", header(response, "Server"));
    assertEquals("", header(response, "Access-Control-Allow-Origin"));
    assertFalse(response.body().toLowerCase(java.util.Locale.ROOT).contains("jetty"));
  }

  @Test
  void sendsFilesWithoutTheHeadersOfDocuments() throws Exception {
    HttpResponse<String> response = server.get("/main.js");
    assertEquals(
        "default-src 'none'; script-src 'self'; connect-src 'self';"
            + " require-trusted-types-for 'script'; trusted-types service-worker",
        header(response, "Content-Security-Policy"));
    assertEquals("nosniff", header(response, "X-Content-Type-Options"));
    assertEquals("no-referrer", header(response, "Referrer-Policy"));
    assertEquals("same-origin", header(response, "Cross-Origin-Resource-Policy"));
    assertEquals("", header(response, "Cross-Origin-Opener-Policy"));
    assertEquals("", header(response, "Permissions-Policy"));
  }

  @Test
  void sendsSecurityHeadersWithoutABodyToo() throws Exception {
    String etag = header(server.get("/index.html"), "ETag");
    for (HttpResponse<String> response :
        List.of(
            server.get("/index.html", "If-None-Match", etag),
            server.send(server.request("/").method("HEAD", BodyPublishers.noBody())),
            server.send(server.request("/").method("OPTIONS", BodyPublishers.noBody())),
            server.send(
                server
                    .request("/api/rooms", "Origin", FRIEND, "Access-Control-Request-Method", "GET")
                    .method("OPTIONS", BodyPublishers.noBody())))) {
      assertTrue(header(response, "Content-Security-Policy").startsWith("default-src 'none'; "));
      assertEquals("nosniff", header(response, "X-Content-Type-Options"));
    }
  }

  /**
   * The policy allows the page only its own server as a source, but for pictures that it makes
   * itself, and no inline code.
   */
  @Test
  void allowsThePageItsOwnServerOnly() throws Exception {
    for (String directive : header(server.get("/"), "Content-Security-Policy").split("; ", -1)) {
      String sources = directive.substring(directive.indexOf(' ') + 1);
      assertTrue(
          List.of("'self'", "'none'", "'script'").contains(sources)
              || directive.equals("img-src 'self' blob: data:")
              || directive.equals("trusted-types service-worker"),
          directive);
    }
  }

  @Test
  void answersUnknownPathsWithNotFound() throws Exception {
    HttpResponse<String> forScripts = server.get("/nothing.js");
    HttpResponse<String> forPeople = server.get("/nothing", "Accept", "text/html,*/*");

    assertEquals(404, forScripts.statusCode());
    assertEquals("application/problem+json", header(forScripts, "Content-Type"));
    assertEquals("not_found", json(forScripts).get("code").getAsString());
    assertEquals(404, forPeople.statusCode());
    assertTrue(forPeople.body().contains("<p>"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PUT|/|GET, HEAD",
        "DELETE|/healthz|GET, HEAD",
        "DELETE|/api/rooms|GET, HEAD",
        "PUT|/api/rooms/general/messages|GET, HEAD, POST",
        "GET|/api/session|POST, DELETE",
        "POST|/ws|GET"
      })
  void namesTheAllowedMethods(String method, String path, String allowed) throws Exception {
    HttpResponse<String> response =
        server.send(server.request(path).method(method, BodyPublishers.noBody()));

    assertEquals(405, response.statusCode());
    assertEquals(allowed, header(response, "Allow"));
  }

  @Test
  void allowsListedOrigins() throws Exception {
    HttpResponse<String> rooms = server.get("/api/rooms", "Origin", FRIEND);
    HttpResponse<String> preflight =
        server.send(
            server
                .request(
                    "/api/rooms/general/messages",
                    "Origin",
                    FRIEND,
                    "Access-Control-Request-Method",
                    "POST")
                .method("OPTIONS", BodyPublishers.noBody()));
    HttpResponse<String> error = server.get("/api/nothing", "Origin", FRIEND);

    for (HttpResponse<String> response : List.of(rooms, preflight, error)) {
      assertEquals(FRIEND, header(response, "Access-Control-Allow-Origin"));
      assertEquals("true", header(response, "Access-Control-Allow-Credentials"));
      assertTrue(header(response, "Vary").contains("Origin"));
    }
    assertEquals(204, preflight.statusCode());
    assertEquals(
        "Authorization, Content-Type, Range, Idempotency-Key, Tus-Resumable, Upload-Length,"
            + " Upload-Metadata, Upload-Offset, Upload-Checksum, X-HTTP-Method-Override",
        header(preflight, "Access-Control-Allow-Headers"));
  }

  @Test
  void rejectsForeignOrigins() throws Exception {
    HttpResponse<String> read = server.get("/api/rooms", "Origin", "https://evil.example");
    HttpResponse<String> written =
        server.post("/api/session", "{}", "Origin", "https://evil.example");

    assertEquals("", header(read, "Access-Control-Allow-Origin"));
    assertEquals(403, written.statusCode());
    assertEquals("forbidden", json(written).get("code").getAsString());
    assertEquals("", header(written, "Set-Cookie"));
  }

  @Test
  void acceptsPostsOfItsOwnPage() throws Exception {
    HttpResponse<String> session =
        server.post("/api/session", "{}", "Origin", "https://" + server.host());

    assertEquals(201, session.statusCode());
  }

  private static String header(HttpResponse<?> response, String name) {
    return String.join(", ", response.headers().allValues(name));
  }

  private static JsonObject json(HttpResponse<String> response) {
    return JsonParser.parseString(response.body()).getAsJsonObject();
  }
}
