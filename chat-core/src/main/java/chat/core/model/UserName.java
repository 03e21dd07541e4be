package chat.core.model;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;

/** The rules for the names of users. */
public final class UserName {
  /** The fewest characters (Unicode code points) of a name. */
  public static final int MIN_LENGTH = 2;

  /** The most characters (Unicode code points) of a name. */
  public static final int MAX_LENGTH = 32;

  private UserName() {}

  /** What is wrong with {@code name}, as a sentence for a person; empty when it can be used. */
  public static Optional<String> check(String name) {
    int length = name.codePointCount(0, name.length());
    if (length < MIN_LENGTH || length > MAX_LENGTH) {
      return Optional.of("A name has 2 to 32 characters.");
    }
    if (!name.codePoints().allMatch(UserName::isNameCharacter)) {
      return Optional.of("A name is made of letters, digits, _ and -.");
    }
    if (!Normalizer.isNormalized(name, Normalizer.Form.NFC)) {
      return Optional.of("A name must be in the composed form of Unicode (NFC).");
    }
    return Optional.empty();
  }

  /** Whether a name may hold this character: a letter, a digit, {@code _} or {@code -}. */
  public static boolean isNameCharacter(int codePoint) {
    return Character.isLetterOrDigit(codePoint) || codePoint == '_' || codePoint == '-';
  }

  /** The form under which two names that differ in case alone are the same name. */
  public static String fold(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFKC)
        .toUpperCase(Locale.ROOT)
        .toLowerCase(Locale.ROOT);
  }
}
