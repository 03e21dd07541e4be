package chat.core.model;

/** The characters of ids, which are safe in URL paths, file names and log lines. Stateless. */
final class Ids {
  private Ids() {}

  /** Whether every character of {@code value} from {@code start} on is {@code A-Z a-z 0-9 _ -}. */
  static boolean isWord(String value, int start) {
    for (int i = start; i < value.length(); i++) {
      if (!isWordCharacter(value.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  static boolean isWordCharacter(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '_'
        || c == '-';
  }
}
