package chat.server.hostile;

import static chat.server.hostile.Frames.BINARY;
import static chat.server.hostile.Frames.CLOSE;
import static chat.server.hostile.Frames.CONTINUATION;
import static chat.server.hostile.Frames.FIN;
import static chat.server.hostile.Frames.PING;
import static chat.server.hostile.Frames.PONG;
import static chat.server.hostile.Frames.TEXT;
import static chat.server.hostile.Frames.bytes;
import static chat.server.hostile.Frames.close;
import static chat.server.hostile.Frames.concat;
import static chat.server.hostile.Frames.frame;
import static chat.server.hostile.Frames.head;
import static chat.server.hostile.Frames.masked;
import static chat.server.hostile.Frames.text;
import static chat.server.hostile.Frames.unmasked;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.server.CapturedLog;
import chat.server.RawConnection;
import chat.server.RunningServer;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Frames that violate RFC 6455 or the chat's protocol, and valid edge cases. */
class HostileFramesTest {
  private static final String PROTOCOL = "close 1002";
  private static final String NOT_UTF8 = "close 1007";
  private static final String TOO_BIG = "close 1009";
  private static final String ANSWERED = "pong";
  private static final String ASK = "{\"type\":\"ping\"}";

  private static RunningServer server;
  private static Neighbours neighbours;

  @BeforeAll
  static void start() throws Exception {
    server = RunningServer.start("--limits=off");
    neighbours = new Neighbours(server);
  }

  @AfterAll
  static void stop() {
    neighbours.close();
    server.close();
  }

  @ParameterizedTest(name = "{0}: {2}")
  @MethodSource({"framing", "fragments", "closing", "payloads", "sizes", "json"})
  void answersExactly(String name, byte[] sent, String answer) throws Exception {
    neighbours.talk();
    try (RawConnection raw = new RawConnection(server.port());
        CapturedLog log = new CapturedLog()) {
      raw.upgrade();
      raw.frame(); // the welcome
      raw.send(sent);
      neighbours.talk();

      assertEquals(answer, answer(raw));

      if (answer.startsWith("close")) {
        assertTrue(raw.ends(), "the connection must end");
      } else {
        raw.send(text(ASK));
        assertEquals(ANSWERED, answer(raw), "the connection must go on");
      }
      assertEquals(List.of(), log.stackTraces());
    }
    neighbours.talk();
  }

  /** The first result of a frame: an error's code, a frame type, or a close code. */
  private static String answer(RawConnection raw) throws IOException {
    RawConnection.Received frame = raw.frame();
    if (frame.opCode() == CLOSE) {
      return frame.payload().length == 0 ? "close" : "close " + frame.closeCode();
    }
    if (frame.opCode() == PONG) {
      return "pong frame " + new String(frame.payload(), StandardCharsets.UTF_8);
    }
    JsonObject json =
        JsonParser.parseString(new String(frame.payload(), StandardCharsets.UTF_8))
            .getAsJsonObject();
    String type = json.get("type").getAsString();
    if (type.equals("rooms_changed")) {
      return answer(raw); // an occasional broadcast
    }
    return type.equals("error")
        ? "error "
            + json.get("code").getAsString()
            + (json.has("re") ? " to " + json.get("re") : "")
        : type;
  }

