package chat.server.bench;

import java.nio.file.Path;
import java.util.concurrent.FutureTask;

/**
 * 800 people talk, first among themselves, then while 100 others never read and 100 send 200 frames
 * a second each. Limits are on, but for those of an address, which all of them share. Stateless.
 */
final class HostileBenchmark implements Benchmark {
  private static final String[] SETTINGS = {
    "--limits=on",
    "--limit-connections=2000",
    "--limit-guests=5000+1000/s",
    "--limit-address-requests=5000+1000/s",
    "--limit-address-kib=off",
    "--limit-address-searches=off",
    "--limit-address-reads=off",
    "--limit-address-names=off",
    "--limit-address-rooms=off",
    "--limit-address-public-rooms=off"
  };

  /**
   * The most that a heap may have grown to be flat: an outbox of each who does not read, at most.
   */
  private static final double FLAT_MEBIBYTES = Hostiles.DEAF * 0.25 + 25;

  private static final double LEAST_BOUND_MILLIS = 20;

  @Override
  public String name() {
    return "hostile";
  }

  @Override
  public void run(Lab lab, Report report) throws Exception {
    Path data = lab.freshData();
    try (BenchServer server = BenchServer.start(lab, data, SETTINGS);
        Crowd crowd = new Crowd(server.port());
        Hostiles hostiles = new Hostiles(server.port())) {
      lab.say("everybody is in");
      measure(lab, report, server, crowd, hostiles);
    } finally {
      Lab.delete(data);
    }
  }

  private static void measure(
      Lab lab, Report report, BenchServer server, Crowd crowd, Hostiles hostiles) throws Exception {
    crowd.talk(lab.warmUp().toNanos(), new Latencies());
    Latencies quiet = new Latencies();
    crowd.talk(lab.duration().toNanos(), quiet);
    lab.say(String.format("quiet: p99 %.2f ms of %d", quiet.millis(0.99), quiet.size()));
    double heapBefore = server.heapMebibytes();
    long nanos = lab.warmUp().plus(lab.duration()).toNanos();
    FutureTask<Void> flood =
        new FutureTask<>(
            () -> {
              hostiles.flood(nanos);
              return null;
            });
    new Thread(flood, "hostiles").start();
    crowd.talk(lab.warmUp().toNanos(), new Latencies());
    Latencies hostile = new Latencies();
    crowd.talk(lab.duration().toNanos(), hostile);
    flood.get();
    double heapAfter = server.heapMebibytes();
    lab.say(
        String.format(
            "hostile: p99 %.2f ms of %d, %d frames of flooders, heap %.0f to %.0f MiB",
            hostile.millis(0.99), hostile.size(), hostiles.frames(), heapBefore, heapAfter));
    String what = "800 people beside 100 who never read and 100 who flood";
    double bound = Math.max(LEAST_BOUND_MILLIS, 4 * quiet.millis(0.99));
    report.row(what, "ack in quiet, p99 ms", "%.2f", quiet.millis(0.99), Wanted.nothing());
    report.row(what, "ack, median ms", "%.2f", hostile.millis(0.5), Wanted.nothing());
    report.row(what, "ack, p99 ms", "%.2f", hostile.millis(0.99), Wanted.below(bound));
    report.row(what, "people cut off", "%.0f", crowd.lost(), Wanted.below(1));
    report.row(
        what,
        "growth of the heap, MiB",
        "%.0f",
        heapAfter - heapBefore,
        Wanted.below(FLAT_MEBIBYTES));
    Plot plot = Plot.ofLatencies("800 people: time of an acknowledgement");
    plot.latencies("quiet", quiet);
    plot.latencies("beside hostile ones", hostile);
    report.plot(plot);
  }
}
