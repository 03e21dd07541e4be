package chat.core.mention;

import java.util.List;

/**
 * The position of a link in a text. Immutable.
 *
 * @param start index of its first UTF-16 unit
 * @param end index after its last UTF-16 unit
 */
public record Link(int start, int end) {
  /** The links in {@code text}, ascending and disjoint; none in code. */
  public static List<Link> in(String text) {
    return List.copyOf(TextScan.of(text).links());
  }
}
