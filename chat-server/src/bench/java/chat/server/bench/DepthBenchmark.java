package chat.server.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.Random;

/**
 * Opening rooms and reading pages at any depth of the big store, by one client that asks one thing
 * after the other. Confined to one thread.
 */
final class DepthBenchmark implements Benchmark {
  private static final byte[] SEQ = "\"seq\":".getBytes(UTF_8);

  private final Random random = new Random(4);

  @Override
  public String name() {
    return "depth";
  }

  @Override
  public void run(Lab lab, Report report) throws Exception {
    String title = String.format("%,d messages stored", lab.messages());
    Probes.ofBigStore(
        lab, report, title, (probes, server, socket) -> probe(lab, probes, server.port(), socket));
  }

  private void probe(Lab lab, Probes probes, int port, BenchSocket socket) throws IOException {
    probes.take(
        "opening the room of " + BigStore.bigRoom(lab) + " with reactions",
        () -> open(port, BigStore.BIG));
    probes.take("opening one of the other rooms", () -> open(port, anyRoom(lab)));
    probes.take("50 of history at any depth", () -> history(lab, socket, 50));
    probes.take("200 of history at any depth", () -> history(lab, socket, 200));
    probes.take("the latest 50 of any room", () -> latest(lab, socket));
  }

  private String anyRoom(Lab lab) {
    return BigStore.room(random.nextInt(BigStore.rooms(lab)));
  }

  /** A fresh client: its first joining is stored, so a sync is in it. */
  private static long open(int port, String room) throws IOException {
    try (BenchSocket fresh = BenchSocket.open(port)) {
      return ask(fresh, "{\"type\":\"join_room\",\"room\":\"" + room + "\"}", "joined_room", 50);
    }
  }

  private long history(Lab lab, BenchSocket socket, int limit) throws IOException {
    int before = limit + 1 + random.nextInt(BigStore.bigRoom(lab) - limit);
    return ask(
        socket,
        "{\"type\":\"history\",\"room\":\"%s\",\"before\":%d,\"limit\":%d}"
            .formatted(BigStore.BIG, before, limit),
        "history",
        limit);
  }

  private long latest(Lab lab, BenchSocket socket) throws IOException {
    return ask(socket, "{\"type\":\"history\",\"room\":\"" + anyRoom(lab) + "\"}", "history", 50);
  }

  private static long ask(BenchSocket socket, String frame, String type, int events)
      throws IOException {
    long start = System.nanoTime();
    ServerFrame answer = socket.ask(frame, type);
    long nanos = System.nanoTime() - start;
    if (answer.count(SEQ) < events) {
      throw new IOException("fewer than " + events + " events: " + answer);
    }
    return nanos;
  }
}
