package chat.server.bench;

import java.nio.file.Path;

/** How soon a server with the big store answers that it is healthy. Stateless. */
final class StartBenchmark implements Benchmark {
  private static final int STARTS = 7;
  private static final double WANTED_SECONDS = 1.5;

  @Override
  public String name() {
    return "start";
  }

  @Override
  public void run(Lab lab, Report report) throws Exception {
    Path data = BigStore.in(lab);
    BenchServer.start(lab, data).close(); // brings the store to the form of this version
    Latencies starts = new Latencies();
    for (int i = 0; i < STARTS; i++) {
      try (BenchServer server = BenchServer.start(lab, data)) {
        starts.add(server.readyAfter().toNanos());
        server.kill(); // so the next one has to recover
      }
    }
    double median = starts.millis(0.5) / 1e3;
    lab.say(String.format("ready after %.2f s, at worst %.2f s", median, starts.millis(1) / 1e3));
    String what = String.format("start with %,d messages", lab.messages());
    report.row(what, "ready, median s", "%.2f", median, Wanted.below(WANTED_SECONDS));
    report.row(what, "ready, worst s", "%.2f", starts.millis(1) / 1e3, Wanted.nothing());
  }
}
