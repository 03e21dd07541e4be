package chat.core.internal.context;

import java.util.Locale;
import java.util.random.RandomGenerator;

/** Generates random room codes and ids. Stateless. */
public final class RandomCodes {
  /** Without 0, 1, I and O, which are easily confused when a code is read aloud or copied. */
  private static final String ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

  /** 32^6 is about 1.07 billion codes. */
  private static final int CODE_LENGTH = 6;

  private static final int ID_LENGTH = 12;

  private RandomCodes() {}

  public static String code(RandomGenerator random) {
    return word(random, CODE_LENGTH);
  }

  public static String id(RandomGenerator random) {
    return word(random, ID_LENGTH).toLowerCase(Locale.ROOT);
  }

  /** Normalises a typed code to the form in which it was generated. */
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
