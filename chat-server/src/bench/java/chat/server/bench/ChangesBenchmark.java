package chat.server.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * 16 clients that post in 16 rooms, and in one, and then edit what they posted, react to it and
 * delete it: durable changes a second, and how often that is the posts of the same run. Stateless.
 */
final class ChangesBenchmark implements Benchmark {
  private static final int CLIENTS = 16;
  private static final int WINDOW = 4;
  private static final int WANTED_RATIO = 1;

  @Override
  public String name() {
    return "changes";
  }

  @Override
  public void run(Lab lab, Report report) throws Exception {
    for (int rooms : List.of(CLIENTS, 1)) {
      run(lab, report, rooms);
    }
  }

  private static void run(Lab lab, Report report, int rooms) throws Exception {
    Path data = lab.freshData();
    byte[][] texts = Posting.texts();
    List<Poster> posters = new ArrayList<>();
    try (BenchServer server = BenchServer.start(lab, data)) {
      for (int i = 0; i < CLIENTS; i++) {
        posters.add(Poster.enter(server.port(), i, rooms, texts));
      }
      String place = rooms == 1 ? "in one room" : "in " + rooms + " rooms";
      double posts = perSecond(lab, posters);
      lab.say(String.format("%s: %,.0f posts a second", place, posts));
      for (Changer.Kind kind : Changer.Kind.values()) {
        List<Changer> changers =
            posters.stream().map(author -> new Changer(kind, author, texts)).toList();
        double changes = perSecond(lab, changers);
        String what = kind.name().toLowerCase(Locale.ROOT) + " " + place;
        lab.say(String.format("%s: %,.0f a second, %.2f x posts", what, changes, changes / posts));
        report.row(what, "durable changes a second", "%,.0f", changes, Wanted.nothing());
        report.row(what, "times the posts", "%.2f", changes / posts, Wanted.atLeast(WANTED_RATIO));
      }
    } finally {
      for (Poster poster : posters) {
        poster.close();
      }
      Lab.delete(data);
    }
  }

  /** Answers a second, after a warm-up as long as what is measured. */
  private static double perSecond(Lab lab, List<? extends Asker> askers) throws IOException {
    try (ClosedLoop loop = new ClosedLoop(askers, CLIENTS, WINDOW)) {
      // Half of the time: there are as many deletions as posts.
      int part = askers.get(0) instanceof Changer ? 2 : 1;
      loop.run(lab.warmUp().dividedBy(part), (sentAt, at) -> {});
      long[] count = {0};
      long[] last = {0};
      long start = System.nanoTime();
      loop.run(
          lab.duration().dividedBy(part),
          (sentAt, at) -> {
            count[0]++;
            last[0] = at;
          });
      double seconds = (last[0] - start) / 1e9; // deletions end with the last message
      loop.drain((sentAt, at) -> {});
      return count[0] / seconds;
    }
  }
}
