package chat.server.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class WireFramesTest {
  @Test
  void leavesOneFrameAsItIs() {
    byte[] payload = payload(7, 'a');
    WireFrames one = WireFrames.of(payload);
    assertSame(payload, one.bytes());
    assertEquals(7, one.first());
    assertSame(one, WireFrames.join(List.of(one)));
  }

  @Test
  void putsAHeaderBeforeEveryFrameButTheFirst() {
    WireFrames two = WireFrames.of(List.of(payload(2, 'a'), payload(3, 'b')));
    assertArrayEquals(new byte[] {'a', 'a', (byte) 0x81, 3, 'b', 'b', 'b'}, two.bytes());
    assertEquals(2, two.first());
  }

  @Test
  void tellsLengthsInTheShortestForm() {
    assertArrayEquals(bytes(0x81, 125), header(125));
    assertArrayEquals(bytes(0x81, 126, 0, 126), header(126));
    assertArrayEquals(bytes(0x81, 126, 0xff, 0xff), header(65_535));
    assertArrayEquals(bytes(0x81, 127, 0, 0, 0, 0, 0, 1, 0, 0), header(65_536));
  }

  private static byte[] header(int length) {
    byte[] joined = WireFrames.of(List.of(new byte[0], payload(length, 'x'))).bytes();
    return Arrays.copyOf(joined, joined.length - length);
  }

  @Test
  void givesBackThePayloads() {
    var parts =
        List.of(
            WireFrames.of(List.of(payload(0, 'a'), payload(125, 'b'))),
            WireFrames.of(payload(126, 'c')),
            WireFrames.of(List.of(payload(65_535, 'd'), payload(65_536, 'e'), payload(1, 'f'))));
    WireFrames joined = WireFrames.join(parts);
    var all = new ByteArrayOutputStream();
    joined.payloads().forEach(all::writeBytes);
    var wanted = new ByteArrayOutputStream();
    parts.forEach(part -> part.payloads().forEach(wanted::writeBytes));

    assertEquals(
        List.of(0, 125, 126, 65_535, 65_536, 1),
        joined.payloads().stream().map(payload -> payload.length).toList());
    assertArrayEquals(wanted.toByteArray(), all.toByteArray());
  }

  private static byte[] payload(int length, char filling) {
    byte[] payload = new byte[length];
    Arrays.fill(payload, (byte) filling);
    return payload;
  }

  private static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }
}
