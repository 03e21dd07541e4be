package chat.core.format;

import java.util.function.IntPredicate;

/**
 * Finds web addresses that begin with {@code http://}, {@code https://} or {@code www.}. The page
 * has the same rule, and those of {@link HostRule} and {@link MailRule}, in {@code
 * js/lib/format/web-address.js}; {@code conformance/text.tsv} tests both.
 *
 * <p>A link ends before white space, {@code <>"`}, and punctuation beyond ASCII that ends a
 * sentence or a quotation in any script. When a bracket or quotation mark directly precedes a link,
 * the matching one ends it. Punctuation of the surrounding sentence at its end is not part of it; a
 * closing bracket is part of it only if the link has the opening one. Stateless.
 *
 * <p>Takes linear time: hosts are bounded, and the end is trimmed in a single backward pass.
 */
final class LinkRule {
  /** Maximum length of a link in UTF-16 units; a longer one is plain text. */
  static final int MAX_LENGTH = 2_048;

  private static final int MAX_USER_INFO = 256;

  /**
   * Non-ASCII punctuation between letters of a word (middle dots, apostrophes, the Hebrew geresh
   * and gershayim, the Tibetan tsheg): part of a link except at its end.
   */
  private static final String INNER =
      "\u00B7\u0387\u055A\u05F3\u05F4\u0F0B\u2019\u2027\u30FB\uFF65";

  /** Symbols and dashes that end a link although they are not closing punctuation. */
  private static final String STOPS = "\u2014\u2015\u2E3A\u2E3B\uFE31\uFE58\uFF1C\uFF1E";

  private static final String USER_INFO = "-._~%!$&'*+;=:";
  private static final String BEFORE_WWW = "._-/@:=&?#%+~\\$";
  private static final String OPENERS = "([{";
  private static final String CLOSERS = ")]}";
  private static final String PUNCTUATION = ".,:;!?'";

  /** Quotation and emphasis marks, in pairs of opening and closing. */
  private static final String QUOTES = "''\u2018\u2019**__~~||";

  /**
   * What stands around an address.
   *
   * @param marks the marks that may close a span behind it
   * @param isBracketed whether it may be in the text of a link
   * @param isFresh whether a mark that opens a span is right before it
   */
  record Around(IntPredicate marks, boolean isBracketed, boolean isFresh) {
    /** Neither marks nor brackets. */
    static final Around PROSE = new Around(mark -> false, false, false);
  }

  private LinkRule() {}

  /**
   * The end of the web address that begins at {@code at}; {@code at} when none begins there. An
   * address longer than {@link #MAX_LENGTH} is included, so that it is skipped as a whole.
   */
  static int webEnd(String text, int at, Around around) {
    int host = hostStart(text, at, around.isFresh());
    int from = host < 0 ? -1 : authorityEnd(text, at, host);
    if (from < 0) {
      return at;
    }
    if (from == text.length() || "/?#".indexOf(text.charAt(from)) < 0) {
      return from < text.length() && text.charAt(from) == '@' ? at : from;
    }
    int end = pathEnd(text, from, at, around.isBracketed());
    return trimmed(text, from, end, at, around.marks());
  }

  /** Whether a whole text is a web address. */
  static boolean isAddress(String text) {
    int host = text.isEmpty() ? -1 : hostStart(text, 0, true);
    int from = host < 0 ? -1 : authorityEnd(text, 0, host);
    return from > 0 && (from == text.length() || "/?#".indexOf(text.charAt(from)) >= 0);
  }

  /** The end of host and port; negative when the host is not valid. */
  private static int authorityEnd(String text, int at, int host) {
    int hostEnd = HostRule.end(text, host);
    String name = text.substring(host, hostEnd);
    boolean isValid = isWww(text, at) ? HostRule.isWholeName(name) : HostRule.isHost(name);
    return isValid ? HostRule.portEnd(text, hostEnd) : -1;
  }

  /**
   * The start of the host of an address that begins at {@code at}; negative when none begins there.
   */
  private static int hostStart(String text, int at, boolean isFresh) {
    char first = text.charAt(at);
    if (first != 'h' && first != 'H' && first != 'w' && first != 'W') {
      return -1;
    }
    char before = at == 0 || isFresh ? ' ' : text.charAt(at - 1);
    if (Ascii.isLetterOrDigit(before) || Ascii.isAt(before)) {
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

  /** The index after {@code user:password@}; {@code from} when there is none. */
  private static int userInfoEnd(String text, int from) {
    int end = from;
    int limit = Math.min(text.length(), from + MAX_USER_INFO);
    while (end < limit && isUserInfo(text.charAt(end))) {
      end++;
    }
    return end > from && end < text.length() && text.charAt(end) == '@' ? end + 1 : from;
  }

  private static boolean isUserInfo(char c) {
    return Ascii.isLetterOrDigit(c) || USER_INFO.indexOf(c) >= 0;
  }

  /** The end of the path, query and fragment, before trimming. */
  private static int pathEnd(String text, int from, int start, boolean isBracketed) {
    char opener = start == 0 ? ' ' : text.charAt(start - 1);
    char closer = closer(opener);
    boolean isBracket = OPENERS.indexOf(opener) >= 0;
    int depth = 0;
    int at = from;
    while (at < text.length()) {
      int c = text.codePointAt(at);
      if (isStop(c) || (isBracketed && text.startsWith("](", at))) {
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

  /**
   * The closing mark for an opening mark before a link; for anything else a space, which ends every
   * link.
   */
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

  /** Whether {@code c} ends every link. */
  static boolean isStop(int c) {
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
      case Character.FORMAT -> c != 0x200C && c != 0x200D; // the joiners occur within words
      default -> false;
    };
  }

  /**
   * Trims punctuation of the surrounding sentence, and marks that close behind it, off the end, in
   * a single backward pass.
   */
  private static int trimmed(String text, int from, int end, int start, IntPredicate marks) {
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
      } else if (!isPunctuation(c) && c != quote && !marks.test(c)) {
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
}
