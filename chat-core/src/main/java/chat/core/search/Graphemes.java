package chat.core.search;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds where a text may be cut: between characters as readers see them, the extended grapheme
 * clusters of UAX #29. Stateless.
 */
final class Graphemes {
  private static final Pattern CLUSTER = Pattern.compile("\\X");

  private Graphemes() {}

  /** The last boundary of clusters that is not after {@code at}. */
  static int floor(String text, int at) {
    Matcher cluster = clusterAround(text, at);
    return cluster == null || cluster.end() == at ? at : cluster.start();
  }

  /** The first boundary of clusters that is not before {@code at}. */
  static int ceiling(String text, int at) {
    Matcher cluster = clusterAround(text, at);
    return cluster == null ? at : cluster.end();
  }

  /**
   * The cluster that ends at or after {@code at}; null when a boundary is there. Looked for from
   * the last ASCII character before, where a cluster begins, so that a long text costs no more than
   * it must.
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
