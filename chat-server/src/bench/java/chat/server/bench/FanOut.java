package chat.server.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Members of rooms, some of whom post for a while, at a server that keeps everything in memory.
 * Rooms of one member are private, so that nobody is told of them. Immutable.
 *
 * @param members of all rooms together
 * @param rooms among how many rooms they are, evenly
 * @param senders how many of them post
 * @param window how many posts of each are unanswered at any time
 */
record FanOut(int members, int rooms, int senders, int window) {
  /**
   * What came out.
   *
   * @param perSecond messages delivered to a member, senders included
   * @param serverMicros processor time of the server per delivery
   * @param ack from the post to its acknowledgement
   */
  record Result(double perSecond, double serverMicros, Latencies ack) {}

  @Override
  public String toString() {
    String place = rooms == 1 ? "one room" : rooms + " rooms";
    return String.format("%,d members of %s, %d post, window %d", members, place, senders, window);
  }

  Result run(Lab lab) throws IOException {
    Path data = lab.freshData();
    List<Poster> posters = new ArrayList<>();
    try (BenchServer server =
        BenchServer.start(
            lab, data, "--limits=off", "--store=memory", "--max-outbox-bytes=4194304")) {
      byte[][] texts = Posting.texts();
      for (int i = 0; i < members; i++) {
        boolean alone = members == rooms;
        posters.add(
            alone
                ? Poster.enterAlone(server.port(), i, texts)
                : Poster.enter(server.port(), i, rooms, texts));
      }
      return measure(lab, server, posters);
    } finally {
      for (Poster poster : posters) {
        poster.close();
      }
      Lab.delete(data);
    }
  }

  private Result measure(Lab lab, BenchServer server, List<Poster> posters) throws IOException {
    Latencies ack = new Latencies();
    try (ClosedLoop loop = new ClosedLoop(posters, senders, window)) {
      loop.run(lab.warmUp(), (sentAt, at) -> {});
      long cpu = server.cpuTime().toNanos();
      long heard = heard(posters);
      long start = System.nanoTime();
      loop.run(lab.duration(), (sentAt, at) -> ack.add(at - sentAt));
      double seconds = (System.nanoTime() - start) / 1e9;
      cpu = server.cpuTime().toNanos() - cpu;
      heard = heard(posters) - heard;
      loop.drain((sentAt, at) -> {});
      return new Result(heard / seconds, cpu / 1e3 / heard, ack);
    }
  }

  private static long heard(List<Poster> posters) {
    return posters.stream().mapToLong(Poster::events).sum();
  }
}
