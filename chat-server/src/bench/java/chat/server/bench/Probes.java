package chat.server.bench;

import java.io.IOException;
import java.nio.file.Path;

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

  /** Takes probes of a server with the big store, through one client. */
  interface Session {
    void probe(Probes probes, BenchServer server, BenchSocket socket) throws IOException;
  }

  /** Opens the big store for a session, whose plot is reported under {@code title}. */
  static void ofBigStore(Lab lab, Report report, String title, Session session) throws Exception {
    Path data = BigStore.in(lab);
    Plot plot = Plot.ofLatencies(title);
    try (BenchServer server = BenchServer.start(lab, data);
        BenchSocket socket = BenchSocket.open(server.port())) {
      session.probe(new Probes(lab, report, plot), server, socket);
    }
    report.plot(plot);
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
