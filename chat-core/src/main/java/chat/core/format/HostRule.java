package chat.core.format;

import chat.core.model.Scripts;
import java.util.Arrays;

/** Finds the end of the host of an address, and checks hosts. Stateless. */
final class HostRule {
  /** Maximum length of a host: RFC 1035, section 2.3.4. */
  static final int MAX_LENGTH = 253;

  private static final int MAX_PORT = 65_535;
  private static final int MIN_TOP_LEVEL = 2;
  private static final String WWW = "www.";

  private HostRule() {}

  /** The end of a host: an IPv6 literal, or labels between dots. */
  static int end(String text, int from) {
    if (from < text.length() && text.charAt(from) == '[') {
      return literalEnd(text, from);
    }
    return from + hostLength(text.substring(from, labelsEnd(text, from)));
  }

  /**
   * The length of the host in a run of labels: text in a script without spaces may directly follow
   * an ASCII top-level domain, as in {@code example.org看}.
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
    while (!Ascii.isLetterOrDigit(labels.charAt(dense - 1))) {
      dense--;
    }
    return dense;
  }

  private static int literalEnd(String text, int from) {
    int end = from + 1;
    int limit = Math.min(text.length(), from + MAX_LENGTH);
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
      if (at - from > MAX_LENGTH) {
        return from;
      }
    }
    return end;
  }

  static boolean isLabelLetter(int c) {
    return c < 0x80 ? Ascii.isLetterOrDigit(c) : Character.isLetterOrDigit(c) || Scripts.isMark(c);
  }

  /** Whether a host is valid; a number must be an IPv4 address. */
  static boolean isHost(String host) {
    if (host.isEmpty() || host.charAt(0) == '[') {
      return !host.isEmpty();
    }
    String[] labels = host.split("\\.", -1);
    return !isNumber(labels[labels.length - 1])
        || (labels.length == 4 && Arrays.stream(labels).allMatch(HostRule::isByte));
  }

  /**
   * Whether browsers parse the label as a number, so that the whole host must be an IPv4 address.
   */
  private static boolean isNumber(String label) {
    return isDecimal(label) || label.regionMatches(true, 0, "0x", 0, 2);
  }

  private static boolean isByte(String label) {
    boolean isPlain = isDecimal(label) && !label.isEmpty() && label.length() <= 3;
    boolean isOctal = label.length() > 1 && label.charAt(0) == '0';
    return isPlain && !isOctal && Integer.parseInt(label) <= 255;
  }

  private static boolean isDecimal(String label) {
    return label.chars().allMatch(Ascii::isDigit);
  }

  /**
   * Whether a host without a scheme is complete: three labels, the last one starting with a letter.
   */
  static boolean isWholeName(String host) {
    int last = host.lastIndexOf('.');
    return last > WWW.length() && isTopLevel(host.substring(last + 1));
  }

  static boolean isTopLevel(String label) {
    return label.length() >= MIN_TOP_LEVEL && Character.isLetter(label.codePointAt(0));
  }

  /**
   * The end of the port after a host that ends at {@code hostEnd}; {@code hostEnd} when there is
   * none.
   */
  static int portEnd(String text, int hostEnd) {
    if (hostEnd == text.length() || text.charAt(hostEnd) != ':') {
      return hostEnd;
    }
    int end = hostEnd + 1;
    while (end < text.length() && Ascii.isDigit(text.charAt(end))) {
      end++;
    }
    int digits = end - hostEnd - 1;
    boolean isPort = digits >= 1 && digits <= 5;
    return isPort && Integer.parseInt(text.substring(end - digits, end)) <= MAX_PORT
        ? end
        : hostEnd;
  }
}
