package chat.server.wire.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/**
 * A growing buffer of JSON in UTF-8. An unpaired surrogate is written as a question mark. Confined
 * to one thread.
 */
public final class Utf8Buffer {
  private static final byte[] HEX = {
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'
  };

  /** The most bytes of one UTF-16 unit: an escape. */
  private static final int MOST_PER_CHAR = 6;

  private static final int MOST_DIGITS = 20;

  private byte[] bytes;
  private int size;

  /**
   * Creates a buffer.
   *
   * @param headroom how many bytes are reserved at the beginning, for the caller to fill
   * @param capacity the initial capacity after that, in bytes
   */
  public Utf8Buffer(int headroom, int capacity) {
    bytes = new byte[headroom + capacity];
    size = headroom;
  }

  /** The headroom and the content; the buffer must not be used afterwards. */
  byte[] toBytes() {
    return size == bytes.length ? bytes : Arrays.copyOf(bytes, size);
  }

  /** The underlying array, not copied; the content ends at {@link #end}. */
  public byte[] bytes() {
    return bytes;
  }

  public int end() {
    return size;
  }

  /** Appends an ASCII character. */
  void ascii(char c) {
    ensure(1);
    bytes[size++] = (byte) c;
  }

  /** Appends ASCII characters. */
  void ascii(String text) {
    ensure(text.length());
    for (int i = 0; i < text.length(); i++) {
      bytes[size++] = (byte) text.charAt(i);
    }
  }

  /** Appends text without escaping. */
  void text(String text) {
    byte[] more = text.getBytes(UTF_8);
    ensure(more.length);
    System.arraycopy(more, 0, bytes, size, more.length);
    size += more.length;
  }

  void number(long value) {
    ensure(MOST_DIGITS);
    if (value < 0) {
      ascii(Long.toString(value)); // rare: only the head of an empty room is negative
      return;
    }
    int digits = 1;
    for (long rest = value; rest >= 10; rest /= 10) {
      digits++;
    }
    size += digits;
    long rest = value;
    for (int at = size - 1; at >= size - digits; at--) {
      bytes[at] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
  }

  /** Appends a quoted and escaped string. */
  void quoted(String text) {
    int length = text.length();
    ensure(length + 2);
    byte[] target = bytes;
    int to = size;
    target[to++] = '"';
    int at = 0;
    while (at < length) {
      char c = text.charAt(at);
      if (c >= 0x80 || c < ' ' || c == '"' || c == '\\') {
        break;
      }
      target[to++] = (byte) c;
      at++;
    }
    size = to;
    if (at < length) {
      escaped(text, at);
    }
    ascii('"');
  }

  private void escaped(String text, int start) {
    ensure((text.length() - start) * MOST_PER_CHAR);
    for (int at = start; at < text.length(); at++) {
      char c = text.charAt(at);
      boolean pair =
          Character.isHighSurrogate(c)
              && at + 1 < text.length()
              && Character.isLowSurrogate(text.charAt(at + 1));
      if (pair) {
        putPair(Character.toCodePoint(c, text.charAt(++at)));
      } else if (c < 0x80) {
        putAscii(c);
      } else {
        put(c);
      }
    }
  }

  private void putAscii(char c) {
    if (c == '"' || c == '\\') {
      bytes[size++] = '\\';
      bytes[size++] = (byte) c;
    } else if (c >= ' ') {
      bytes[size++] = (byte) c;
    } else if (c == '\n' || c == '\t') {
      bytes[size++] = '\\';
      bytes[size++] = (byte) (c == '\n' ? 'n' : 't');
    } else {
      putEscape(c);
    }
  }

  private void putEscape(char c) {
    bytes[size++] = '\\';
    bytes[size++] = 'u';
    for (int shift = 12; shift >= 0; shift -= 4) {
      bytes[size++] = HEX[(c >> shift) & 0xf];
    }
  }

  private void put(char c) {
    if (c < 0x800) {
      bytes[size++] = (byte) (0xc0 | (c >> 6));
      bytes[size++] = continued(c);
    } else if (Character.isSurrogate(c)) {
      bytes[size++] = '?';
    } else if (c == '\u2028' || c == '\u2029') {
      putEscape(c); // line terminators in older versions of JavaScript
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

  /** A continuation byte with the lowest six of {@code bits}. */
  private static byte continued(int bits) {
    return (byte) (0x80 | (bits & 0x3f));
  }

  private void ensure(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
    }
  }
}
