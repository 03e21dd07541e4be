package chat.server.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import chat.core.conformance.LinearWork;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class DecoderFuzzTest {
  private static final long SEED = 20_260_131L;

  private static final List<String> FRAMES =
      List.of(
          "{\"type\":\"join_room\",\"id\":\"1\",\"room\":\"general\",\"limit\":50,\"users\":false,"
              + "\"after\":{\"epoch\":\"e\",\"seq\":12}}",
          "{\"type\":\"send_message\",\"room\":\"general\",\"text\":\"a\\ud83d\\ude00\\n\\\"b\","
              + "\"client_id\":\"c\",\"reply_to\":3,\"x\":[1,-2.5e7,null,{\"y\":true}]}",
          "{\"type\":\"create_room\",\"kind\":\"direct\",\"user\":\"u1\"}",
          "{\"type\":\"history\",\"room\":\"dm.a.b\",\"before\":9007199254740993,\"limit\":200}",
          "{\"type\":\"typing\",\"room\":\"general\",\"typing\":true}");

  /** The characters that a mutation inserts: those of JSON, and edge cases of parsers. */
  private static final List<String> PARTS =
      List.of(
          "{",
          "}",
          "[",
          "]",
          ":",
          ",",
          "\"",
          "\\",
          "\\u",
          "\\ud800",
          "\\u0000",
          "'",
          "/*",
          "//",
          "null",
          "true",
          "NaN",
          "1e999999999",
          "-",
          "0",
          "99999999999999999999",
          ".",
          "\0",
          "\t",
          "\n",
          "\ufeff",
          "\ud800",
          "\udc00",
          "\ud83d\ude00",
          "\u2028",
          "é",
          ")]}'\n");

  private final CommandDecoder decoder = new CommandDecoder();
  private final RestJson rest = new RestJson();

  @Test
  void acceptsMutatedFramesWithoutAnException() {
    var random = new Random(SEED);
    for (int i = 0; i < 60_000; i++) {
      read(mutated(random));
    }
  }

  @Test
  void acceptsRandomBytesWithoutAnException() {
    var random = new Random(SEED);
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = new byte[random.nextInt(64)];
      random.nextBytes(bytes);
      read(new String(bytes, UTF_8));
      assertNotNull(rest.parsePost(bytes));
    }
  }

  @ParameterizedTest
  @MethodSource("parts")
  void decodesTheLargestFramesInLinearTime(String part) {
    int most = 65_000;
    List<UnaryOperator<String>> shapes =
        List.of(
            text -> text,
            text -> "{\"type\":\"ping\",\"a\":" + text,
            text -> "{\"type\":\"ping\",\"a\":\"" + text + "\"}",
            text -> "{\"type\":\"ping\",\"limit\":1" + "0".repeat(text.length()) + part);
    for (UnaryOperator<String> shape : shapes) {
      String quarter = shape.apply(part.repeat(most / LinearWork.FACTOR / part.length()));
      String whole = shape.apply(part.repeat(most / part.length()));
      LinearWork.assertLinear("Reading " + whole.substring(0, 40), this::read, quarter, whole);
    }
  }

  static Stream<String> parts() {
    return PARTS.stream();
  }

  private void read(String frame) {
    assertNotNull(decoder.decode(frame), frame);
  }

  private static String mutated(Random random) {
    var frame = new StringBuilder(FRAMES.get(random.nextInt(FRAMES.size())));
    for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
      int at = random.nextInt(frame.length() + 1);
      int end = Math.min(frame.length(), at + random.nextInt(8));
      switch (random.nextInt(4)) {
        case 0 -> frame.delete(at, end);
        case 1 -> frame.insert(at, PARTS.get(random.nextInt(PARTS.size())));
        case 2 -> frame.replace(at, end, PARTS.get(random.nextInt(PARTS.size())));
        default -> frame.insert(at, frame.substring(at, end));
      }
    }
    return frame.toString();
  }
}
