package chat.server.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;

/**
 * A server with a small heap and its default limits under the worst that one address can do, and
 * people of another address beside it. {@code -Dbench.seconds=600} is the longer form. Stateless.
 */
final class SiegeBenchmark implements Benchmark {
  /** As "Memory and start-up time" of operations.md has them, but for the second compiler. */
  static final List<String> SMALL_HEAP = List.of("-XX:+UseSerialGC", "-Xmn24m", "-Xmx256m");

  /** The most that people of other addresses may wait, at the 99th of a hundred. */
  private static final double BOUND_MILLIS = 250;

  /** What was measured. */
  record Result(
      Latencies quiet,
      Latencies acks,
      Latencies welcomes,
      long lost,
      long cutOff,
      double sentMebibytes,
      double diskMebibytes,
      double heapMebibytes) {}

  @Override
  public String name() {
    return "siege";
  }

  @Override
  public void run(Lab lab, Report report) throws Exception {
    Result result = measure(lab.withJvm(SMALL_HEAP));
    String what = "people beside the worst of one address, heap of 256 MiB";
    report.row(what, "ack in quiet, p99 ms", "%.2f", result.quiet().millis(0.99), Wanted.nothing());
    report.row(what, "ack, p99 ms", "%.2f", result.acks().millis(0.99), Wanted.below(BOUND_MILLIS));
    report.row(what, "welcome, p99 ms", "%.2f", result.welcomes().millis(0.99), Wanted.nothing());
    report.row(what, "people cut off", "%.0f", (double) result.lost(), Wanted.below(1));
    report.row(
        what, "attackers cut off or refused", "%.0f", (double) result.cutOff(), Wanted.nothing());
    report.row(what, "attack, MiB", "%.0f", result.sentMebibytes(), Wanted.nothing());
    report.row(what, "disk, MiB", "%.0f", result.diskMebibytes(), Wanted.nothing());
    report.row(what, "heap afterwards, MiB", "%.0f", result.heapMebibytes(), Wanted.nothing());
  }

  /** Measures for the lab's duration; the server must live and be well at the end. */
  static Result measure(Lab lab) throws Exception {
    Path data = lab.freshData();
    try (BenchServer server = BenchServer.start(lab, data, "--limits=on");
        Bystanders bystanders = new Bystanders(server.port());
        Besiegers besiegers = new Besiegers(server.port())) {
      Latencies quiet = new Latencies();
      bystanders.talk(lab.warmUp().toNanos() / 6, quiet, new Latencies());
      FutureTask<Void> siege =
          new FutureTask<>(
              () -> {
                besiegers.storm(lab.duration().toNanos());
                return null;
              });
      new Thread(siege, "siege").start();
      Latencies acks = new Latencies();
      Latencies welcomes = new Latencies();
      bystanders.talk(lab.duration().toNanos(), acks, welcomes);
      siege.get();
      if (!server.isHealthy()) {
        throw new IOException("the server is not well after the siege; see server.log");
      }
      Result result =
          new Result(
              quiet,
              acks,
              welcomes,
              bystanders.lost(),
              besiegers.cutOff(),
              besiegers.sentMebibytes(),
              mebibytesIn(data),
              server.heapMebibytes());
      lab.say(
          String.format(
              "siege: ack p99 %.1f ms of %d (quiet %.1f), welcome p99 %.0f ms of %d, %d cut off,"
                  + " attack %.0f MiB and %d times cut off, disk %.0f MiB, heap %.0f MiB",
              acks.millis(0.99),
              acks.size(),
              quiet.millis(0.99),
              welcomes.millis(0.99),
              welcomes.size(),
              result.lost(),
              result.sentMebibytes(),
              result.cutOff(),
              result.diskMebibytes(),
              result.heapMebibytes()));
      return result;
    } finally {
      Lab.delete(data);
    }
  }

  private static double mebibytesIn(Path directory) throws IOException {
    long bytes = 0;
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        bytes += Files.size(file);
      }
    }
    return bytes / 1_048_576.0;
  }
}
