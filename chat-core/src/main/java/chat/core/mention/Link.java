package chat.core.mention;

import java.util.List;

/**
 * Where a link stands in a text. Immutable.
 *
 * @param start its first UTF-16 unit
 * @param end after its last
 */
public record Link(int start, int end) {
  /** The links in {@code text}, ascending and apart; none in code. */
  public static List<Link> in(String text) {
    return List.copyOf(TextScan.of(text).links());
  }
}
