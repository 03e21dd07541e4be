package chat.core.model;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The rules for user names. Users are found by {@link #fold}, which makes names equal that differ
 * in case. A new name is rejected when another user has the same {@link #skeleton}. Stateless.
 */
public final class UserName {
  /** Minimum length of a name in code points. */
  public static final int MIN_LENGTH = 2;

  /** Maximum length of a name in code points. */
  public static final int MAX_LENGTH = 32;

  /** The skeletons of the names that no user can take. */
  private static final Set<String> RESERVED =
      Stream.of("all", "here", "everyone", "channel")
          .map(Lookalikes::skeleton)
          .collect(Collectors.toUnmodifiableSet());

  private UserName() {}

  /**
   * Normalises a typed name: without surrounding white space and in the composed form (NFC),
   * because some keyboards produce decomposed accents. All interfaces use names in this form.
   */
  public static String clean(String typed) {
    int start = 0;
    int end = typed.length();
    while (start < end && isSpace(typed.charAt(start))) {
      start++;
    }
    while (end > start && isSpace(typed.charAt(end - 1))) {
      end--;
    }
    String name = typed.substring(start, end);
    return isAscii(name) ? name : Normalizer.normalize(name, Normalizer.Form.NFC);
  }

  private static boolean isSpace(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c);
  }

  /**
   * Validates a new name: returns what is wrong with {@code name}, as a sentence for users; empty
   * when it is valid.
   */
  public static Optional<String> check(String name) {
    return checkForm(name)
        .or(
            () ->
                name.codePoints().anyMatch(UserName::isInvisible)
                    ? Optional.of("A name must not have invisible characters.")
                    : Optional.empty());
  }

  /**
   * Validates the form that all names have had from the beginning, so that users keep their names
   * when the rules for new names become stricter.
   */
  static Optional<String> checkForm(String name) {
    int length = name.codePointCount(0, name.length());
    if (length < MIN_LENGTH || length > MAX_LENGTH) {
      return Optional.of("A name must have 2 to 32 characters.");
    }
    if (!name.codePoints().allMatch(c -> isNameCharacter(c) || Scripts.isMark(c))) {
      return Optional.of("A name may have only letters, digits, _ and -.");
    }
    if (!Normalizer.isNormalized(name, Normalizer.Form.NFC)) {
      return Optional.of("A name must be in the composed form of Unicode (NFC).");
    }
    if (!NameMarks.areInPlace(name)) {
      return Optional.of("A name may have accents and vowel marks only where its script has them.");
    }
    return Optional.empty();
  }

  /**
   * Whether a name may have this character anywhere: a letter, a digit, {@code _} or {@code -}.
   * Marks are allowed as {@link NameMarks} defines. So a name has no bidirectional controls or
   * joiners.
   */
  public static boolean isNameCharacter(int codePoint) {
    return Character.isLetterOrDigit(codePoint) || codePoint == '_' || codePoint == '-';
  }

  /** Whether it is a Hangul filler: a letter in Unicode, but blank. */
  static boolean isInvisible(int codePoint) {
    return codePoint == 0x115f || codePoint == 0x1160 || codePoint == 0x3164 || codePoint == 0xffa0;
  }

  /** The form in which names that differ only in case are equal. */
  public static String fold(String name) {
    if (isAscii(name)) {
      return name.toLowerCase(Locale.ROOT);
    }
    // To lower case first, because capital sharp s is its own upper case.
    return Normalizer.normalize(name, Normalizer.Form.NFKC)
        .toLowerCase(Locale.ROOT)
        .toUpperCase(Locale.ROOT)
        .toLowerCase(Locale.ROOT);
  }

  /** Whether {@code name} has only ASCII characters, so that folding only changes its case. */
  static boolean isAscii(String name) {
    for (int i = 0; i < name.length(); i++) {
      if (name.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }

  /**
   * Whether no user can take the name, because it means a group of users or looks like a word that
   * does: {@code all}, {@code here}, {@code everyone} or {@code channel}. A small {@code i} does
   * not look like an {@code l} here, because {@code Ali} is the name of many users.
   */
  public static boolean isReserved(String name) {
    String plain = Normalizer.normalize(name, Normalizer.Form.NFKD);
    boolean isCapital = plain.equals(plain.toUpperCase(Locale.ROOT));
    String seen = isCapital ? plain.toLowerCase(Locale.ROOT) : plain;
    return RESERVED.contains(skeleton(seen.replace('i', '-')));
  }

  /**
   * The skeleton of a name, which is equal for names that look alike: {@code Paypal}, {@code
   * PAYPA1} and their Cyrillic lookalike have the same one. A user cannot take a name with the
   * skeleton of another user's name.
   */
  public static String skeleton(String name) {
    return Lookalikes.skeleton(name);
  }
}
