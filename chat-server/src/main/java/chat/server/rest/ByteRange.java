package chat.server.rest;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of a file that a request asks for (RFC 9110 14). Immutable.
 *
 * @param first the offset of its first byte
 * @param length the number of its bytes, at least 1
 */
record ByteRange(long first, long length) {
  private static final Pattern SINGLE = Pattern.compile("bytes=([0-9]{0,18})-([0-9]{0,18})");

  /** The answer to a header {@code Range}. */
  sealed interface Asked {}

  /**
   * The whole file: there is no header, or one that a server may ignore, such as several ranges.
   */
  record Whole() implements Asked {}

  /**
   * A part of the file.
   *
   * @param range the part
   */
  record Part(ByteRange range) implements Asked {}

  /** No byte of the file is in the range. */
  record Unsatisfiable() implements Asked {}

  /**
   * Parses a header {@code Range}.
   *
   * @param size the length of the file
   */
  static Asked parse(Optional<String> header, long size) {
    Matcher found = SINGLE.matcher(header.orElse("").strip());
    if (!found.matches() || (found.group(1).isEmpty() && found.group(2).isEmpty())) {
      return new Whole();
    }
    if (found.group(1).isEmpty()) {
      long last = Long.parseLong(found.group(2));
      long length = Math.min(last, size);
      return length == 0 ? new Unsatisfiable() : new Part(new ByteRange(size - length, length));
    }
    long first = Long.parseLong(found.group(1));
    long end = found.group(2).isEmpty() ? Long.MAX_VALUE : Long.parseLong(found.group(2));
    if (end < first) {
      return new Whole(); // not a valid range
    }
    return first >= size
        ? new Unsatisfiable()
        : new Part(new ByteRange(first, Math.min(end, size - 1) - first + 1));
  }

  /** The value of {@code Content-Range}. */
  String of(long size) {
    return "bytes " + first + "-" + (first + length - 1) + "/" + size;
  }
}
