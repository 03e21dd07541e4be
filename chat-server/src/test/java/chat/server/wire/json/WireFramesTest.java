package chat.server.wire.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import chat.server.wire.Payloads;
import chat.server.wire.WireFrames;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class WireFramesTest {
  @Test
  void writesAHeaderBeforeThePayload() {
    assertArrayEquals(new byte[] {(byte) 0x81, 3, 'a', 'a', 'a'}, bytes(frame(3)));
  }

  @Test
  void encodesLengthsInTheShortestForm() {
    assertArrayEquals(bytes(0x81, 0), header(0));
    assertArrayEquals(bytes(0x81, 125), header(125));
    assertArrayEquals(bytes(0x81, 126, 0, 126), header(126));
    assertArrayEquals(bytes(0x81, 126, 0xff, 0xff), header(65_535));
    assertArrayEquals(bytes(0x81, 127, 0, 0, 0, 0, 0, 1, 0, 0), header(65_536));
  }

  private static byte[] header(int length) {
    byte[] frame = bytes(frame(length));
    return Arrays.copyOf(frame, frame.length - length);
  }

  @Test
  void joinsFramesInOrder() {
    List<Integer> lengths = List.of(0, 125, 126, 65_535, 65_536, 1);
    List<WireFrames> parts = lengths.stream().map(WireFramesTest::frame).toList();
    WireFrames joined = WireFrames.join(parts);
    var all = new ByteArrayOutputStream();
    parts.forEach(part -> all.writeBytes(bytes(part)));

    assertArrayEquals(all.toByteArray(), bytes(joined));
    assertEquals(all.size(), joined.size());
    assertEquals(lengths, Payloads.of(joined).stream().map(each -> each.length).toList());
  }

  @Test
  void leavesOneFrameAsItIs() {
    WireFrames one = frame(3);
    assertSame(one, WireFrames.join(List.of(one)));
  }

  @Test
  void writesAnObjectBehindItsHeader() {
    for (int capacity : new int[] {0, 9, 100}) {
      WireFrames frame = WireFrames.of(capacity, json -> json.string("type", "pong"));
      assertEquals("{\"type\":\"pong\"}", new String(Payloads.of(frame).get(0), UTF_8));
    }
  }

  @Test
  void givesEachReaderItsOwnPosition() {
    WireFrames frame = frame(3);
    ByteBuffer first = frame.buffer();
    first.get(new byte[first.remaining()]);
    assertNotSame(first, frame.buffer());
    assertEquals(5, frame.buffer().remaining());
  }

  private static WireFrames frame(int length) {
    byte[] payload = new byte[length];
    Arrays.fill(payload, (byte) 'a');
    return WireFrames.of(payload);
  }

  private static byte[] bytes(WireFrames frames) {
    byte[] bytes = new byte[frames.size()];
    frames.buffer().get(bytes);
    return bytes;
  }

  private static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }
}
