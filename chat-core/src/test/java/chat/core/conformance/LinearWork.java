package chat.core.conformance;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.util.function.Consumer;

/**
 * Checks that work is linear in its input. Compares the processor time of this thread for an input
 * and for one of four times its length, taking the minimum of several tries: about 4 times as much
 * when the work is linear, 16 times when it is quadratic. The speed and load of the machine affect
 * both. Stateless.
 */
public final class LinearWork {
  /** How many times as long the longer of two inputs is. */
  public static final int FACTOR = 4;

  private static final double STEEP = 8;
  private static final int TRIES = 20;
  private static final long MEASURABLE_NANOS = 2_000_000;

  private LinearWork() {}

  /**
   * Fails unless {@code work} is linear.
   *
   * @param name of the work, for the message
   * @param whole of {@link #FACTOR} times the length of {@code quarter}
   */
  public static <T> void assertLinear(String name, Consumer<T> work, T quarter, T whole) {
    double least = Double.MAX_VALUE;
    for (int tries = 0; tries < TRIES && least > STEEP; tries++) {
      least = Math.min(least, growth(work, quarter, whole));
    }
    double measured = least;
    assertTrue(least <= STEEP, () -> name + " takes " + measured + " times as much");
  }

  private static <T> double growth(Consumer<T> work, T quarter, T whole) {
    int times = 1;
    while (nanos(work, quarter, times) < MEASURABLE_NANOS && times < 1 << 20) {
      times *= 2;
    }
    return (double) nanos(work, whole, times) / Math.max(1, nanos(work, quarter, times));
  }

  private static <T> long nanos(Consumer<T> work, T input, int times) {
    long begun = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    for (int i = 0; i < times; i++) {
      work.accept(input);
    }
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - begun;
  }
}
