package chat.server.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Costs that must not grow: of a delivery with the members of a room, of a message with the rooms
 * of a server, of a post with the history of its room. Stateless.
 */
final class CostBenchmark implements Benchmark {
  private static final int[] MEMBERS = {10, 100, 1_000, 10_000};

  /** Public ones, of which everybody is told: ten thousand made at once are all that is heard. */
  private static final int[] ROOMS = {1, 100, 10_000};

  /** Posts that are unanswered at any time, however many rooms there are. */
  private static final int IN_FLIGHT = 16;

  private static final int POSTERS_TO_HISTORY = 16;

  @Override
  public String name() {
    return "costs";
  }

  @Override
  public void run(Lab lab, Report report) throws Exception {
    byMembers(lab, report);
    byRooms(lab, report);
    byHistory(lab, report);
  }

  private static void byMembers(Lab lab, Report report) throws IOException {
    List<double[]> points = new ArrayList<>();
    for (int members : MEMBERS) {
      String what = String.format("%,d members of one room, 4 post", members);
      double micros = measure(lab, report, what, new FanOut(members, 1, 4, 1), "delivery");
      points.add(new double[] {members, micros});
    }
    Plot plot = Plot.ofCosts("A delivery", "members of the room, 10 to 10,000");
    plot.costs("server CPU per delivery", points);
    report.plot(plot);
  }

  /** Each room has one member, who hears what they said. */
  private static void byRooms(Lab lab, Report report) throws IOException {
    List<double[]> points = new ArrayList<>();
    for (int rooms : ROOMS) {
      int senders = Math.min(rooms, IN_FLIGHT);
      FanOut load = new FanOut(rooms, rooms, senders, IN_FLIGHT / senders);
      String what = String.format("%,d rooms of one member, %d posts in flight", rooms, IN_FLIGHT);
      points.add(new double[] {rooms, measure(lab, report, what, load, "message")});
    }
    Plot plot = Plot.ofCosts("A message", "rooms of the server, 1 to 10,000");
    plot.costs("server CPU per message", points);
    report.plot(plot);
  }

  /** The server's processor time for one {@code thing} that is heard, in microseconds. */
  private static double measure(Lab lab, Report report, String what, FanOut load, String thing)
      throws IOException {
    double micros = load.run(lab).serverMicros();
    lab.say(String.format("%s: %.2f µs of the server a %s", what, micros, thing));
    report.row(what, "server CPU per " + thing + ", µs", "%.2f", micros, Wanted.nothing());
    return micros;
  }

  /** The same load in an empty room and in the one with half of the big store. */
  private static void byHistory(Lab lab, Report report) throws Exception {
    Path data = lab.freshData();
    try {
      history(lab, report, data, "room-0", 0);
    } finally {
      Lab.delete(data);
    }
    Path copy = BigStore.copied(lab); // the others are to find it as it was
    try {
      history(lab, report, copy, BigStore.BIG, BigStore.bigRoom(lab));
    } finally {
      Lab.delete(copy);
    }
  }

  private static void history(Lab lab, Report report, Path data, String room, int messages)
      throws IOException {
    List<Poster> posters = new ArrayList<>();
    Latencies ack = new Latencies();
    try (BenchServer server = BenchServer.start(lab, data)) {
      byte[][] texts = Posting.texts();
      for (int i = 0; i < POSTERS_TO_HISTORY; i++) {
        posters.add(Poster.enter(server.port(), room, i, messages == 0 && i == 0, texts));
      }
      try (ClosedLoop loop = new ClosedLoop(posters, POSTERS_TO_HISTORY, 1)) {
        loop.run(lab.warmUp(), (sentAt, at) -> {});
        long cpu = server.cpuTime().toNanos();
        loop.run(lab.duration(), (sentAt, at) -> ack.add(at - sentAt));
        cpu = server.cpuTime().toNanos() - cpu;
        loop.drain((sentAt, at) -> {});
        String what = String.format("posting durably into a room of %,d messages", messages);
        double micros = cpu / 1e3 / ack.size();
        lab.say(String.format("%s: %.1f µs, ack %.2f ms", what, micros, ack.millis(0.5)));
        report.row(what, "server CPU per post, µs", "%.1f", micros, Wanted.nothing());
        report.row(what, "ack, median ms", "%.2f", ack.millis(0.5), Wanted.nothing());
      }
    } finally {
      for (Poster poster : posters) {
        poster.close();
      }
    }
  }
}
