package chat.server.storage.follow;

/**
 * Pauses between attempts: a second, then twice as long each time, up to a minute. What fails again
 * and again is tried less and less often. Confined to one thread.
 */
final class Backoff {
  private static final int FIRST_MILLIS = 1_000;
  private static final int LONGEST_MILLIS = 60_000;

  private int nextMillis = FIRST_MILLIS;

  /** How long to wait after this failure. */
  int nextMillis() {
    int millis = nextMillis;
    nextMillis = Math.min(2 * millis, LONGEST_MILLIS);
    return millis;
  }

  /** Begins anew, after a success. */
  void reset() {
    nextMillis = FIRST_MILLIS;
  }
}
