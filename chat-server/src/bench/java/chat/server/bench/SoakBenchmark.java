package chat.server.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Mixed load for long ({@code bench.seconds}, 1,800 for half an hour): 800 people talk, others
 * come, read, search and go. What the server holds must stay as it is: heap, threads, descriptors.
 * Stateless.
 */
final class SoakBenchmark implements Benchmark {
  private static final String[] SETTINGS = {"--limits=off"};
  private static final int SAMPLES = 60;
  private static final int VISITORS_PER_SAMPLE = 200;

  /** What a heap may differ by between two quarters: pages that the store and Jetty keep. */
  private static final double FLAT_MEBIBYTES = 8;

  /** What the server holds. */
  private record Held(double heapMebibytes, int threads, int descriptors) {}

  @Override
  public String name() {
    return "soak";
  }

  @Override
  public void run(Lab lab, Report report) throws Exception {
    Path data = lab.freshData();
    try (BenchServer server = BenchServer.start(lab, data, SETTINGS);
        Crowd crowd = new Crowd(server.port())) {
      measure(lab, report, server, crowd);
    } finally {
      Lab.delete(data);
    }
  }

  private static void measure(Lab lab, Report report, BenchServer server, Crowd crowd)
      throws IOException {
    long part = lab.duration().toNanos() / SAMPLES;
    Latencies acks = new Latencies();
    List<Held> samples = new ArrayList<>();
    for (int i = 0; i < SAMPLES; i++) {
      crowd.talk(part, acks);
      for (int visitor = 0; visitor < VISITORS_PER_SAMPLE; visitor++) {
        visit(server.port(), visitor);
      }
      crowd.talk(part / 10, new Latencies()); // and those who have gone are gone
      samples.add(new Held(server.heapMebibytes(), server.threads(), server.descriptors()));
      Held held = samples.get(i);
      lab.say(
          String.format(
              "%d of %d: heap %.1f MiB, %d threads, %d descriptors, ack p99 %.1f ms",
              i + 1,
              SAMPLES,
              held.heapMebibytes(),
              held.threads(),
              held.descriptors(),
              acks.millis(0.99)));
    }
    report(lab, report, samples, acks, crowd.lost());
  }

  /** Somebody comes, looks around, says something, and goes. */
  private static void visit(int port, int number) throws IOException {
    String room = "crowd-" + number % 80;
    try (BenchSocket socket = Crowd.enter(BenchSocket.open(port), room, false)) {
      socket.ask("{\"type\":\"history\",\"room\":\"" + room + "\",\"limit\":50}", "history");
      socket.ask("{\"type\":\"search\",\"query\":\"something people\"}", "search");
      socket.ask(
          "{\"type\":\"send_message\",\"room\":\"%s\",\"client_id\":\"v%d\",\"text\":\"Hello\"}"
              .formatted(room, number),
          "message_sent");
      socket.ask("{\"type\":\"leave_room\",\"room\":\"" + room + "\"}", "left_room");
    }
  }

  private static void report(Lab lab, Report report, List<Held> samples, Latencies acks, int lost) {
    String what = String.format(Locale.ROOT, "soak of %,d s", lab.duration().toSeconds());
    Held early = median(samples.subList(SAMPLES / 4, SAMPLES / 2));
    Held late = median(samples.subList(SAMPLES * 3 / 4, SAMPLES));
    report.row(what, "ack, p99 ms", "%.2f", acks.millis(0.99), Wanted.nothing());
    report.row(what, "people cut off", "%.0f", lost, Wanted.below(1));
    report.row(
        what, "heap in the second quarter, MiB", "%.1f", early.heapMebibytes(), Wanted.nothing());
    report.row(
        what,
        "growth of the heap until the last, MiB",
        "%.1f",
        late.heapMebibytes() - early.heapMebibytes(),
        Wanted.below(FLAT_MEBIBYTES));
    report.row(
        what, "growth in threads", "%.0f", late.threads() - early.threads(), Wanted.below(5));
    report.row(
        what,
        "growth in descriptors",
        "%.0f",
        late.descriptors() - early.descriptors(),
        Wanted.below(10));
    Plot plot = Plot.ofRates("Soak: heap after a collection, MiB", "sixtieths of the time");
    plot.rates("heap", samples.stream().map(Held::heapMebibytes).toList());
    report.plot(plot);
  }

  private static Held median(List<Held> samples) {
    return new Held(
        samples.stream().mapToDouble(Held::heapMebibytes).sorted().toArray()[samples.size() / 2],
        samples.stream().mapToInt(Held::threads).sorted().toArray()[samples.size() / 2],
        samples.stream().mapToInt(Held::descriptors).sorted().toArray()[samples.size() / 2]);
  }
}
