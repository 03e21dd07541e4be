package chat.core.mention;

import chat.core.format.FormatParser;
import chat.core.format.Node;
import java.util.ArrayList;
import java.util.List;

/** Finds links and possible mentions in the formatting of a text. Immutable after construction. */
final class TextScan {
  /** The full-width form, as East Asian keyboards write it. */
  private static final char FULL_WIDTH_AT = '\uFF20';

  private final String text;
  private final List<Link> links = new ArrayList<>();
  private final List<Call> calls = new ArrayList<>();

  private TextScan(String text) {
    this.text = text;
  }

  static TextScan of(String text) {
    TextScan scan = new TextScan(text);
    scan.readAll(FormatParser.parse(text));
    return scan;
  }

  static boolean isAt(int c) {
    return c == '@' || c == FULL_WIDTH_AT;
  }

  private void readAll(List<Node> nodes) {
    nodes.forEach(this::read);
  }

  /** Neither code nor a link has mentions inside. */
  private void read(Node node) {
    if (node instanceof Node.Text prose) {
      findCalls(prose.start(), prose.end());
    } else if (node instanceof Node.Url url) {
      links.add(new Link(url.start(), url.end()));
    } else if (node instanceof Node.Link link) {
      links.add(new Link(link.start(), link.end()));
    } else if (node instanceof Node.Span span) {
      readAll(span.children());
    } else if (node instanceof Node.Quote quote) {
      readAll(quote.children());
    } else if (node instanceof Node.Items list) {
      list.items().forEach(this::readAll);
    }
  }

  /** Finds the possible mentions in prose. */
  private void findCalls(int from, int to) {
    int at = from;
    while (at < to) {
      int next = at + 1;
      if (isAt(text.charAt(at))) {
        Call call = Call.at(text, at, to);
        // Prose begins after an underscore only if that is a mark of emphasis.
        boolean isFree = call.isFree() || (at == from && call.follows('_'));
        if (isFree && calls.size() < MentionParser.MAX_MENTIONS) {
          calls.add(call);
        }
        next = Math.max(call.end(), next);
      }
      at = next;
    }
  }

  /** The links, ascending and disjoint. */
  List<Link> links() {
    return links;
  }

  /** The possible mentions, ascending and disjoint; at most {@link MentionParser#MAX_MENTIONS}. */
  List<Call> calls() {
    return calls;
  }
}