  static Stream<Arguments> framing() {
    Stream<Arguments> reserved =
        IntStream.concat(IntStream.rangeClosed(3, 7), IntStream.rangeClosed(0xb, 0xf))
            .mapToObj(
                opCode ->
                    of(
                        "reserved opcode " + Integer.toHexString(opCode),
                        frame(FIN | opCode, ASK),
                        PROTOCOL));
    return Stream.concat(
        reserved,
        Stream.of(
            of("unmasked text", unmasked(FIN | TEXT, ASK), PROTOCOL),
            of("unmasked ping", unmasked(FIN | PING, "x"), PROTOCOL),
            of("unmasked close", unmasked(FIN | CLOSE, ""), PROTOCOL),
            of("RSV1 without an extension", frame(FIN | 0x40 | TEXT, ASK), PROTOCOL),
            of("RSV2", frame(FIN | 0x20 | TEXT, ASK), PROTOCOL),
            of("RSV3", frame(FIN | 0x10 | TEXT, ASK), PROTOCOL),
            of("all of RSV", frame(FIN | 0x70 | TEXT, ASK), PROTOCOL),
            of("RSV1 in a ping", frame(FIN | 0x40 | PING, "x"), PROTOCOL),
            of("RSV1 in a close", frame(FIN | 0x40 | CLOSE, bytes(3, 0xe8)), PROTOCOL),
            of("RSV1 in an ending fragment", concat(frame(TEXT, "{"), frame(0xc0, "}")), PROTOCOL),
            of("ping of 126 bytes", frame(FIN | PING, "x".repeat(126)), PROTOCOL),
            of("pong of 126 bytes", frame(FIN | PONG, "x".repeat(126)), PROTOCOL),
            of("close of 126 bytes", close(1000, "x".repeat(124)), PROTOCOL),
            of("ping of 125 bytes", frame(FIN | PING, "x".repeat(125)), pong("x".repeat(125))),
            of("empty ping", frame(FIN | PING, ""), pong("")),
            of("binary ping", frame(FIN | PING, bytes(0x7f, 0x00)), pong("\u007f\0")),
            of("pong that nobody asked for", then(frame(FIN | PONG, "x")), ANSWERED),
            of("a request for HTTP", latin("GET / HTTP/1.1\r\nHost: x\r\n\r\n"), PROTOCOL),
            of(
                "nothing but ones",
                bytes(IntStream.generate(() -> 0xff).limit(64).toArray()),
                PROTOCOL),
            of("nothing but zeros", new byte[64], PROTOCOL)));
  }

  static Stream<Arguments> fragments() {
    byte[] whole = ASK.getBytes(StandardCharsets.UTF_8);
    byte[][] single =
        IntStream.range(0, whole.length)
            .mapToObj(
                i ->
                    frame(
                        (i == whole.length - 1 ? FIN : 0) | (i == 0 ? TEXT : CONTINUATION),
                        bytes(whole[i])))
            .toArray(byte[][]::new);
    byte[][] empty = new byte[1_000][];
    Arrays.fill(empty, frame(CONTINUATION, ""));
    return Stream.of(
        of("continuation of nothing", frame(CONTINUATION, ASK), PROTOCOL),
        of("last continuation of nothing", frame(FIN | CONTINUATION, ASK), PROTOCOL),
        of("continuation after a whole", concat(frame(FIN | PONG, ""), frame(FIN, ASK)), PROTOCOL),
        of("text within a text", concat(frame(TEXT, "{"), text(ASK)), PROTOCOL),
        of("binary within a text", concat(frame(TEXT, "{"), frame(FIN | BINARY, "x")), PROTOCOL),
        of("text within a binary", concat(frame(BINARY, "{"), text(ASK)), PROTOCOL),
        of("ping in fragments", frame(PING, "x"), PROTOCOL),
        of("pong in fragments", frame(PONG, "x"), PROTOCOL),
        of("close in fragments", frame(CLOSE, bytes(3, 0xe8)), PROTOCOL),
        of("a byte in each fragment", concat(single), ANSWERED),
        of(
            "ping between fragments",
            concat(frame(TEXT, "{\"type\":"), frame(FIN | PING, "x"), frame(FIN, "\"ping\"}")),
            pong("x")),
        of(
            "a thousand empty fragments",
            concat(frame(TEXT, ""), concat(empty), frame(FIN, ASK)),
            ANSWERED),
        of("close between fragments", concat(frame(TEXT, "{"), close(1000, "")), "close 1000"),
        of("fragments of nothing", concat(frame(TEXT, ""), frame(FIN, "")), "error bad_frame"),
        of("binary in fragments", concat(frame(BINARY, "x"), frame(FIN, "y")), "error bad_frame"));
  }

  static Stream<Arguments> closing() {
    Stream<Arguments> forbidden =
        IntStream.of(0, 999, 1004, 1005, 1006, 1015, 1016, 2999, 5000, 65_535)
            .mapToObj(code -> of("close with code " + code, close(code, ""), PROTOCOL));
    Stream<Arguments> allowed =
        IntStream.of(1000, 1001, 1002, 1007, 1008, 1009, 1011, 3000, 4999)
            .mapToObj(code -> of("close with code " + code, close(code, ""), "close " + code));
    return Stream.of(
            Stream.of(
                of("close with half a code", frame(FIN | CLOSE, bytes(3)), PROTOCOL),
                of("close without a code", frame(FIN | CLOSE, ""), "close"),
                of(
                    "close with a reason that is not UTF-8",
                    frame(FIN | CLOSE, bytes(3, 0xe8, 0xc3, 0x28)),
                    NOT_UTF8),
                of("close with a reason of 123 bytes", close(1000, "x".repeat(123)), "close 1000"),
                of("frames after the close", concat(close(1000, ""), text(ASK)), "close 1000"),
                of("a second close", concat(close(1000, ""), close(1001, "")), "close 1000")),
            forbidden,
            allowed)
        .flatMap(cases -> cases);
  }

