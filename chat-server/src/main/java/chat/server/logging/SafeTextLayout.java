package chat.server.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import ch.qos.logback.core.LayoutBase;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/**
 * Formats log events as text. Client input can get into a message or into that of an exception, so
 * characters that could end a line, control a terminal or change the writing direction are escaped:
 * input cannot forge a line. The lines of a stack trace begin with a tab, which no other line does.
 * Thread-safe.
 */
public final class SafeTextLayout extends LayoutBase<ILoggingEvent> {
  private static final DateTimeFormatter TIME = formatter("yyyy-MM-dd'T'HH:mm:ss");
  private static final DateTimeFormatter OFFSET = formatter("XXX");

  private static final int LONGEST_LEVEL = 5;

  /** Deeper causes add no information, and a chain of causes may be circular. */
  private static final int MOST_CAUSES = 8;

  /** Longer than any message that the server logs itself. */
  private static final int MOST_CHARS = 4_096;

  /** A formatted second, cached: formatting it takes longer than the rest of a line. */
  private record Second(long number, String time, String offset) {
    static Second of(long number) {
      Instant at = Instant.ofEpochSecond(number);
      return new Second(number, TIME.format(at), OFFSET.format(at));
    }
  }

  private volatile Second latest = Second.of(0);

  private static DateTimeFormatter formatter(String pattern) {
    return DateTimeFormatter.ofPattern(pattern).withZone(ZoneId.systemDefault());
  }

  @Override
  public String doLayout(ILoggingEvent event) {
    StringBuilder out = new StringBuilder(128);
    time(event.getTimeStamp(), out);
    String level = event.getLevel().toString();
    String logger = event.getLoggerName();
    out.append(' ').append(level).append(" ".repeat(LONGEST_LEVEL - level.length()));
    out.append(' ').append(logger.substring(logger.lastIndexOf('.') + 1)).append(' ');
    escape(String.valueOf(event.getFormattedMessage()), out);
    out.append('\n');
    IThrowableProxy thrown = event.getThrowableProxy();
    for (int i = 0; thrown != null && i < MOST_CAUSES; i++) {
      trace(i == 0 ? "" : "caused by ", thrown, out);
      thrown = thrown.getCause();
    }
    return out.toString();
  }

  private void time(long millis, StringBuilder out) {
    long number = Math.floorDiv(millis, 1_000L);
    Second second = latest;
    if (second.number() != number) {
      second = Second.of(number);
      latest = second;
    }
    int thousand = 1_000 + Math.floorMod(millis, 1_000);
    out.append(second.time())
        .append('.')
        .append(Integer.toString(thousand), 1, 4)
        .append(second.offset());
  }

  private static void trace(String before, IThrowableProxy thrown, StringBuilder out) {
    out.append('\t').append(before).append(thrown.getClassName());
    if (thrown.getMessage() != null) {
      escape(thrown.getMessage(), out.append(": "));
    }
    out.append('\n');
    StackTraceElementProxy[] frames = thrown.getStackTraceElementProxyArray();
    int own = frames.length - thrown.getCommonFrames();
    for (int i = 0; i < own; i++) {
      out.append('\t').append(frames[i].getSTEAsString()).append('\n');
    }
  }

  /** Appends {@code text} with invisible and control characters escaped. */
  static void escape(String text, StringBuilder out) {
    int end = Math.min(text.length(), MOST_CHARS);
    for (int i = 0; i < end; i++) {
      char c = text.charAt(i);
      if (isSafe(c)) {
        out.append(c);
      } else {
        out.append(String.format("\\u%04x", (int) c));
      }
    }
    if (end < text.length()) {
      out.append("… (").append(text.length()).append(" characters)");
    }
  }

  private static boolean isSafe(char c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }
}
