package chat.core.format;

import java.util.List;

/**
 * Parses the formatting of a text. Never fails; takes linear time; a text that is not formatted is
 * recognised in one scan, without allocation. Stateless.
 */
public final class FormatParser {
  private FormatParser() {}

  /** The nodes of {@code text}. */
  public static List<Node> parse(String text) {
    return parse(new Source(text));
  }

  static List<Node> parse(Source source) {
    return isPlain(source.text())
        ? plain(source)
        : new BlockReader(source, 0).read(Line.linesOf(source.text()));
  }

  /** The nodes of a text that has links at most: what {@link InlineReader} would find, for less. */
  private static List<Node> plain(Source source) {
    String text = source.text();
    NodeList nodes = new NodeList(text);
    int floor = 0; // everything before it is a node
    int at = 0;
    while (at < text.length()) {
      source.step();
      int start = at;
      int end = at;
      switch (text.charAt(at)) {
        case '@' -> {
          start = MailRule.start(text, at, floor, mark -> false);
          end = start < at ? MailRule.end(text, at, mark -> false) : at;
        }
        case 'h', 'H', 'w', 'W' -> end = LinkRule.webEnd(text, at, LinkRule.Around.PROSE);
        default -> {}
      }
      if (end > at) {
        nodes.addText(floor, start);
        if (end - start <= LinkRule.MAX_LENGTH) {
          nodes.add(new Node.Url(start, text.substring(start, end)));
        } else {
          nodes.addText(start, end);
        }
        floor = end;
      }
      at = Math.max(end, at + 1);
    }
    nodes.addText(floor, text.length());
    return nodes.toList();
  }

  /**
   * Whether {@code text} has none of the characters that formatting is written with: {@code
   * *_~|`[\} anywhere, or {@code >}, a hyphen, a plus sign or a digit at the beginning of a line.
   * Links are found all the same.
   */
  static boolean isPlain(String text) {
    boolean isLineStart = true;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '*', '_', '~', '|', '`', '[', '\\' -> {
          return false;
        }
        case '>', '-', '+', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> {
          if (isLineStart) {
            return false;
          }
        }
        case '\n' -> isLineStart = true;
        case ' ', '\t' -> {}
        default -> isLineStart = false;
      }
    }
    return true;
  }
}
