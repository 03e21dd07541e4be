package chat.core.format;

import java.util.List;
import java.util.OptionalInt;

/**
 * A node of the tree that the formatting of a text makes. The page has the same in {@code
 * js/lib/format/parse.js}. Immutable.
 */
public sealed interface Node {
  /** Maximum number of quotes, lists, spans and links with a text around a text. */
  int MAX_DEPTH = 8;

  /**
   * Prose. What it shows stands in the source without interruption.
   *
   * @param start where it begins in the source, in UTF-16 units
   */
  record Text(int start, String text) implements Node {
    /** The index after the last unit in the source. */
    public int end() {
      return start + text.length();
    }
  }

  /** A code span. */
  record Code(String text) implements Node {}

  /**
   * Fenced code.
   *
   * @param language the name behind the opening fence; empty when there is none
   * @param text the lines, without a line end after the last
   */
  record Block(String language, String text) implements Node {}

  /**
   * A link as it is written in prose.
   *
   * @param start where it begins in the source, in UTF-16 units
   */
  record Url(int start, String text) implements Node {
    /** The index after the last unit in the source. */
    public int end() {
      return start + text.length();
    }
  }

  /**
   * A link with a text of its own.
   *
   * @param start where the address begins in the source, in UTF-16 units
   * @param end where it ends there
   * @param url the address, without the backslashes of its escapes
   */
  record Link(int start, int end, String url, List<Node> children) implements Node {
    /** Copies the children. */
    public Link {
      children = List.copyOf(children);
    }
  }

  /** How a span looks. */
  enum Style {
    BOLD,
    ITALIC,
    STRIKE,
    SPOILER
  }

  /** A part of a paragraph in another style. */
  record Span(Style style, List<Node> children) implements Node {
    /** Copies the children. */
    public Span {
      children = List.copyOf(children);
    }
  }

  /** A block quote. */
  record Quote(List<Node> children) implements Node {
    /** Copies the children. */
    public Quote {
      children = List.copyOf(children);
    }
  }

  /**
   * A list.
   *
   * @param first the number of the first item; empty in a bulleted list
   */
  record Items(OptionalInt first, List<List<Node>> items) implements Node {
    /** Copies the items. */
    public Items {
      items = items.stream().map(List::copyOf).toList();
    }
  }
}
