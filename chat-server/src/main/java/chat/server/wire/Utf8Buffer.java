package chat.server.wire;

import java.io.Writer;
import java.nio.CharBuffer;
import java.util.Arrays;

/**
 * Gathers text as UTF-8 bytes, without a string in between. What is half a surrogate pair becomes a
 * question mark. Confined to the thread that fills it.
 */
final class Utf8Buffer extends Writer {
  private byte[] bytes;
  private int size;

  Utf8Buffer(int capacity) {
    bytes = new byte[capacity];
  }

  int size() {
    return size;
  }

  /** A copy of the bytes from {@code start} on. */
  byte[] copyFrom(int start) {
    return Arrays.copyOfRange(bytes, start, size);
  }

  @Override
  public void write(int c) {
    ensure(3);
    put((char) c);
  }

  @Override
  public void write(String text, int offset, int length) {
    ensure(length);
    int end = offset + length;
    int at = offset;
    byte[] target = bytes;
    int ascii = size;
    while (at < end && text.charAt(at) < 0x80) {
      target[ascii++] = (byte) text.charAt(at++);
    }
    size = ascii;
    if (at < end) {
      writeAny(text, at, end);
    }
  }

  private void writeAny(CharSequence text, int start, int end) {
    ensure((end - start) * 3);
    for (int at = start; at < end; at++) {
      char c = text.charAt(at);
      boolean pair =
          Character.isHighSurrogate(c)
              && at + 1 < end
              && Character.isLowSurrogate(text.charAt(at + 1));
      if (pair) {
        putPair(Character.toCodePoint(c, text.charAt(++at)));
      } else {
        put(c);
      }
    }
  }

  @Override
  public void write(char[] text, int offset, int length) {
    writeAny(CharBuffer.wrap(text, offset, length), 0, length);
  }

  /** Nothing waits to be flushed. */
  @Override
  public void flush() {}

  /** Nothing is held open. */
  @Override
  public void close() {}

  private void put(char c) {
    if (c < 0x80) {
      bytes[size++] = (byte) c;
    } else if (c < 0x800) {
      bytes[size++] = (byte) (0xc0 | (c >> 6));
      bytes[size++] = continued(c);
    } else if (Character.isSurrogate(c)) {
      bytes[size++] = '?';
    } else {
      bytes[size++] = (byte) (0xe0 | (c >> 12));
      bytes[size++] = continued(c >> 6);
      bytes[size++] = continued(c);
    }
  }

  private void putPair(int codePoint) {
    bytes[size++] = (byte) (0xf0 | (codePoint >> 18));
    bytes[size++] = continued(codePoint >> 12);
    bytes[size++] = continued(codePoint >> 6);
    bytes[size++] = continued(codePoint);
  }

  /** A byte that goes on a character, with the lowest six of {@code bits}. */
  private static byte continued(int bits) {
    return (byte) (0x80 | (bits & 0x3f));
  }

  private void ensure(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
    }
  }
}
