package chat.core.bound;

/**
 * Upper estimates of the heap that values take on a 64-bit JVM with compressed references, computed
 * in constant time. Stateless.
 */
public final class Footprint {
  /** An unanswered command without its strings: the command, its pending reply and its task. */
  public static final int OF_COMMAND = 256;

  /** The string object and the header of its array, with padding. */
  private static final int OF_EMPTY_STRING = 56;

  private Footprint() {}

  /**
   * The bytes of a string. A single character outside of Latin-1 makes all characters take two
   * bytes, so two bytes are counted for each without scanning.
   */
  public static int of(String text) {
    return OF_EMPTY_STRING + 2 * text.length();
  }
}
