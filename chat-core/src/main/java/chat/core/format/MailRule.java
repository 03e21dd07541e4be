package chat.core.format;

import chat.core.model.Scripts;
import java.util.function.IntPredicate;

/** Finds e-mail addresses. Stateless. */
final class MailRule {
  /** RFC 5321, section 4.5.3.1.1. */
  private static final int MAX_LOCAL_PART = 64;

  private static final String LOCAL_PART = ".%+'_-";

  private MailRule() {}

  /**
   * The start of the e-mail address whose {@code @} is at {@code at}, not before {@code floor};
   * {@code at} when there is none.
   *
   * @param marks the marks that may close a span behind it
   */
  static int start(String text, int at, int floor, IntPredicate marks) {
    int start = at;
    while (start > floor && isLocalPart(text.codePointBefore(start))) {
      start -= Character.charCount(text.codePointBefore(start));
      if (at - start > MAX_LOCAL_PART) {
        return at;
      }
    }
    while (start < at && !Character.isLetterOrDigit(text.codePointAt(start))) {
      start += Character.charCount(text.codePointAt(start));
    }
    boolean isWhole = start < at && text.charAt(at - 1) != '.' && end(text, at, marks) > at;
    return isWhole && (start == 0 || "/@\uFF20".indexOf(text.charAt(start - 1)) < 0) ? start : at;
  }

  private static boolean isLocalPart(int c) {
    if (c < 0x80) {
      return Ascii.isLetterOrDigit(c) || LOCAL_PART.indexOf(c) >= 0;
    }
    return HostRule.isLabelLetter(c) && !Scripts.isDense(c);
  }

  /**
   * The end of the e-mail address whose {@code @} is at {@code at}; {@code at} when there is none.
   */
  static int end(String text, int at, IntPredicate marks) {
    int first = at + 1;
    int end = first;
    int dot = -1;
    for (int i = first; i < text.length(); i++) {
      char c = text.charAt(i);
      if (i - first > HostRule.MAX_LENGTH) {
        return at;
      } else if (Ascii.isLetterOrDigit(c)) {
        dot = text.charAt(i - 1) == '.' ? i - 1 : dot;
        end = i + 1;
      } else if (i == first || (c != '-' && (c != '.' || i != end))) {
        break;
      }
    }
    return dot > 0 && HostRule.isTopLevel(text.substring(dot + 1, end)) && ends(text, end, marks)
        ? end
        : at;
  }

  /** Whether an address may end here: not before a path, as in {@code git@host:path}. */
  private static boolean ends(String text, int end, IntPredicate marks) {
    if (end == text.length()) {
      return true;
    }
    int next = text.codePointAt(end);
    if (marks.test(next)) {
      return true;
    }
    return switch (next) {
      case '@', 0xFF20, '/', '_' -> false;
      case ':' -> end + 1 == text.length() || LinkRule.isStop(text.codePointAt(end + 1));
      default -> !HostRule.isLabelLetter(next) || Scripts.isDense(next);
    };
  }
}
