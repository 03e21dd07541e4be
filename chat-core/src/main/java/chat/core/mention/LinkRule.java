package chat.core.mention;

import chat.core.model.Scripts;

/**
 * Where a link begins and ends: web addresses with {@code http://}, {@code https://} or {@code
 * www.}, and e-mail addresses. The page has the same rule in {@code js/lib/linkify.js}; {@code
 * conformance/text.tsv} holds the two together.
 *
 * <p>A link ends before white space, {@code <>"`}, and punctuation beyond ASCII that ends a
 * sentence or a quotation in any script. Where a bracket or quotation mark stands right before it,
 * the matching one ends it. Punctuation of the sentence after it is no part of it; a closing
 * bracket is one only if the link opened it. Stateless.
 *
 * <p>Reads each character a bounded number of times: a host has at most 253 characters, a local
 * part 64, and the end is trimmed in one walk back.
 */
final class LinkRule {
  /** The most UTF-16 units of a link. What is longer is text. */
  static final int MAX_LENGTH = 2_048;

  private static final int MAX_HOST = 253; // RFC 1035, section 2.3.4
  private static final int MAX_LOCAL_PART = 64; // RFC 5321, section 4.5.3.1.1
  private static final int MAX_USER_INFO = 256;
  private static final int MAX_PORT = 65_535;
  private static final int MIN_TOP_LEVEL = 2;

  /**
   * Punctuation beyond ASCII that stands between letters of a word (middle dots, apostrophes, the
   * Hebrew geresh and gershayim, the Tibetan tsheg): part of a link unless it ends it.
   */
  private static final String INNER =
      "\u00B7\u0387\u055A\u05F3\u05F4\u0F0B\u2019\u2027\u30FB\uFF65";

  /** Symbols and dashes that end a link though they are no closing punctuation. */
  private static final String STOPS = "\u2014\u2015\u2E3A\u2E3B\uFE31\uFE58\uFF1C\uFF1E";

  private static final String USER_INFO = "-._~%!$&'*+;=:";
  private static final String LOCAL_PART = ".%+'_-";
  private static final String BEFORE_WWW = "._-/@:=&?#%+~\\$";
  private static final String OPENERS = "([{";
  private static final String CLOSERS = ")]}";
  private static final String PUNCTUATION = ".,:;!?'";

  /** Marks that are their own closing mark, in pairs of opening and closing. */
  private static final String QUOTES = "''\u2018\u2019**__~~||";

  private LinkRule() {}

  /**
   * Where the web address that begins at {@code at} ends; {@code at} when none begins there. An
   * address above {@link #MAX_LENGTH} counts as one here, so that it is passed over.
   */
  static int webEnd(String text, int at) {
    int host = hostStart(text, at);
    if (host < 0) {
      return at;
    }
    boolean isBare = isWww(text, at);
    int hostEnd = hostEnd(text, host);
    if (!(isBare ? isWholeName(text, host, hostEnd) : isHost(text, host, hostEnd))) {
      return at;
    }
    int from = portEnd(text, hostEnd);
    if (from == text.length() || "/?#".indexOf(text.charAt(from)) < 0) {
      return from < text.length() && text.charAt(from) == '@' ? at : from;
    }
    return trimmed(text, from, pathEnd(text, from, at), at);
  }

  /** Where the host of an address that begins at {@code at} begins; negative when none does. */
  private static int hostStart(String text, int at) {
    char first = text.charAt(at);
    if (first != 'h' && first != 'H' && first != 'w' && first != 'W') {
      return -1;
    }
    char before = at == 0 ? ' ' : text.charAt(at - 1);
    if (isAsciiLetterOrDigit(before) || TextScan.isAt(before)) {
      return -1;
    }
    if (isWww(text, at)) {
      return BEFORE_WWW.indexOf(before) < 0 ? at : -1;
    }
    int scheme = schemeEnd(text, at);
    return scheme < 0 ? -1 : userInfoEnd(text, scheme);
  }

  private static boolean isWww(String text, int at) {
    return text.regionMatches(true, at, "www.", 0, 4);
  }

  private static int schemeEnd(String text, int at) {
    for (String scheme : new String[] {"https://", "http://"}) {
      if (text.regionMatches(true, at, scheme, 0, scheme.length())) {
        return at + scheme.length();
      }
    }
    return -1;
  }

  /** Behind {@code user:password@}; {@code from} when there is none. */
  private static int userInfoEnd(String text, int from) {
    int end = from;
    int limit = Math.min(text.length(), from + MAX_USER_INFO);
    while (end < limit && isUserInfo(text.charAt(end))) {
      end++;
    }
    return end > from && end < text.length() && text.charAt(end) == '@' ? end + 1 : from;
  }

  private static boolean isUserInfo(char c) {
    return isAsciiLetterOrDigit(c) || USER_INFO.indexOf(c) >= 0;
  }

  /** The end of a host: an IPv6 literal, or labels between dots. */
  private static int hostEnd(String text, int from) {
    if (from < text.length() && text.charAt(from) == '[') {
      return literalEnd(text, from);
    }
    return from + hostLength(text.substring(from, labelsEnd(text, from)));
  }

