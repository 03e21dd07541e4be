package chat.core.bound;

/**
 * Estimates, from above and in constant time, of the heap that values take on a 64-bit JVM with
 * compressed references. Stateless.
 */
public final class Footprint {
  /** A command that waits, without its strings: the command, its request and its task. */
  public static final int OF_COMMAND = 256;

  /** The object and the header of its array, with padding. */
  private static final int OF_EMPTY_STRING = 56;

  private Footprint() {}

  /**
   * A string. One character outside of Latin-1 makes every character of it take two bytes, so two
   * are counted for each without looking.
   */
  public static int of(String text) {
    return OF_EMPTY_STRING + 2 * text.length();
  }
}
