package chat.server.hostile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import chat.server.CapturedLog;
import chat.server.RawConnection;
import chat.server.RunningServer;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Requests that violate RFC 9112, or are ambiguous. The expected result of a case is the statuses
 * of all responses until the connection ends: a smuggled request would get its own.
 */
@SuppressWarnings("StringConcatToTextBlock") // lines of text blocks end without CR
final class HostileHttpTest {
  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([0-9]{3}) ");

  /** Words that would reveal the server's software. */
  /** A random token may contain four letters of these by chance. */
  private static final Pattern INSIDE =
      Pattern.compile(
          "(?<![\\w-])(jetty|eclipse|java)|exception|\\bat chat\\.|^server:", Pattern.MULTILINE);

  private static final String LAST = "Host: x\r\nConnection: close\r\n";
  private static final String ROOMS = "GET /api/rooms HTTP/1.1\r\n" + LAST + "\r\n";
  private static final String POST =
      "POST /api/session HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n";

  private static RunningServer server;
  private static Neighbours neighbours;

  @BeforeAll
  static void start() throws Exception {
    server = RunningServer.start("--limits=off", "--cors-origins=https://friend.example");
    neighbours = new Neighbours(server);
  }

  @AfterAll
  static void stop() {
    neighbours.close();
    server.close();
  }

  @ParameterizedTest(name = "{0}: {2}")
  @MethodSource({
    "lines",
    "headers",
    "lengths",
    "bodies",
    "paths",
    "methods",
    "pages",
    "handshakes"
  })
  void answersExactly(String name, String sent, String statuses) throws Exception {
    neighbours.talk();
    try (RawConnection raw = new RawConnection(server.port());
        CapturedLog log = new CapturedLog()) {
      raw.send(sent);
      neighbours.talk();

      String answer = raw.everything();

      assertEquals(
          statuses,
          STATUS.matcher(answer).results().map(HostileHttpTest::status).collect(joined()),
          answer);
      String lower = answer.toLowerCase(Locale.ROOT);
      assertFalse(INSIDE.matcher(lower).find(), answer);
      assertEquals(
          STATUS.matcher(answer).results().count(),
          Pattern.compile("content-security-policy: default-src 'none'; ")
              .matcher(lower)
              .results()
              .count(),
          answer);
      assertEquals(List.of(), log.stackTraces());
    }
    neighbours.talk();
  }

  private static String status(MatchResult found) {
    return found.group(1);
  }

  private static java.util.stream.Collector<CharSequence, ?, String> joined() {
    return Collectors.joining(" ");
  }

  static Stream<Arguments> lines() {
    return Stream.of(
        of("no HTTP at all", "GARBAGE\r\n\r\n", "400"),
        of("TLS where there is none", latin(0x16, 0x03, 0x01, 0x02, 0, 1, 0, 1, 0xfc, 3, 3), "400"),
        of("HTTP/2 without asking", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "426"),
        of("HTTP/9.9", "GET / HTTP/9.9\r\nHost: x\r\n\r\n", "505"),
        of("HTTP/0.9", "GET /\r\n", "505"),
        of("no version", "GET /\r\nHost: x\r\n\r\n", "505"),
        of("two spaces, as RFC 9112 allows", "GET  /healthz HTTP/1.1\r\n" + LAST + "\r\n", "200"),
        of("NUL in the line", "GET /\0 HTTP/1.1\r\n" + LAST + "\r\n", "400"),
        of("method of brackets", "G[T / HTTP/1.1\r\n" + LAST + "\r\n", "400"),
        of("path of 9,000", "GET /" + "x".repeat(9_000) + " HTTP/1.1\r\n" + LAST + "\r\n", "414"));
  }

