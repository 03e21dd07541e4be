package chat.core.conformance;

import chat.core.format.FormatParser;
import chat.core.format.Node;
import java.util.ArrayList;
import java.util.List;

/** What holds for the tree of every text. Stateless. */
public final class TreeInvariants {
  private TreeInvariants() {}

  /** What does not hold for the tree of {@code text}; empty when all does. */
  public static List<String> broken(String text) {
    List<String> broken = new ArrayList<>();
    List<Node> nodes = FormatParser.parse(text);
    int depth = depth(nodes);
    if (depth > Node.MAX_DEPTH) {
      broken.add(depth + " levels");
    }
    StringBuilder shown = new StringBuilder();
    collect(nodes, text, shown, broken);
    if (!isSubsequence(shown, text)) {
      broken.add("shows what was not written");
    }
    return broken;
  }

  private static int depth(List<Node> nodes) {
    return nodes.stream().mapToInt(TreeInvariants::depth).max().orElse(0);
  }

  private static int depth(Node node) {
    if (node instanceof Node.Span span) {
      return 1 + depth(span.children());
    } else if (node instanceof Node.Link link) {
      return 1 + depth(link.children());
    } else if (node instanceof Node.Quote quote) {
      return 1 + depth(quote.children());
    } else if (node instanceof Node.Items list) {
      return 1 + list.items().stream().mapToInt(TreeInvariants::depth).max().orElse(0);
    }
    return 0;
  }

  /** Collects what is shown; prose and links must stand where they say. */
  private static void collect(
      List<Node> nodes, String text, StringBuilder shown, List<String> broken) {
    for (Node node : nodes) {
      if (node instanceof Node.Text prose) {
        add(prose.text(), prose.start(), text, shown, broken);
      } else if (node instanceof Node.Url url) {
        add(url.text(), url.start(), text, shown, broken);
      } else if (node instanceof Node.Code code) {
        shown.append(code.text());
      } else if (node instanceof Node.Block block) {
        shown.append(block.text());
      } else if (node instanceof Node.Span span) {
        collect(span.children(), text, shown, broken);
      } else if (node instanceof Node.Link link) {
        if (link.start() >= link.end() || link.end() > text.length()) {
          broken.add("a link is out of place");
        }
        collect(link.children(), text, shown, broken);
      } else if (node instanceof Node.Quote quote) {
        collect(quote.children(), text, shown, broken);
      } else if (node instanceof Node.Items list) {
        list.items().forEach(item -> collect(item, text, shown, broken));
      }
    }
  }

  private static void add(
      String part, int start, String text, StringBuilder shown, List<String> broken) {
    if (!text.startsWith(part, start)) {
      broken.add("text is out of place");
    }
    shown.append(part);
  }

  private static boolean isSubsequence(CharSequence part, String whole) {
    int at = 0;
    for (int i = 0; i < part.length(); i++) {
      at = whole.indexOf(part.charAt(i), at) + 1;
      if (at == 0) {
        return false;
      }
    }
    return true;
  }
}
