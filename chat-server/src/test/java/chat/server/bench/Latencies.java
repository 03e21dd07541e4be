package chat.server.bench;

import java.util.Arrays;

/** How long things took, each of them kept. Confined to one thread. */
final class Latencies {
  private static final double NANOS_PER_MILLI = 1e6;

  private long[] nanos = new long[1_024];
  private int size;
  private boolean sorted;

  void add(long duration) {
    if (size == nanos.length) {
      nanos = Arrays.copyOf(nanos, size * 2);
    }
    nanos[size++] = duration;
    sorted = false;
  }

  int size() {
    return size;
  }

  /**
   * What this part of them stayed within, in milliseconds.
   *
   * @param part from 0 to 1
   * @throws IllegalStateException if nothing was measured
   */
  double millis(double part) {
    if (size == 0) {
      throw new IllegalStateException("nothing was measured");
    }
    if (!sorted) {
      Arrays.sort(nanos, 0, size);
      sorted = true;
    }
    int rank = (int) Math.ceil(part * size);
    return nanos[Math.max(0, rank - 1)] / NANOS_PER_MILLI;
  }
}