  static Stream<Arguments> headers() {
    return Stream.of(
        of("lines that end in LF", get("X: a").replace("\r\n", "\n"), "400"),
        of("one line that ends in LF", get("X: a").replace("X: a\r\n", "X: a\n"), "400"),
        of("no host", "GET / HTTP/1.1\r\n\r\n", "400"),
        of("two hosts", get("Host: y"), "400"),
        of("blank host", "GET / HTTP/1.1\r\nHost:\r\nConnection: close\r\n\r\n", "400"),
        of("host with a space", "GET / HTTP/1.1\r\nHost: a b\r\n\r\n", "400"),
        of("host that is a path", "GET / HTTP/1.1\r\nHost: a/b\r\n\r\n", "400"),
        of("host with credentials", "GET / HTTP/1.1\r\nHost: a@b\r\n\r\n", "400"),
        of("folded field", get("X: a\r\n b"), "400"),
        of("space before the colon", get("X : a"), "400"),
        of("space before the length's colon", get("Content-Length : 5"), "400"),
        of("space before the name", "GET / HTTP/1.1\r\n Host: x\r\n\r\n", "400"),
        of("no colon", get("nonsense"), "400"),
        of("no name", get(": x"), "400"),
        of("NUL in a value", get("X: a\0b"), "400"),
        of("NUL in a name", get("X\0: a"), "400"),
        of("bare CR in a value", get("X: a\rY: b"), "400"),
        of("brackets in a name", get("X[]: a"), "400"),
        of("101 fields", get("X: a\r\n".repeat(98) + "X: a"), "431"),
        of("100 fields", get("X: a\r\n".repeat(97) + "X: a"), "200"),
        of("20,000 bytes", get("X: " + "x".repeat(20_000)), "431"),
        of("unknown expectation", get("Expect: 200-maybe"), "417"),
        of(
            "upgrade to HTTP/2",
            get("Connection: Upgrade\r\nUpgrade: h2c\r\nHTTP2-Settings: AAAA"),
            "200"));
  }

  static Stream<Arguments> lengths() {
    String then = "\r\n\r\n5\r\nhello\r\n0\r\n\r\n" + ROOMS;
    return Stream.of(
        of(
            "length and chunks",
            POST + "Content-Length: 5\r\nTransfer-Encoding: chunked" + then,
            "400"),
        of(
            "chunks and length",
            POST + "Transfer-Encoding: chunked\r\nContent-Length: 5" + then,
            "400"),
        of("two lengths", POST + "Content-Length: 5\r\nContent-Length: 6" + then, "400"),
        of("one length twice", POST + "Content-Length: 2\r\nContent-Length: 2\r\n\r\n{}", "400"),
        of("a list of lengths", POST + "Content-Length: 5, 5" + then, "400"),
        of("negative length", POST + "Content-Length: -1" + then, "400"),
        of("length with a sign", POST + "Content-Length: +5" + then, "400"),
        of("length in hexadecimal", POST + "Content-Length: 0x5" + then, "400"),
        of("length beyond numbers", POST + "Content-Length: " + "9".repeat(30) + then, "400"),
        of("empty length", POST + "Content-Length:" + then, "400"),
        of("length in other digits", POST + "Content-Length: \u00b2" + then, "400"),
        of("unknown coding", POST + "Transfer-Encoding: xchunked" + then, "400"),
        of("coding of whitespace", POST + "Transfer-Encoding: \u000bchunked" + then, "400"),
        of("chunked twice", POST + "Transfer-Encoding: chunked, chunked" + then, "400"),
        of("chunked not last", POST + "Transfer-Encoding: chunked, gzip" + then, "400"),
        of(
            "an unknown coding before chunked",
            POST + "Transfer-Encoding: x, chunked" + then,
            "400"),
        of("chunked after an empty coding", POST + "Transfer-Encoding: , chunked" + then, "400"),
        of(
            "an unknown coding and chunked in two fields",
            POST + "Transfer-Encoding: x\r\nTransfer-Encoding: chunked" + then,
            "400"),
        of("identity", POST + "Transfer-Encoding: identity" + then, "400"),
        of(
            "chunks in HTTP/1.0",
            POST.replace("1.1", "1.0") + "Transfer-Encoding: chunked" + then,
            "400"),
        of("chunk size of letters", chunked("zz\r\n"), "400"),
        of("negative chunk", chunked("-1\r\n"), "400"),
        of("chunk beyond numbers", chunked("fffffffffffffffff\r\n"), "400"),
        of("chunk longer than it says", chunked("2\r\n{}x\r\n0\r\n\r\n"), "400"),
        of("no size", chunked("\r\n"), "400"),
        of("chunk that ends in LF", chunked("2\n{}\n0\n\n"), "400"),
        of("chunk's extension that ends in LF", chunked("2;x\n{}\r\n0\r\n\r\n" + ROOMS), "400"),
        of(
            "a request in a body",
            POST + "Content-Length: " + ROOMS.length() + "\r\n\r\n" + ROOMS + ROOMS,
            "400 200"),
        of(
            "a request in the body of a GET",
            "GET /api/rooms HTTP/1.1\r\nHost: x\r\nContent-Length: "
                + ROOMS.length()
                + "\r\n\r\n"
                + ROOMS
                + ROOMS,
            "200 200"),
        of(
            "three at once",
            ROOMS.replace("Connection: close\r\n", "").repeat(2) + ROOMS,
            "200 200 200"));
  }

