package chat.core.event;

/** Upper estimates of the bytes of a text as a JSON string in UTF-8. Stateless. */
public final class JsonSize {
  private JsonSize() {}

  /** The bytes of a text, without the quotes around it. */
  public static int of(String text) {
    int bytes = text.length();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c >= 0x80 || c == '"' || c == '\\') {
        bytes += of(c) - 1;
      }
    }
    return bytes;
  }

  private static int of(char c) {
    if (c == '"' || c == '\\' || c == '\n' || c == '\t') {
      return 2;
    }
    if (c < ' ' || c == '\u2028' || c == '\u2029') {
      return 6; // written as a unicode escape
    }
    return c < 0x80 ? 1 : c < 0x800 ? 2 : 3;
  }
}