  /**
   * How much of a run of labels is the host: a script without spaces may go on right after a last
   * label of ASCII, as in {@code example.org看}.
   */
  private static int hostLength(String labels) {
    int dot = labels.lastIndexOf('.');
    int dense = dot + 1;
    while (dense < labels.length() && labels.charAt(dense) < 0x80) {
      dense++;
    }
    boolean endsBefore =
        dot > 0
            && dense > dot + 1
            && dense < labels.length()
            && Scripts.isDense(labels.codePointAt(dense));
    if (!endsBefore) {
      return labels.length();
    }
    while (!isAsciiLetterOrDigit(labels.charAt(dense - 1))) {
      dense--;
    }
    return dense;
  }

  private static int literalEnd(String text, int from) {
    int end = from + 1;
    int limit = Math.min(text.length(), from + MAX_HOST);
    while (end < limit && isAddressPart(text.charAt(end))) {
      end++;
    }
    return end < limit && end > from + 2 && text.charAt(end) == ']' ? end + 1 : from;
  }

  private static boolean isAddressPart(char c) {
    return (c < 0x80 && Character.digit(c, 16) >= 0) || c == ':' || c == '.';
  }

  /** The end of a run of labels, which ends in a letter or digit; {@code from} for none. */
  private static int labelsEnd(String text, int from) {
    int end = from;
    int at = from;
    while (at < text.length()) {
      int c = text.codePointAt(at);
      if (isLabelLetter(c) && (at > from || !Scripts.isMark(c))) {
        at += Character.charCount(c);
        end = at;
      } else if (at > end
          ? c == '-' || c == '_'
          : at > from && (c == '-' || c == '_' || c == '.')) {
        at++;
      } else {
        break;
      }
      if (at - from > MAX_HOST) {
        return from;
      }
    }
    return end;
  }

  private static boolean isLabelLetter(int c) {
    return c < 0x80 ? isAsciiLetterOrDigit(c) : Character.isLetterOrDigit(c) || Scripts.isMark(c);
  }

  /** Whether a host can be one: not a number that is no address. */
  private static boolean isHost(String text, int from, int end) {
    if (end == from) {
      return false;
    }
    if (text.charAt(from) == '[') {
      return true;
    }
    String[] labels = text.substring(from, end).split("\\.", -1);
    return !isNumber(labels[labels.length - 1]) || isAddress(labels);
  }

  private static boolean isAddress(String[] labels) {
    if (labels.length != 4) {
      return false;
    }
    for (String label : labels) {
      boolean fits = isNumber(label) && label.length() <= 3 && Integer.parseInt(label) <= 255;
      if (!fits || (label.length() > 1 && label.charAt(0) == '0')) {
        return false;
      }
    }
    return true;
  }

  private static boolean isNumber(String label) {
    return label.chars().allMatch(c -> c >= '0' && c <= '9')
        || label.regionMatches(true, 0, "0x", 0, 2);
  }

  /** Whether a host without a scheme is a whole one: three labels, the last of letters. */
  private static boolean isWholeName(String text, int from, int end) {
    int last = text.lastIndexOf('.', end - 1);
    return last > from + 4 && isTopLevel(text, last + 1, end);
  }

  private static boolean isTopLevel(String text, int from, int end) {
    return end - from >= MIN_TOP_LEVEL && Character.isLetter(text.codePointAt(from));
  }

  private static int portEnd(String text, int hostEnd) {
    if (hostEnd == text.length() || text.charAt(hostEnd) != ':') {
      return hostEnd;
    }
    int end = hostEnd + 1;
    while (end < text.length() && isAsciiDigit(text.charAt(end))) {
      end++;
    }
    int digits = end - hostEnd - 1;
    boolean isPort = digits >= 1 && digits <= 5;
    return isPort && Integer.parseInt(text.substring(end - digits, end)) <= MAX_PORT
        ? end
        : hostEnd;
  }

  /** The end of what may belong to the path, query and fragment, before it is trimmed. */
  private static int pathEnd(String text, int from, int start) {
    char opener = start == 0 ? ' ' : text.charAt(start - 1);
    char closer = closer(opener);
    boolean isBracket = OPENERS.indexOf(opener) >= 0;
    int depth = 0;
    int at = from;
    while (at < text.length()) {
      int c = text.codePointAt(at);
      if (isStop(c)) {
        return at;
      }
      if (isBracket && c == opener) {
        depth++;
      } else if (c == closer && isBracket) {
        depth--;
        if (depth < 0) {
          return at;
        }
      } else if (c == closer && !isLetterOrDigitAt(text, at + 1)) {
        return at;
      }
      at += Character.charCount(c);
    }
    return at;
  }

  /** What closes what stands before a link; a space, which ends every link, for anything else. */
  private static char closer(char opener) {
    int bracket = OPENERS.indexOf(opener);
    if (bracket >= 0) {
      return CLOSERS.charAt(bracket);
    }
    for (int i = 0; i < QUOTES.length(); i += 2) {
      if (QUOTES.charAt(i) == opener) {
        return QUOTES.charAt(i + 1);
      }
    }
    return ' ';
  }

