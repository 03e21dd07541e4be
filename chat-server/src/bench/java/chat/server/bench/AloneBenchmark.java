package chat.server.bench;

/** One client that waits for each acknowledgement before it posts again. Stateless. */
final class AloneBenchmark implements Benchmark {
  @Override
  public String name() {
    return "alone";
  }

  @Override
  public void run(Lab lab, Report report) throws Exception {
    Posting posting = new Posting(1, 1, 1);
    SyncTime before = SyncTime.measure(lab.directory());
    Posting.Result result = posting.run(lab);
    SyncTime after = SyncTime.measure(lab.directory());
    double sync = Math.min(before.medianMillis(), after.medianMillis());
    lab.say(PostsBenchmark.line(posting, result));
    report.row(
        posting.toString(),
        String.format("ack, median ms (a sync here: %.2f)", sync),
        "%.2f",
        result.ack().millis(0.5),
        Wanted.below(2 * sync + 1));
    report.row(
        posting.toString(), "ack, p99 ms", "%.2f", result.ack().millis(0.99), Wanted.nothing());
    Plot latencies = Plot.ofLatencies("1 client alone: time of an acknowledgement");
    latencies.latencies(posting.toString(), result.ack());
    report.plot(latencies);
  }
}
