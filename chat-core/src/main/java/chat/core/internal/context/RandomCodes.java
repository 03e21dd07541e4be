package chat.core.internal.context;

import java.util.Locale;
import java.util.random.RandomGenerator;

/** Short words made by chance: the codes of rooms, and parts of ids. Stateless. */
public final class RandomCodes {
  /** Letters and digits that nobody takes for one another, as people read codes to each other. */
  private static final String ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

  /** 32^6 is 1.07 thousand million codes. */
  private static final int CODE_LENGTH = 6;

  private static final int ID_LENGTH = 12;

  private RandomCodes() {}

  public static String code(RandomGenerator random) {
    return word(random, CODE_LENGTH);
  }

  public static String id(RandomGenerator random) {
    return word(random, ID_LENGTH).toLowerCase(Locale.ROOT);
  }

  /** A code as people type it, in the form in which it was made. */
  public static String normal(String typed) {
    return typed.strip().toUpperCase(Locale.ROOT);
  }

  private static String word(RandomGenerator random, int length) {
    StringBuilder word = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      word.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return word.toString();
  }
}
