package chat.server.bench;

import java.util.List;

/**
 * 16 clients that post in 16 rooms, and in one: durable posts a second, the time of an
 * acknowledgement, and how often that is the plain loop of the same run. Stateless.
 */
final class PostsBenchmark implements Benchmark {
  private static final int CLIENTS = 16;
  private static final List<Integer> WINDOWS = List.of(1, 4, 16);
  private static final int WANTED_PER_SECOND = 10_000;
  private static final int WANTED_RATIO = 3;
  private static final int WANTED_MILLIS = 10;

  @Override
  public String name() {
    return "posts";
  }

  @Override
  public void run(Lab lab, Report report) throws Exception {
    double plain = PlainLoop.run(lab);
    lab.say(String.format("plain loop: %,.0f commits a second", plain));
    Plot latencies = Plot.ofLatencies("16 clients: time of an acknowledgement");
    Plot rates = Plot.ofRates("16 clients: durable posts a second", "half seconds");
    for (int rooms : List.of(CLIENTS, 1)) {
      for (int window : WINDOWS) {
        Posting posting = new Posting(CLIENTS, rooms, window);
        Posting.Result result = posting.run(lab);
        plain = Math.max(plain, PlainLoop.run(lab)); // the better one is to be beaten
        tell(report, posting, result, plain);
        lab.say(line(posting, result));
        latencies.latencies(posting.toString(), result.ack());
        rates.rates(posting.toString(), result.ticks());
      }
    }
    report.row("plain loop, one commit per message", "a second", "%,.0f", plain, Wanted.nothing());
    report.plot(rates);
    report.plot(latencies);
  }

  private static void tell(Report report, Posting posting, Posting.Result result, double plain) {
    String what = posting.toString();
    double perSecond = result.perSecond();
    report.row(
        what, "durable posts a second", "%,.0f", perSecond, Wanted.atLeast(WANTED_PER_SECOND));
    report.row(
        what, "times the plain loop", "%.1f", perSecond / plain, Wanted.atLeast(WANTED_RATIO));
    report.row(what, "ack, median ms", "%.2f", result.ack().millis(0.5), Wanted.nothing());
    report.row(what, "ack, p99 ms", "%.2f", result.ack().millis(0.99), Wanted.below(WANTED_MILLIS));
    report.row(
        what, "acks audited, all true", "%,.0f", (double) result.audited(), Wanted.nothing());
    report.row(what, "server CPU per post, µs", "%.1f", result.serverMicros(), Wanted.nothing());
  }

  static String line(Posting posting, Posting.Result result) {
    return String.format(
        "%s: %,.0f posts a second, ack median %.2f ms, p99 %.2f ms, CPU per post: server %.1f µs,"
            + " load %.1f µs; %,d acks audited",
        posting,
        result.perSecond(),
        result.ack().millis(0.5),
        result.ack().millis(0.99),
        result.serverMicros(),
        result.loadMicros(),
        result.audited());
  }
}