  static Stream<Arguments> bodies() {
    return Stream.of(
        of("empty", post(""), "400"),
        of("not JSON", post("hello"), "400"),
        of("not UTF-8", post("{\"session\":\"\u00ff\"}"), "400"),
        of("30,000 arrays", post("[".repeat(30_000)), "400"),
        of("30,000 arrays in an object", post("{\"x\":" + "[".repeat(30_000) + "}"), "400"),
        of("key twice", post("{\"session\":\"a\",\"session\":\"b\"}"), "400"),
        of("giant number", post("{\"session\":1e999999999}"), "400"),
        of("something after it", post("{}{}"), "400"),
        of("65,537 bytes", post(" ".repeat(65_537)), "413"),
        of(
            "a terabyte announced",
            POST + LAST_ONE + "Content-Length: 1099511627776\r\n\r\n",
            "413"),
        of(
            "a form",
            post("a=b").replace("application/json", "application/x-www-form-urlencoded"),
            "400"),
        of("text", post("{}").replace("application/json", "text/plain"), "400"),
        of("no type", post("{}").replace("Content-Type: application/json\r\n", ""), "400"),
        of(
            "two types",
            post("{}").replace("Content-Type", "Content-Type: text/plain\r\nContent-Type"),
            "400"));
  }

  static Stream<Arguments> paths() {
    return Stream.of(
        of("up", path("/../etc/passwd"), "400"),
        of("up, encoded", path("/%2e%2e/%2e%2e/etc/passwd"), "400"),
        of("up, encoded twice", path("/%252e%252e/etc/passwd"), "400"),
        of("up, by parameter", path("/..;/etc/passwd"), "400"),
        of("up, by backslash", path("/..\\..\\etc\\passwd"), "400"),
        of("encoded slash", path("/js%2fmain.js"), "400"),
        of("NUL", path("/%00"), "400"),
        of("line break", path("/a%0d%0aSet-Cookie:%20x=y"), "400"),
        of("broken escape", path("/%zz"), "400"),
        of("overlong UTF-8", path("/%c0%ae%c0%ae/"), "400"),
        of("hidden file", path("/.git/config"), "404"),
        of("class of the server", path("/chat/server/Main.class"), "404"),
        of("inside of the jar", path("/META-INF/MANIFEST.MF"), "404"),
        of("another host in the line", path("http://evil.example/"), "400"),
        of("no host in the line", path("http:///"), "400"),
        of("asterisk", path("*"), "400"),
        of("broken escape in the query", path("/api/rooms?after=%zz"), "400"),
        of("no UTF-8 in the query", path("/api/rooms?limit=%ff%fe"), "400"),
        of("giant limit", path("/api/rooms?limit=99999999999999999999"), "400"),
        of("limit twice", path("/api/rooms?limit=1&limit=2"), "400"));
  }

  static Stream<Arguments> methods() {
    return Stream.of(
        of("TRACE", method("TRACE", "/"), "405"),
        of("TRACE of nothing", method("TRACE", "/nothing"), "405"),
        of("TRACE of the socket", method("TRACE", "/ws"), "405"),
        of("TRACK", method("TRACK", "/"), "405"),
        of("CONNECT", "CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example:443\r\n\r\n", "405"),
        of("DELETE", method("DELETE", "/api/rooms"), "405"),
        of("PUT", method("PUT", "/"), "405"),
        of("PROPFIND", method("PROPFIND", "/"), "405"),
        of("lower-case method", method("get", "/"), "405"),
        of("method of 60", method("X".repeat(60), "/"), "405"),
        of("HEAD", method("HEAD", "/api/rooms"), "200"),
        of("HEAD of nothing", method("HEAD", "/nothing"), "404"),
        of("OPTIONS", method("OPTIONS", "/"), "405"),
        of("OPTIONS of all", method("OPTIONS", "*"), "404"));
  }

  static Stream<Arguments> pages() {
    String evil = "Origin: https://evil.example\r\n";
    return Stream.of(
        of("post of a script", posted(""), "201"),
        of(
            "post of the own page",
            posted("Origin: http://x\r\nSec-Fetch-Site: same-origin\r\n"),
            "201"),
        of("post of the own page, old browser", posted("Origin: http://x\r\n"), "201"),
        of(
            "post of a listed page",
            posted("Origin: https://friend.example\r\nSec-Fetch-Site: cross-site\r\n"),
            "201"),
        of("post of another site", posted("Sec-Fetch-Site: cross-site\r\n"), "403"),
        of("post of a neighbour's page", posted("Sec-Fetch-Site: same-site\r\n"), "403"),
        of("post of an unknown kind", posted("Sec-Fetch-Site: x\r\n"), "403"),
        of("post of a foreign page", posted(evil), "403"),
        of("post of a sandbox", posted("Origin: null\r\n"), "403"),
        of("post of two pages", posted("Origin: http://x\r\n" + evil), "403"),
        of("post of another port", posted("Origin: http://x:81\r\n"), "403"),
        of("post of a name that begins alike", posted("Origin: http://x.evil.example\r\n"), "403"));
  }