  static Stream<Arguments> payloads() {
    return Stream.of(
        of("UTF-8: lone continuation", textOf(0x80), NOT_UTF8),
        of("UTF-8: bad continuation", textOf(0xc3, 0x28), NOT_UTF8),
        of("UTF-8: overlong slash", textOf(0xc0, 0xaf), NOT_UTF8),
        of("UTF-8: overlong NUL", textOf(0xe0, 0x80, 0x80), NOT_UTF8),
        of("UTF-8: surrogate", textOf(0xed, 0xa0, 0x80), NOT_UTF8),
        of("UTF-8: above U+10FFFF", textOf(0xf4, 0x90, 0x80, 0x80), NOT_UTF8),
        of("UTF-8: byte FE", textOf(0xfe), NOT_UTF8),
        of("UTF-8: cut at the end", textOf(0xe2, 0x82), NOT_UTF8),
        of(
            "UTF-8: cut at the end of fragments",
            concat(frame(TEXT, bytes(0xe2)), frame(FIN, bytes(0x82))),
            NOT_UTF8),
        of(
            "UTF-8: bad in the middle fragment",
            concat(frame(TEXT, "{"), frame(CONTINUATION, bytes(0xff)), frame(FIN, "}")),
            NOT_UTF8),
        of(
            "UTF-8: a character across fragments",
            concat(
                frame(TEXT, concat(latin("{\"type\":\"ping\",\"x\":\""), bytes(0xf0, 0x9f))),
                frame(FIN, concat(bytes(0x98, 0x80), latin("\"}")))),
            ANSWERED),
        of("binary", frame(FIN | BINARY, ASK), "error bad_frame"),
        of("empty binary", frame(FIN | BINARY, ""), "error bad_frame"),
        of("empty text", text(""), "error bad_frame"));
  }

  static Stream<Arguments> sizes() {
    byte[] most = new byte[65_536];
    Arrays.fill(most, (byte) ' ');
    byte[] half = Arrays.copyOf(most, 32_768);
    return Stream.of(
        of("65,536 bytes", frame(FIN | TEXT, most), "error bad_frame"),
        of("65,537 bytes", frame(FIN | TEXT, Arrays.copyOf(most, 65_537)), TOO_BIG),
        of("65,537 bytes of binary", frame(FIN | BINARY, Arrays.copyOf(most, 65_537)), TOO_BIG),
        of(
            "65,537 bytes in fragments",
            concat(frame(TEXT, half), frame(CONTINUATION, half), frame(FIN, "x")),
            TOO_BIG),
        of(
            "65,537 bytes in fragments that go on",
            concat(frame(TEXT, half), frame(CONTINUATION, half), frame(CONTINUATION, "x")),
            TOO_BIG),
        of(
            "a gigabyte announced",
            concat(head(FIN | TEXT, 1L << 30), masked(Arrays.copyOf(most, 65_537))),
            TOO_BIG),
        of("2^31 bytes announced", head(FIN | TEXT, 1L << 31), TOO_BIG),
        of("2^62 bytes announced", head(FIN | TEXT, 1L << 62), TOO_BIG),
        of("a negative length", head(FIN | TEXT, 127, -1, 8), TOO_BIG),
        of("a ping of 2^31 bytes", head(FIN | PING, 1L << 31), TOO_BIG),
        of(
            "a length in more bytes than it needs",
            concat(head(FIN | TEXT, 127, ASK.length(), 8), masked(latin(ASK))),
            ANSWERED));
  }

