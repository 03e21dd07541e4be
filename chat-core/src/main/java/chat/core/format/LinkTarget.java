package chat.core.format;

/**
 * What stands in parentheses behind the text of a link: CommonMark 0.31.2, section 6.3, if it is a
 * web or e-mail address. Immutable.
 *
 * @param url the address, without the backslashes of its escapes
 * @param start where the address begins in the paragraph
 * @param addressEnd where the address ends there
 * @param end where the target ends there, after the closing parenthesis
 */
record LinkTarget(String url, int start, int addressEnd, int end) {
  private static final int MAX_NESTING = 8;
  private static final int MAX_TITLE = 1_024;
  private static final int MAX_WRITTEN = 2 * LinkRule.MAX_LENGTH; // each character may be escaped
  private static final String MAILTO = "mailto:";

  /** The target that begins at {@code at}; null when there is none. */
  static LinkTarget at(Source source, String text, int at) {
    if (at >= text.length() || text.charAt(at) != '(') {
      return null;
    }
    int start = spaceEnd(text, at + 1);
    boolean isPointed = start < text.length() && text.charAt(start) == '<';
    int addressStart = isPointed ? start + 1 : start;
    int addressEnd = isPointed ? pointedEnd(text, addressStart) : plainEnd(text, start);
    source.steps(Math.max(addressEnd, start) - at);
    if (addressEnd < 0) {
      return null;
    }
    int end = closing(source, text, isPointed ? addressEnd + 1 : addressEnd);
    String url = unescape(text.substring(addressStart, addressEnd));
    return end < 0 || !isAddress(url) ? null : new LinkTarget(url, addressStart, addressEnd, end);
  }

  private static boolean isAddress(String url) {
    if (url.length() > LinkRule.MAX_LENGTH) {
      return false;
    }
    if (!url.regionMatches(true, 0, MAILTO, 0, MAILTO.length())) {
      return LinkRule.isAddress(url);
    }
    int at = url.indexOf('@');
    int end = at < 0 ? at : MailRule.end(url, at, c -> c == '?');
    return at > MAILTO.length() && end > at && (end == url.length() || url.charAt(end) == '?');
  }

  /** The end of an address between angle brackets; negative when there is none. */
  private static int pointedEnd(String text, int start) {
    int limit = Math.min(text.length(), start + MAX_WRITTEN);
    for (int i = start; i < limit; i++) {
      switch (text.charAt(i)) {
        case '>' -> {
          return i;
        }
        case '<', '\n' -> {
          return -1;
        }
        case '\\' -> i++;
        default -> {}
      }
    }
    return -1;
  }

  /** The end of an address before white space or the closing parenthesis; negative for none. */
  private static int plainEnd(String text, int start) {
    int limit = Math.min(text.length(), start + MAX_WRITTEN);
    int depth = 0;
    int at = start;
    while (at < limit && text.charAt(at) > ' ' && text.charAt(at) != 0x7F) {
      char c = text.charAt(at);
      if (c == '\\' && at + 1 < text.length() && Ascii.isPunctuation(text.charAt(at + 1))) {
        at++;
      } else if (c == '(') {
        if (depth == MAX_NESTING) {
          return -1;
        }
        depth++;
      } else if (c == ')') {
        if (depth == 0) {
          break;
        }
        depth--;
      }
      at++;
    }
    return depth > 0 || at == start ? -1 : at;
  }

  /** The end after the closing parenthesis, which may follow a title; negative for none. */
  private static int closing(Source source, String text, int from) {
    int at = spaceEnd(text, from);
    if (at > from && at < text.length() && "\"'(".indexOf(text.charAt(at)) >= 0) {
      int end = titleEnd(text, at);
      source.steps(Math.max(0, end - at));
      if (end < 0) {
        return -1;
      }
      at = spaceEnd(text, end);
    }
    return at < text.length() && text.charAt(at) == ')' ? at + 1 : -1;
  }

  private static int titleEnd(String text, int start) {
    char opener = text.charAt(start);
    char closer = opener == '(' ? ')' : opener;
    int limit = Math.min(text.length(), start + MAX_TITLE);
    for (int i = start + 1; i < limit; i++) {
      char c = text.charAt(i);
      if (c == closer) {
        return i + 1;
      }
      if (c == '(' && opener == '(') {
        return -1;
      }
      if (c == '\\') {
        i++;
      }
    }
    return -1;
  }

  private static int spaceEnd(String text, int from) {
    int end = from;
    while (end < text.length() && " \t\n".indexOf(text.charAt(end)) >= 0) {
      end++;
    }
    return end;
  }

  private static String unescape(String text) {
    if (text.indexOf('\\') < 0) {
      return text;
    }
    StringBuilder plain = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      boolean isEscape =
          text.charAt(i) == '\\'
              && i + 1 < text.length()
              && Ascii.isPunctuation(text.charAt(i + 1));
      if (isEscape) {
        i++;
      }
      plain.append(text.charAt(i));
    }
    return plain.toString();
  }
}
