package chat.core.format;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the inline constructs of a paragraph: one scan from left to right makes tokens, of which
 * code, escapes, links and addresses are whole at once, and runs of marks are paired afterwards.
 * Confined to one thread.
 */
final class InlineReader {
  /** The one face that people write with a backslash for an arm. */
  private static final String SHRUG = "\\_(\u30C4)_/\u00AF";

  /** An opening bracket of what may be a link. */
  private record Bracket(Token.Open token, int place) {}

  private final Source source;
  private final String text;
  private final List<Token> tokens = new ArrayList<>();
  private final Emphasis emphasis;
  private final OpenMarks open = new OpenMarks();
  private final Deque<Bracket> brackets = new ArrayDeque<>();
  private int floor; // everything before it is taken
  private Map<Integer, Integer> lastRuns; // start of the last run of backticks by length; or null

  private InlineReader(Source source, String text, int depth) {
    this.source = source;
    this.text = text;
    this.emphasis = new Emphasis(source, depth);
  }

  /** Adds the nodes of a paragraph, which has {@code depth} levels around it. */
  static void read(Source source, List<Line> lines, int depth, NodeList nodes) {
    Paragraph paragraph = Paragraph.of(source.text(), lines);
    InlineReader reader = new InlineReader(source, paragraph.text(), depth);
    reader.scan();
    reader.emphasis.pair(0);
    new InlineBuilder(source, paragraph, nodes).build(reader.tokens);
  }

  private void scan() {
    int at = 0;
    while (at < text.length()) {
      source.step();
      at =
          switch (text.charAt(at)) {
            case '\\' -> readEscape(at);
            case '`' -> readCode(at);
            case '[' -> openBracket(at);
            case ']' -> closeBracket(at);
            case '*', '_', '~', '|' -> readRun(at);
            case '@', 'h', 'H', 'w', 'W' -> readAddress(at);
            default -> at + 1;
          };
    }
  }

  private int readEscape(int at) {
    char next = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
    if (!Ascii.isPunctuation(next) && next != '\uFF20') {
      return at + 1;
    }
    if (at > 0 && text.charAt(at - 1) == '\u00AF' && text.startsWith(SHRUG, at)) {
      return at + SHRUG.length();
    }
    tokens.add(new Token.Escape(at, at + 1));
    return at + 2;
  }

  private int readCode(int at) {
    int inner = Runs.end(text, at, text.length());
    int ticks = inner - at;
    int next = lastRun(ticks) < inner ? -1 : text.indexOf('`', inner);
    while (next >= 0) {
      source.step();
      int end = Runs.end(text, next, text.length());
      if (end - next == ticks) {
        tokens.add(new Token.Code(at, end, code(text.substring(inner, next))));
        floor = end;
        return end;
      }
      next = text.indexOf('`', end);
    }
    return inner;
  }

  /** A space at both ends keeps backticks apart. */
  private static String code(String text) {
    int last = text.length() - 1;
    boolean isApart =
        last > 0
            && isSpace(text.charAt(0))
            && isSpace(text.charAt(last))
            && !text.chars().allMatch(InlineReader::isSpace);
    return isApart ? text.substring(1, last) : text;
  }

  private static boolean isSpace(int c) {
    return c == ' ' || c == '\n';
  }

  /** The start of the last run of as many backticks; avoids scanning the rest for each run. */
  private int lastRun(int ticks) {
    if (lastRuns == null) {
      lastRuns = new HashMap<>();
      for (int at = text.indexOf('`'); at >= 0; ) {
        int end = Runs.end(text, at, text.length());
        lastRuns.put(end - at, at);
        at = text.indexOf('`', end);
      }
    }
    return lastRuns.getOrDefault(ticks, -1);
  }

  private int openBracket(int at) {
    Token.Open token = new Token.Open(at);
    brackets.push(new Bracket(token, emphasis.mark()));
    tokens.add(token);
    return at + 1;
  }

  private int closeBracket(int at) {
    Bracket bracket = brackets.poll();
    LinkTarget target = bracket == null ? null : LinkTarget.at(source, text, at + 1);
    if (target == null || !emphasis.enclose(bracket.place())) {
      return at + 1;
    }
    bracket.token().lead(target);
    tokens.add(new Token.Close(at, target.end()));
    brackets.clear(); // there is no link around a link
    floor = target.end();
    return floor;
  }

  private int readRun(int at) {
    Run run = Run.at(text, at);
    boolean isPair = run.mark() == '~' || run.mark() == '|';
    if ((isPair && run.length() != 2) || (!run.canOpen() && !run.canClose())) {
      return run.end();
    }
    open.add(run);
    tokens.add(run);
    emphasis.add(run);
    return run.end();
  }

  private int readAddress(int at) {
    boolean isMail = text.charAt(at) == '@';
    int start = isMail ? MailRule.start(text, at, floor, open::has) : at;
    int end = start < at ? MailRule.end(text, at, open::has) : at;
    if (!isMail) {
      end =
          LinkRule.webEnd(
              text, at, new LinkRule.Around(open::has, !brackets.isEmpty(), follows(at)));
    }
    if (end == at) {
      return at + 1;
    }
    source.steps(end - start);
    takeBack(start);
    if (end - start <= LinkRule.MAX_LENGTH) {
      tokens.add(new Token.Url(start, end));
    }
    floor = end;
    return end;
  }

  /** Whether a mark that opens a span is right before {@code at}. */
  private boolean follows(int at) {
    return !tokens.isEmpty()
        && tokens.get(tokens.size() - 1) instanceof Run run
        && run.canOpen()
        && run.end() == at;
  }

  /** Takes back the runs of marks that are part of an e-mail address. */
  private void takeBack(int start) {
    while (!tokens.isEmpty() && tokens.get(tokens.size() - 1).start() >= start) {
      open.takeBack((Run) tokens.remove(tokens.size() - 1));
      emphasis.takeBack();
    }
  }
}