  static Stream<Arguments> json() {
    String bad = "error bad_frame";
    return Stream.of(
        of("JSON: null", text("null"), bad),
        of("JSON: array", text("[{\"type\":\"ping\"}]"), bad),
        of("JSON: number", text("1"), bad),
        of("JSON: word", text("ping"), bad),
        of("JSON: unfinished", text("{\"type\":\"ping\""), bad),
        of("JSON: something after it", text(ASK + ASK), bad),
        of("JSON: comment", text("{/**/\"type\":\"ping\"}"), bad),
        of("JSON: single quotes", text("{'type':'ping'}"), bad),
        of("JSON: trailing comma", text("{\"type\":\"ping\",}"), bad),
        of("JSON: NaN", text("{\"type\":\"ping\",\"x\":NaN}"), bad),
        of("JSON: leading zero", text("{\"type\":\"ping\",\"x\":01}"), bad),
        of("JSON: byte order mark, as RFC 8259 allows", text("\ufeff" + ASK), ANSWERED),
        of("JSON: prefix against scripts", text(")]}'\n" + ASK), bad),
        of("JSON: NUL within", text("{\"type\":\"ping\",\"x\":\"\0\"}"), bad),
        of("JSON: key twice", text("{\"type\":\"ping\",\"type\":\"ping\"}"), bad),
        of("JSON: key twice in a part", text("{\"type\":\"ping\",\"x\":{\"a\":1,\"a\":2}}"), bad),
        of("JSON: key twice by escape", text("{\"type\":\"ping\",\"t\\u0079pe\":\"x\"}"), bad),
        of("JSON: no type", text("{}"), bad),
        of("JSON: type that is a number", text("{\"type\":1,\"id\":\"7\"}"), bad + " to \"7\""),
        of("JSON: 30,000 arrays", text(nested("[", 30_000, "")), bad),
        of("JSON: 30,000 arrays, closed", text(nested("[", 30_000, "]")), bad),
        of("JSON: 10,000 objects", text(nested("{\"a\":", 10_000, "")), bad),
        of(
            "JSON: 32 deep",
            text("{\"type\":\"ping\",\"x\":" + nested("[", 31, "]") + "}"),
            ANSWERED),
        of("JSON: 33 deep", text("{\"type\":\"ping\",\"x\":" + nested("[", 32, "]") + "}"), bad),
        of("JSON: unknown type", text("{\"type\":\"__proto__\"}"), "error unknown_type"),
        of(
            "JSON: type of 60,000",
            text("{\"type\":\"" + "x".repeat(60_000) + "\"}"),
            "error unknown_type"),
        of("JSON: empty id", text("{\"type\":\"ping\",\"id\":\"\"}"), "error invalid"),
        of(
            "JSON: id of 65",
            text("{\"type\":\"ping\",\"id\":\"" + "x".repeat(65) + "\"}"),
            "error invalid"),
        of(
            "JSON: half a pair as id",
            text("{\"type\":\"ping\",\"id\":\"\\ud800\"}"),
            "error invalid"),
        of("JSON: number of 60,000 digits", mark("9".repeat(60_000)), bad),
        of("JSON: 1e999999999", mark("1e999999999"), "error invalid"),
        of("JSON: 1e-999999999", mark("1e-999999999"), "error invalid"),
        of("JSON: 2^63", mark("9223372036854775808"), "error invalid"),
        of("JSON: -1", mark("-1"), "error invalid"),
        of("JSON: 0.5", mark("0.5"), "error invalid"),
        of("JSON: number as a string", mark("\"1\""), "error invalid"),
        of("JSON: lines and escapes in a text", say("a\\u001b[2Jb"), "error invalid"),
        of("JSON: half a pair in a text", say("\\udc00"), "error invalid"),
        of("JSON: text of 4,001", say("x".repeat(4_001)), "error too_long"));
  }

  private static byte[] mark(String seq) {
    return text("{\"type\":\"mark_read\",\"room\":\"general\",\"seq\":" + seq + "}");
  }

  private static byte[] say(String text) {
    return text(
        "{\"type\":\"send_message\",\"room\":\"general\",\"client_id\":\"1\",\"text\":\""
            + text
            + "\"}");
  }

  private static String nested(String opening, int depth, String closing) {
    return opening.repeat(depth) + closing.repeat(depth);
  }

  private static byte[] textOf(int... payload) {
    return frame(FIN | TEXT, bytes(payload));
  }

  private static byte[] then(byte[] frame) {
    return concat(frame, text(ASK));
  }

  private static String pong(String payload) {
    return "pong frame " + payload;
  }

  private static byte[] latin(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static Arguments of(String name, byte[] sent, String answer) {
    return Arguments.of(name, sent, answer);
  }
}
