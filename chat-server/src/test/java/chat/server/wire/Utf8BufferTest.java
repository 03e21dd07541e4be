package chat.server.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class Utf8BufferTest {
  private static final String LETTERS =
      "aZ\0\u007f\u0080é\u07ff\u0800€\uffff\ud83d\ude00\udc00\ud800";

  @Test
  void encodesAsTheJdkDoes() throws IOException {
    var random = new Random(7);
    for (int round = 0; round < 20_000; round++) {
      String text = text(random);
      var out = new Utf8Buffer(random.nextInt(8));
      out.write(text);
      out.write('|');
      out.write('€');
      out.write(text.toCharArray());

      assertArrayEquals((text + "|€" + text).getBytes(UTF_8), out.copyFrom(0));
    }
  }

  @Test
  void copiesFromAPlaceOn() throws IOException {
    var out = new Utf8Buffer(0);
    out.write("aé");
    int start = out.size();
    out.write("€b");

    assertEquals(3, start);
    assertArrayEquals("€b".getBytes(UTF_8), out.copyFrom(start));
  }

  private static String text(Random random) {
    var text = new StringBuilder();
    for (int length = random.nextInt(12); length > 0; length--) {
      text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return text.toString();
  }
}
