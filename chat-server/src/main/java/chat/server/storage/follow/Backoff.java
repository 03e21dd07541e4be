package chat.server.storage.follow;

/**
 * Exponential backoff: waits of one second, doubled after each failure up to a minute. Confined to
 * one thread.
 */
final class Backoff {
  private static final int FIRST_MILLIS = 1_000;
  private static final int LONGEST_MILLIS = 60_000;

  private int nextMillis = FIRST_MILLIS;

  /** The wait after this failure, in milliseconds. */
  int nextMillis() {
    int millis = nextMillis;
    nextMillis = Math.min(2 * millis, LONGEST_MILLIS);
    return millis;
  }

  /** Starts again at one second, after a success. */
  void reset() {
    nextMillis = FIRST_MILLIS;
  }
}
