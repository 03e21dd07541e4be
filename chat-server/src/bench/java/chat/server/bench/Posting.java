package chat.server.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Some clients that post for a while at a server with a store of its own, which is killed
 * afterwards and audited. Immutable.
 *
 * @param clients how many
 * @param rooms among how many rooms they are
 * @param window how many posts of each are unanswered at any time
 */
record Posting(int clients, int rooms, int window) {
  private static final int TEXTS = 1_024;
  private static final Duration TICK = Duration.ofMillis(500);

  /**
   * What came out.
   *
   * @param perSecond acknowledged posts
   * @param ack from the post to its acknowledgement
   * @param audited acknowledgements that were found true in the store, those of the warm-up too
   * @param serverMicros processor time of the server per post
   * @param loadMicros processor time of the clients per post
   * @param ticks posts a second in each half second
   */
  record Result(
      double perSecond,
      Latencies ack,
      long audited,
      double serverMicros,
      double loadMicros,
      List<Double> ticks) {}

  @Override
  public String toString() {
    return (clients == 1 ? "1 client alone" : clients + " clients in " + place())
        + ", window "
        + window;
  }

  private String place() {
    return rooms == 1 ? "one room" : rooms + " rooms";
  }

  Result run(Lab lab) throws IOException, SQLException, InterruptedException {
    Path data = lab.freshData();
    List<Poster> posters = new ArrayList<>();
    try (BenchServer server = BenchServer.start(lab, data)) {
      byte[][] texts = texts();
      for (int i = 0; i < clients; i++) {
        posters.add(Poster.enter(server.port(), i, rooms, texts));
      }
      Result measured = measure(lab, server, posters);
      server.kill();
      long audited = Audit.of(data, posters);
      return new Result(
          measured.perSecond,
          measured.ack,
          audited,
          measured.serverMicros,
          measured.loadMicros,
          measured.ticks);
    } finally {
      for (Poster poster : posters) {
        poster.close();
      }
      Lab.delete(data);
    }
  }

  /** What clients say. */
  static byte[][] texts() {
    Texts texts = new Texts(2);
    byte[][] made = new byte[TEXTS][];
    for (int i = 0; i < TEXTS; i++) {
      made[i] = texts.next().getBytes(UTF_8);
    }
    return made;
  }

  private Result measure(Lab lab, BenchServer server, List<Poster> posters) throws IOException {
    Latencies ack = new Latencies();
    List<Double> ticks = new ArrayList<>();
    try (ClosedLoop loop = new ClosedLoop(posters, clients, window)) {
      loop.run(lab.warmUp(), (sentAt, at) -> {});
      long serverCpu = server.cpuTime().toNanos();
      long loadCpu = ownCpu();
      long start = System.nanoTime();
      while (System.nanoTime() - start < lab.duration().toNanos()) {
        int before = ack.size();
        long tick = System.nanoTime();
        loop.run(TICK, (sentAt, at) -> ack.add(at - sentAt));
        ticks.add((ack.size() - before) * 1e9 / (System.nanoTime() - tick));
      }
      double seconds = (System.nanoTime() - start) / 1e9;
      serverCpu = server.cpuTime().toNanos() - serverCpu;
      loadCpu = ownCpu() - loadCpu;
      loop.drain((sentAt, at) -> {});
      int count = ack.size();
      return new Result(
          count / seconds, ack, 0, serverCpu / 1e3 / count, loadCpu / 1e3 / count, ticks);
    }
  }

  static long ownCpu() {
    return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO).toNanos();
  }
}
