package chat.server.wire.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Optional;

/** Decodes bytes that may not be valid UTF-8. Stateless, thread-safe. */
public final class Utf8 {
  /** The character that the JDK substitutes for invalid bytes. */
  private static final char REPLACEMENT = '\ufffd';

  private Utf8() {}

  /**
   * Decodes {@code bytes}, without changing their position.
   *
   * @return empty if they are not UTF-8, or if the text itself contains a replacement character; a
   *     caller that has to distinguish the two needs a slower decoder
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