  static Stream<Arguments> handshakes() {
    return Stream.of(
        of("handshake: no key", handshake("Sec-WebSocket-Key", null), "400"),
        of("handshake: short key", handshake("Sec-WebSocket-Key", "AAAA"), "400"),
        of("handshake: long key", handshake("Sec-WebSocket-Key", "A".repeat(32)), "400"),
        of(
            "handshake: key of other letters",
            handshake("Sec-WebSocket-Key", "!".repeat(22) + "=="),
            "400"),
        of(
            "handshake: two keys",
            handshake("Sec-WebSocket-Key", KEY + "\r\nSec-WebSocket-Key: " + KEY),
            "400"),
        of("handshake: no version", handshake("Sec-WebSocket-Version", null), "426"),
        of("handshake: version 8", handshake("Sec-WebSocket-Version", "8"), "426"),
        of("handshake: version 013", handshake("Sec-WebSocket-Version", "013"), "426"),
        of(
            "handshake: two versions",
            handshake("Sec-WebSocket-Version", "13\r\nSec-WebSocket-Version: 8"),
            "426"),
        of("handshake: no upgrade", handshake("Upgrade", null), "426"),
        of("handshake: another upgrade", handshake("Upgrade", "h2c"), "426"),
        of("handshake: connection stays", handshake("Connection", "close"), "400"),
        of("handshake: HTTP/1.0", handshake("", null).replace("HTTP/1.1", "HTTP/1.0"), "426"),
        of("handshake: POST", handshake("", null).replace("GET", "POST"), "405"),
        of("handshake: HEAD", handshake("", null).replace("GET", "HEAD"), "405"),
        of("handshake: a body", handshake("Content-Length", "5") + "hello", "400"),
        of("handshake: chunks", handshake("Transfer-Encoding", "chunked") + "0\r\n\r\n", "400"),
        of("handshake: foreign page", handshake("Origin", "https://evil.example"), "403"),
        of("handshake: sandbox", handshake("Origin", "null"), "403"),
        of("handshake: empty origin", handshake("Origin", ""), "403"),
        of(
            "handshake: two pages",
            handshake("Origin", "http://x\r\nOrigin: https://evil.example"),
            "403"),
        of("handshake: another port", handshake("Origin", "http://x:81"), "403"),
        of("handshake: suffix of the host", handshake("Origin", "http://x.evil.example"), "403"),
        of(
            "handshake: listed name, other scheme",
            handshake("Origin", "http://friend.example"),
            "403"),
        of(
            "handshake: another site without a name",
            handshake("Sec-Fetch-Site", "cross-site"),
            "403"),
        of("handshake: unknown bearer", handshake("Authorization", "Bearer x"), "401"));
  }

  private static final String KEY = "AAAAAAAAAAAAAAAAAAAAAA==";

  private static final String LAST_ONE = "Connection: close\r\n";

  /** A handshake with one field changed or removed. The response must end the connection. */
  private static String handshake(String name, String value) {
    StringBuilder out = new StringBuilder("GET /ws HTTP/1.1\r\nHost: x\r\n");
    for (String field :
        List.of(
            "Upgrade: websocket",
            "Connection: Upgrade, close",
            "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Key: " + KEY)) {
      if (name.isEmpty() || !field.startsWith(name + ":")) {
        out.append(field).append("\r\n");
      }
    }
    return out.append(value == null ? "" : name + ": " + value + "\r\n").append("\r\n").toString();
  }

  private static String get(String field) {
    return "GET /healthz HTTP/1.1\r\n" + LAST + field + "\r\n\r\n";
  }

  private static String path(String path) {
    return "GET " + path + " HTTP/1.1\r\n" + LAST + "\r\n";
  }

  private static String method(String method, String path) {
    return method + " " + path + " HTTP/1.1\r\n" + LAST + "\r\n";
  }

  private static String chunked(String body) {
    return POST + LAST_ONE + "Transfer-Encoding: chunked\r\n\r\n" + body;
  }

  private static String post(String body) {
    return POST + LAST_ONE + "Content-Length: " + body.length() + "\r\n\r\n" + body;
  }

  private static String posted(String fields) {
    return POST + LAST_ONE + fields + "Content-Length: 2\r\n\r\n{}";
  }

  private static String latin(int... bytes) {
    byte[] array = Frames.bytes(bytes);
    return new String(array, ISO_8859_1);
  }

  private static Arguments of(String name, String sent, String statuses) {
    return Arguments.of(name, sent, statuses);
  }
}
