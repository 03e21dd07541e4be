package chat.server.bench;

import java.io.IOException;

/**
 * Does one thing after the other, many times each, and reports what the median took. Confined to
 * one thread.
 *
 * @param plot gets a line for each
 */
record Probes(Lab lab, Report report, Plot plot) {
  private static final int MOST_TIMES = 2_000;
  private static final int WANTED_MILLIS = 5;

  /** Does something once and takes its time. */
  interface Probe {
    long nanos() throws IOException;
  }

  void take(String what, Probe probe) throws IOException {
    repeat(probe); // until the compiler has settled
    Latencies latencies = repeat(probe);
    double median = latencies.millis(0.5);
    double p99 = latencies.millis(0.99);
    lab.say(String.format("%s: median %.2f ms, p99 %.2f ms", what, median, p99));
    report.row(what, "median ms", "%.2f", median, Wanted.below(WANTED_MILLIS));
    report.row(what, "p99 ms", "%.2f", p99, Wanted.nothing());
    plot.latencies(what, latencies);
  }

  private Latencies repeat(Probe probe) throws IOException {
    Latencies latencies = new Latencies();
    long end = System.nanoTime() + lab.duration().toNanos() / 2;
    do {
      latencies.add(probe.nanos());
    } while (latencies.size() < MOST_TIMES && System.nanoTime() < end);
    return latencies;
  }
}
