package chat.server.wire.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class Utf8Test {
  @Test
  void decodesUtf8() {
    for (String text : new String[] {"", "plain", "é ß 漢字 🎉", "\u0000\u007f\ud7ff\ue000\uffff"}) {
      assertEquals(Optional.of(text), Utf8.decode(ByteBuffer.wrap(text.getBytes(UTF_8))));
    }
  }

  @Test
  void decodesTheRestOfABufferWithoutMovingIt() {
    byte[] bytes = "--text--".getBytes(UTF_8);
    ByteBuffer inside = ByteBuffer.wrap(bytes, 2, 4);
    ByteBuffer sliced = ByteBuffer.wrap(bytes, 2, 4).slice();
    ByteBuffer direct = ByteBuffer.allocateDirect(8).put(bytes).position(2).limit(6);

    for (ByteBuffer each : new ByteBuffer[] {inside, sliced, direct}) {
      assertEquals(Optional.of("text"), Utf8.decode(each));
      assertEquals(4, each.remaining());
    }
  }

  @Test
  void rejectsInvalidUtf8() {
    byte[][] broken = {
      {(byte) 0xff}, // never
      {'a', (byte) 0x80}, // a continuation byte without a start
      {(byte) 0xc3}, // ends within a character
      {(byte) 0xc0, (byte) 0x80}, // longer than needed
      {(byte) 0xed, (byte) 0xa0, (byte) 0x80}, // a surrogate
      {(byte) 0xf4, (byte) 0x90, (byte) 0x80, (byte) 0x80}, // past the last
    };
    for (byte[] bytes : broken) {
      assertEquals(Optional.empty(), Utf8.decode(ByteBuffer.wrap(bytes)));
    }
  }

  @Test
  void cannotTellAReplacementCharacter() {
    assertEquals(Optional.empty(), Utf8.decode(ByteBuffer.wrap("a\ufffd".getBytes(UTF_8))));
  }
}
