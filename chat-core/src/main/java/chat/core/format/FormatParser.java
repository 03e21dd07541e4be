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
    if (isPlain(source.text())) {
      NodeList nodes = new NodeList(source.text());
      InlineReader.read(source, Line.whole(source.text()), 0, nodes);
      return nodes.toList();
    }
    return new BlockReader(source, 0).read(Line.linesOf(source.text()));
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
