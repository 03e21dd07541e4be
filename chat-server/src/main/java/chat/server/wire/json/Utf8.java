package chat.server.wire.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Optional;

/** Reads UTF-8 that may not be any. Stateless, thread-safe. */
public final class Utf8 {
  /** What the JDK puts where bytes are none. */
  private static final char REPLACEMENT = '\ufffd';

  private Utf8() {}

  /**
   * The text of {@code bytes}, which are left as they are.
   *
   * @return empty if they are not UTF-8, and also if the text has a replacement character of its
   *     own: who must know reads it more slowly
   */
  public static Optional<String> decode(ByteBuffer bytes) {
    int length = bytes.remaining();
    String text;
    if (bytes.hasArray()) {
      text = new String(bytes.array(), bytes.arrayOffset() + bytes.position(), length, UTF_8);
    } else {
      byte[] copy = new byte[length];
      bytes.get(bytes.position(), copy);
      text = new String(copy, UTF_8);
    }
    return text.indexOf(REPLACEMENT) < 0 ? Optional.of(text) : Optional.empty();
  }
}
