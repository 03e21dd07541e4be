package chat.server.wire.json;

import java.util.OptionalLong;

/**
 * A number as text. Never passed to a decimal parser, which would take very long for {@code
 * 1e999999999}. Immutable.
 */
record JsonNumber(String text) {
  /** Its value; empty unless it is written as a whole number in the range of {@code long}. */
  OptionalLong whole() {
    try {
      return OptionalLong.of(Long.parseLong(text));
    } catch (NumberFormatException notWhole) {
      return OptionalLong.empty();
    }
  }
}
