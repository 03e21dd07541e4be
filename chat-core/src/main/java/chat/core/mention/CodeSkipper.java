package chat.core.mention;

import java.util.HashMap;
import java.util.Map;

/**
 * Finds Markdown code in a text: spans between runs of equally many backticks, and blocks between
 * lines that begin with three or more. The page has the same rule in {@code js/lib/code.js}. Scans
 * a text from left to right, in linear time. Not thread-safe.
 */
final class CodeSkipper {
  private static final int FENCE = 3;

  private final String text;
  private int plainUntil; // a run of backticks without a closing run is plain text
  private Map<Integer, Integer> lastRuns; // start of the last run of each length; null: unknown

  CodeSkipper(String text) {
    this.text = text;
  }

  /** The end of the code that begins at {@code at}; {@code at} when none begins there. */
  int skipFrom(int at) {
    if (text.charAt(at) != '`' || at < plainUntil) {
      return at;
    }
    int ticks = run(at);
    if (ticks >= FENCE && isAtLineStart(at) && !hasTickInLine(at + ticks)) {
      return blockEnd(at + ticks, ticks);
    }
    int end = spanEnd(at + ticks, ticks);
    plainUntil = at + ticks;
    return end;
  }

  private int run(int at) {
    int end = at;
    while (end < text.length() && text.charAt(end) == '`') {
      end++;
    }
    return end - at;
  }

  private boolean isAtLineStart(int at) {
    int before = at - 1;
    while (before >= 0 && at - before <= FENCE && text.charAt(before) == ' ') {
      before--;
    }
    return before < 0 || text.charAt(before) == '\n';
  }

  /** Whether backticks follow in the line, so that a span begins and not a block. */
  private boolean hasTickInLine(int from) {
    for (int i = from; i < text.length() && text.charAt(i) != '\n'; i++) {
      if (text.charAt(i) == '`') {
        return true;
      }
    }
    return false;
  }

  /** The end of a block: its closing line, or the end of the text. */
  private int blockEnd(int from, int ticks) {
    int line = text.indexOf('\n', from);
    while (line >= 0) {
      int start = line + 1;
      int next = text.indexOf('\n', start);
      int end = next < 0 ? text.length() : next;
      String content = text.substring(start, end).strip();
      if (content.length() >= ticks && content.chars().allMatch(c -> c == '`')) {
        return end;
      }
      line = next;
    }
    return text.length();
  }

  /**
   * The end of a span: after the next run of equally many backticks; its start when none follows.
   */
  private int spanEnd(int from, int ticks) {
    if (lastRun(ticks) < from) {
      return from - ticks; // avoids scanning the rest of the text for each run
    }
    int at = text.indexOf('`', from);
    while (at >= 0) {
      int run = run(at);
      if (run == ticks) {
        return at + run;
      }
      at = text.indexOf('`', at + run);
    }
    return from - ticks;
  }

  /** The start of the last run of {@code ticks} backticks; negative when there is none. */
  private int lastRun(int ticks) {
    if (lastRuns == null) {
      lastRuns = new HashMap<>();
      for (int at = text.indexOf('`'); at >= 0; ) {
        int run = run(at);
        lastRuns.put(run, at);
        at = text.indexOf('`', at + run);
      }
    }
    return lastRuns.getOrDefault(ticks, -1);
  }
}
