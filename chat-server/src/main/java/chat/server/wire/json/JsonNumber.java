package chat.server.wire.json;

import java.util.OptionalLong;

/**
 * A number as it was written. Never given to a parser of decimals, which {@code 1e999999999} would
 * keep busy. Immutable.
 */
record JsonNumber(String text) {
  /** Its value, when it is written as a whole number that a {@code long} holds. */
  OptionalLong whole() {
    try {
      return OptionalLong.of(Long.parseLong(text));
    } catch (NumberFormatException notWhole) {
      return OptionalLong.empty();
    }
  }
}
