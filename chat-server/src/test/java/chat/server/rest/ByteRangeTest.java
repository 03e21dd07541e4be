package chat.server.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ByteRangeTest {
  private static ByteRange.Asked parse(String header, long size) {
    return ByteRange.parse(Optional.of(header), size);
  }

  private static ByteRange.Asked part(long first, long length) {
    return new ByteRange.Part(new ByteRange(first, length));
  }

  @Test
  void parsesOneRange() {
    assertEquals(part(0, 1), parse("bytes=0-0", 10));
    assertEquals(part(3, 4), parse("bytes=3-6", 10));
    assertEquals(part(3, 7), parse("bytes=3-", 10));
    assertEquals(part(3, 7), parse("bytes=3-999999999999999999", 10));
    assertEquals(part(6, 4), parse("bytes=-4", 10));
    assertEquals(part(0, 10), parse("bytes=-40", 10));
  }

  @Test
  void ignoresWhatAServerMayIgnore() {
    for (String header :
        new String[] {
          "", "bytes=-", "bytes=5-3", "bytes=a-b", "bytes=0-1,3-4", "lines=0-1", "bytes 0-1"
        }) {
      assertEquals(new ByteRange.Whole(), parse(header, 10), header);
    }
    assertEquals(new ByteRange.Whole(), ByteRange.parse(Optional.empty(), 10));
  }

  @Test
  void rejectsRangesWithoutAByte() {
    for (String header : new String[] {"bytes=10-", "bytes=10-20", "bytes=-0"}) {
      assertEquals(new ByteRange.Unsatisfiable(), parse(header, 10), header);
    }
    assertEquals(new ByteRange.Unsatisfiable(), parse("bytes=0-", 0));
    assertEquals(new ByteRange.Unsatisfiable(), parse("bytes=-5", 0));
  }

  @Test
  void namesItsPlace() {
    assertEquals("bytes 3-6/10", new ByteRange(3, 4).of(10));
  }
}
