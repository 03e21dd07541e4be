package chat.server.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Ten thousand who come to one room one after the other, and then are quiet: what their coming
 * costs, what it makes the others hear, and what each of them weighs. Stateless.
 */
final class ConnectBenchmark implements Benchmark {
  private static final int MEMBERS = 10_000;
  private static final String ROOM = "crowd-connect";
  private static final byte[] JOINED = "{\"type\":\"user_joined\"".getBytes(UTF_8);
  private static final byte[] COUNTED = "{\"type\":\"room_presence\"".getBytes(UTF_8);

  /** From the last word of the presence of so many to silence, at most. */
  private static final long SETTLING_NANOS = TimeUnit.SECONDS.toNanos(3);

  @Override
  public String name() {
    return "connect";
  }

  @Override
  public void run(Lab lab, Report report) throws Exception {
    Path data = lab.freshData();
    List<BenchSocket> sockets = new ArrayList<>();
    try (BenchServer server = BenchServer.start(lab, data, "--limits=off", "--store=memory")) {
      sockets.add(Crowd.enter(BenchSocket.open(server.port()), ROOM, true));
      measure(lab, report, server, sockets);
    } finally {
      for (BenchSocket socket : sockets) {
        socket.close();
      }
      Lab.delete(data);
    }
  }

  private static void measure(Lab lab, Report report, BenchServer server, List<BenchSocket> sockets)
      throws IOException {
    String what = String.format("%,d connect and join one room", MEMBERS);
    double before = server.residentMebibytes();
    long cpu = server.cpuTime().toNanos();
    long start = System.nanoTime();
    while (sockets.size() < MEMBERS) {
      sockets.add(Crowd.enter(BenchSocket.open(server.port()), ROOM, false));
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    Heard heard = new Heard(sockets);
    heard.listen(SETTLING_NANOS);
    cpu = server.cpuTime().toNanos() - cpu;
    report.row(what, "connections a second", "%,.0f", MEMBERS / seconds, Wanted.nothing());
    report.row(
        what, "server CPU per connection, µs", "%.0f", cpu / 1e3 / MEMBERS, Wanted.nothing());
    report.row(
        what,
        "presence frames to all of them, per one who came",
        "%.1f",
        (double) heard.presence / MEMBERS,
        Wanted.below(MEMBERS / 100.0));
    heard.listen(lab.duration().toNanos());
    double grown = server.residentMebibytes() - before;
    String idle = String.format("%,d idle members of one room", MEMBERS);
    report.row(idle, "resident KiB per member", "%.1f", grown * 1_024 / MEMBERS, Wanted.nothing());
    report.row(idle, "resident in all, MiB", "%.0f", grown + before, Wanted.nothing());
    report.row(idle, "lost", "%.0f", heard.lost, Wanted.below(1));
    lab.say(
        String.format(
            "%s in %.1f s, %.0f µs of the server each; %,d frames of presence; %.1f KiB each;"
                + " %d lost",
            what,
            seconds,
            cpu / 1e3 / MEMBERS,
            heard.presence,
            grown * 1_024 / MEMBERS,
            heard.lost));
  }

  /** What all of them hear. Confined to one thread. */
  private static final class Heard {
    private final Selector selector = Selector.open();
    private long presence;
    private int lost;

    Heard(List<BenchSocket> sockets) throws IOException {
      for (BenchSocket socket : sockets) {
        count(socket);
        socket.channel().configureBlocking(false);
        socket.channel().register(selector, SelectionKey.OP_READ, socket);
      }
    }

    void listen(long nanos) throws IOException {
      long end = System.nanoTime() + nanos;
      while (System.nanoTime() < end) {
        selector.select(100);
        for (SelectionKey key : selector.selectedKeys()) {
          BenchSocket socket = (BenchSocket) key.attachment();
          try {
            socket.receive();
            count(socket);
          } catch (IOException ended) {
            key.cancel();
            lost++;
          }
        }
        selector.selectedKeys().clear();
      }
    }

    private void count(BenchSocket socket) throws IOException {
      for (ServerFrame frame = socket.next(); frame != null; frame = socket.next()) {
        presence += frame.startsWith(JOINED) || frame.startsWith(COUNTED) ? 1 : 0;
      }
    }
  }
}
