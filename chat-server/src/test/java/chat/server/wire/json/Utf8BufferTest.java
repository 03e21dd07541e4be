package chat.server.wire.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonPrimitive;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class Utf8BufferTest {
  private static final String LETTERS =
      "aZ\0\t\n\r\u001f \"\\/<'\u007f\u0080é\u07ff\u0800\u2027\u2028\u2029€\uffff"
          + "\ud83d\ude00\udc00\ud800";

  @Test
  void writesStrictJson() throws IOException {
    var random = new Random(7);
    for (int round = 0; round < 20_000; round++) {
      String text = text(random);
      var out = new Utf8Buffer(0, random.nextInt(8));
      out.quoted(text);
      String json = new String(out.toBytes(), UTF_8);

      var reader = new JsonReader(new StringReader("[" + json + "]"));
      reader.setStrictness(Strictness.STRICT);
      reader.beginArray();
      assertEquals(new String(text.getBytes(UTF_8), UTF_8), reader.nextString());
      assertArrayEquals(json.getBytes(UTF_8), out.toBytes());
    }
  }

  @Test
  void escapesAsLittleAsGson() {
    for (String text : new String[] {"a\nb\tc", "\"\\", "é€\ud83d\ude00", "\u2028</script>"}) {
      var out = new Utf8Buffer(0, 0);
      out.quoted(text);
      String usual = new JsonPrimitive(text).toString();
      assertEquals(usual, new String(out.toBytes(), UTF_8));
    }
  }

  @Test
  void writesNumbers() {
    for (long number :
        new long[] {0, 1, 9, 10, 99, 100, 1_234_567_890_123L, Long.MAX_VALUE, -1, Long.MIN_VALUE}) {
      var out = new Utf8Buffer(0, 1);
      out.ascii("n:");
      out.number(number);
      out.ascii(';');
      assertEquals("n:" + number + ";", new String(out.toBytes(), UTF_8));
    }
  }

  private static String text(Random random) {
    var text = new StringBuilder();
    for (int length = random.nextInt(12); length > 0; length--) {
      text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return text.toString();
  }
}
