package chat.server.bench;

import java.util.List;

/**
 * What a message costs by how many hear it: rooms from ten members to a thousand, and many small
 * rooms. Stateless.
 */
final class FanOutBenchmark implements Benchmark {
  private static final List<FanOut> ALL =
      List.of(
          new FanOut(10, 1, 4, 1),
          new FanOut(100, 1, 4, 1),
          new FanOut(1_000, 1, 4, 1),
          new FanOut(1_000, 1, 4, 4),
          new FanOut(1_000, 200, 200, 1));

  @Override
  public String name() {
    return "fanout";
  }

  @Override
  public void run(Lab lab, Report report) throws Exception {
    Plot latencies = Plot.ofLatencies("Time of an acknowledgement, by who hears the message");
    for (FanOut each : ALL) {
      FanOut.Result result = each.run(lab);
      String what = each.toString();
      lab.say(
          String.format(
              "%s: %,.0f deliveries a second, %.2f µs of the server each, ack p99 %.1f ms",
              what, result.perSecond(), result.serverMicros(), result.ack().millis(0.99)));
      report.row(what, "deliveries a second", "%,.0f", result.perSecond(), Wanted.nothing());
      report.row(
          what, "server CPU per delivery, µs", "%.2f", result.serverMicros(), Wanted.nothing());
      report.row(what, "ack, p99 ms", "%.2f", result.ack().millis(0.99), Wanted.nothing());
      latencies.latencies(what, result.ack());
    }
    report.plot(latencies);
  }
}
