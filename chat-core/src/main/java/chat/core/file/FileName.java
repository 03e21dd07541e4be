package chat.core.file;

/**
 * The names that people give files: shown, and proposed when the file is saved; the server never
 * uses one as a name of its own. Stateless.
 */
public final class FileName {
  /** Maximum length in code points. */
  public static final int MAX_LENGTH = 200;

  /** The name of a file without a usable one. */
  public static final String UNNAMED = "file";

  /** An ending of up to so many characters, with its dot, is kept when a name is cut. */
  private static final int MAX_ENDING = 16;

  private FileName() {}

  /**
   * The name that is shown for a given one: its last path segment, without control characters and
   * without characters that change the direction of text, which can hide the real ending of a name.
   */
  public static String of(String given) {
    int start = Math.max(given.lastIndexOf('/'), given.lastIndexOf('\\')) + 1;
    StringBuilder kept = new StringBuilder();
    given.substring(start).codePoints().filter(FileName::isAllowed).forEach(kept::appendCodePoint);
    String name = kept.toString().strip();
    if (name.isEmpty() || name.equals(".") || name.equals("..")) {
      return UNNAMED;
    }
    return cut(name);
  }

  /** Whether {@link #of} could have made this name. */
  static boolean isValid(String name) {
    return of(name).equals(name);
  }

  private static String cut(String name) {
    int length = name.codePointCount(0, name.length());
    if (length <= MAX_LENGTH) {
      return name;
    }
    int dot = name.lastIndexOf('.');
    String ending = dot > 0 && name.length() - dot <= MAX_ENDING ? name.substring(dot) : "";
    int rest = MAX_LENGTH - ending.codePointCount(0, ending.length());
    return name.substring(0, name.offsetByCodePoints(0, rest)).strip() + ending;
  }

  private static boolean isAllowed(int c) {
    int type = Character.getType(c);
    return type != Character.CONTROL
        && type != Character.SURROGATE
        && type != Character.LINE_SEPARATOR
        && type != Character.PARAGRAPH_SEPARATOR
        && !isDirectional(c);
  }

  private static boolean isDirectional(int c) {
    return c == 0x061C
        || c == 0x200E
        || c == 0x200F
        || (c >= 0x202A && c <= 0x202E)
        || (c >= 0x2066 && c <= 0x2069);
  }
}