  private static boolean isLetterOrDigitAt(String text, int at) {
    return at < text.length() && Character.isLetterOrDigit(text.codePointAt(at));
  }

  /** Whether {@code c} stands in no link. */
  private static boolean isStop(int c) {
    if (c < 0x80) {
      return c <= ' ' || c == 0x7F || c == '<' || c == '>' || c == '"' || c == '`';
    }
    if (STOPS.indexOf(c) >= 0) {
      return true;
    }
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.SURROGATE,
          Character.SPACE_SEPARATOR,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.START_PUNCTUATION,
          Character.END_PUNCTUATION,
          Character.INITIAL_QUOTE_PUNCTUATION ->
          true;
      case Character.FINAL_QUOTE_PUNCTUATION, Character.OTHER_PUNCTUATION -> INNER.indexOf(c) < 0;
      case Character.FORMAT -> c != 0x200C && c != 0x200D; // the joiners stand within words
      default -> false;
    };
  }

  /** Takes punctuation of the sentence off the end, in one walk back. */
  private static int trimmed(String text, int from, int end, int start) {
    int[] open = new int[OPENERS.length()];
    for (int i = from; i < end; i++) {
      int opener = OPENERS.indexOf(text.charAt(i));
      int closer = CLOSERS.indexOf(text.charAt(i));
      if (opener >= 0) {
        open[opener]++;
      } else if (closer >= 0) {
        open[closer]--;
      }
    }
    char before = start == 0 ? ' ' : text.charAt(start - 1);
    char quote = OPENERS.indexOf(before) >= 0 ? ' ' : closer(before);
    int at = end;
    while (at > from) {
      int c = text.codePointBefore(at);
      int opener = OPENERS.indexOf(c);
      int closer = CLOSERS.indexOf(c);
      if (opener >= 0) {
        open[opener]--;
      } else if (closer >= 0 && open[closer] < 0) {
        open[closer]++;
      } else if (!isPunctuation(c) && c != quote) {
        break;
      }
      at -= Character.charCount(c);
    }
    return at;
  }

  private static boolean isPunctuation(int c) {
    if (c < 0x80) {
      return PUNCTUATION.indexOf(c) >= 0;
    }
    return INNER.indexOf(c) >= 0
        || switch (Character.getType(c)) {
          case Character.DASH_PUNCTUATION, Character.CONNECTOR_PUNCTUATION -> true;
          default -> false;
        };
  }

  /**
   * Where the e-mail address begins whose {@code @} stands at {@code at}; {@code at} when there is
   * none. It does not begin before {@code floor}.
   */
  static int mailStart(String text, int at, int floor) {
    int start = at;
    while (start > floor && isLocalPart(text.codePointBefore(start))) {
      start -= Character.charCount(text.codePointBefore(start));
      if (at - start > MAX_LOCAL_PART) {
        return at;
      }
    }
    while (start < at && !isLetterOrDigitAt(text, start)) {
      start += Character.charCount(text.codePointAt(start));
    }
    boolean isWhole = start < at && text.charAt(at - 1) != '.' && mailEnd(text, at) > at;
    return isWhole && (start == 0 || "/@\uFF20".indexOf(text.charAt(start - 1)) < 0) ? start : at;
  }

  private static boolean isLocalPart(int c) {
    if (c < 0x80) {
      return isAsciiLetterOrDigit(c) || LOCAL_PART.indexOf(c) >= 0;
    }
    return isLabelLetter(c) && !Scripts.isDense(c);
  }

  /** Where the e-mail address ends whose {@code @} stands at {@code at}; {@code at} for none. */
  static int mailEnd(String text, int at) {
    int first = at + 1;
    int end = first;
    int dot = -1;
    for (int i = first; i < text.length(); i++) {
      char c = text.charAt(i);
      if (i - first > MAX_HOST) {
        return at;
      } else if (isAsciiLetterOrDigit(c)) {
        dot = text.charAt(i - 1) == '.' ? i - 1 : dot;
        end = i + 1;
      } else if (i == first || (c != '-' && (c != '.' || i != end))) {
        break;
      }
    }
    return dot > 0 && isTopLevel(text, dot + 1, end) && endsMail(text, end) ? end : at;
  }

  /** Whether what follows lets an address be one: no path, as in {@code git@host:path}. */
  private static boolean endsMail(String text, int end) {
    if (end == text.length()) {
      return true;
    }
    int next = text.codePointAt(end);
    return switch (next) {
      case '@', 0xFF20, '/', '_' -> false;
      case ':' -> end + 1 == text.length() || isStop(text.codePointAt(end + 1));
      default -> !isLabelLetter(next) || Scripts.isDense(next);
    };
  }

  private static boolean isAsciiLetterOrDigit(int c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || isAsciiDigit(c);
  }

  private static boolean isAsciiDigit(int c) {
    return c >= '0' && c <= '9';
  }
}
