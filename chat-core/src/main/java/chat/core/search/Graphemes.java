package chat.core.search;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the boundaries of extended grapheme clusters (UAX #29), where a text may be cut. Stateless.
 */
final class Graphemes {
  private static final Pattern CLUSTER = Pattern.compile("\\X");

  private Graphemes() {}

  /** The last cluster boundary that is not after {@code at}. */
  static int floor(String text, int at) {
    Matcher cluster = clusterAround(text, at);
    return cluster == null || cluster.end() == at ? at : cluster.start();
  }

  /** The first cluster boundary that is not before {@code at}. */
  static int ceiling(String text, int at) {
    Matcher cluster = clusterAround(text, at);
    return cluster == null ? at : cluster.end();
  }

  /**
   * The cluster that ends at or after {@code at}; null when there is a boundary. Starts at the last
   * ASCII character before {@code at}, where a cluster begins, to avoid scanning a long text.
   */
  private static Matcher clusterAround(String text, int at) {
    if (at <= 0 || at >= text.length() || text.charAt(at) < 0x80) {
      return null;
    }
    int from = at;
    while (from > 0 && text.charAt(from) >= 0x80) {
      from--;
    }
    Matcher cluster = CLUSTER.matcher(text).region(from, text.length());
    while (cluster.find()) {
      if (cluster.end() >= at) {
        return cluster;
      }
    }
    return null;
  }
}
