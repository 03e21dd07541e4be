package chat.core.mention;

import java.util.ArrayList;
import java.util.List;

/**
 * Scans a text once, from left to right: code first, then links, then mentions in the rest.
 * Immutable after construction.
 */
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
    CodeSkipper code = new CodeSkipper(text);
    int floor = 0; // everything before it has been scanned
    for (int at = 0; at < text.length(); ) {
      int start = at;
      int end = code.skipFrom(at);
      if (end == at) {
        start = scan.linkStart(at, floor);
        end = start < at ? MailRule.end(text, at) : LinkRule.webEnd(text, at);
        scan.addLink(start, end);
      }
      if (end > at) {
        scan.findCalls(floor, start);
        floor = end;
      }
      at = Math.max(end, at + 1);
    }
    scan.findCalls(floor, text.length());
    return scan;
  }

  static boolean isAt(int c) {
    return c == '@' || c == FULL_WIDTH_AT;
  }

  /** The start of the link whose first character or {@code @} is at {@code at}. */
  private int linkStart(int at, int floor) {
    return text.charAt(at) == '@' ? MailRule.start(text, at, floor) : at;
  }

  private void addLink(int start, int end) {
    if (end > start && end - start <= LinkRule.MAX_LENGTH) {
      links.add(new Link(start, end));
    }
  }

  /** Finds the possible mentions in prose. */
  private void findCalls(int from, int to) {
    int at = from;
    while (at < to) {
      int next = at + 1;
      if (isAt(text.charAt(at))) {
        Call call = Call.at(text, at, to);
        if (call.isFree() && calls.size() < MentionParser.MAX_MENTIONS) {
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
