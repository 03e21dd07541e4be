package chat.server.torture;

import chat.server.ServerProcess;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/** Starts a server again and again, and kills it each time. Confined to one thread. */
final class Kills {
  /** When to kill. */
  private enum Moment {
    TALKING,
    JOINING,
    STARTING
  }

  private static final int LONGEST_TALK_MILLIS = 1_500;
  private static final long PROGRESS_NANOS = 10_000_000_000L;

  private final String[] flags;
  private final Scene scene;
  private final Random random;
  private final Consumer<String> progress;
  private long startMillis = 1_000;
  private int starts;
  private int kills;
  private int whileStarting;
  private int whileJoining;

  Kills(String[] flags, Scene scene, Random random, Consumer<String> progress) {
    this.flags = flags.clone();
    this.scene = scene;
    this.random = random;
    this.progress = progress;
  }

  ServerProcess start() throws Exception {
    starts++;
    return ServerProcess.start(flags);
  }

  /** Half of the kills hit a server that is in use, the others one that starts or fills. */
  void run(int count) throws Exception {
    List<Moment> moments = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      moments.add(Moment.values()[i % 4 % Moment.values().length]);
    }
    Collections.shuffle(moments, random);
    long told = System.nanoTime();
    for (Moment moment : moments) {
      kill(moment);
      if (System.nanoTime() - told > PROGRESS_NANOS) {
        told = System.nanoTime();
        progress.accept(kills + " of " + count + " kills");
      }
    }
  }

  private void kill(Moment moment) throws Exception {
    long begin = System.nanoTime();
    try (ServerProcess server = start()) {
      if (moment == Moment.STARTING && !server.isReadyWithin(random.nextLong(startMillis))) {
        whileStarting++;
      } else {
        scene.isAt(server.port());
        startMillis = (System.nanoTime() - begin) / 1_000_000;
        if (moment == Moment.JOINING) {
          awaitJoins();
        }
        scene.pause(random.nextInt(moment == Moment.JOINING ? 20 : LONGEST_TALK_MILLIS));
      }
      int joins = scene.joins.get();
      requireAlive(server);
      server.kill();
      scene.isDown();
      kills++;
      whileJoining += joins > 0 ? 1 : 0;
    } finally {
      scene.isDown();
    }
  }

  private void awaitJoins() throws InterruptedException {
    for (int i = 0; i < 2_000 && scene.joins.get() == 0; i++) {
      scene.pause(1);
    }
  }

  private static void requireAlive(ServerProcess server) throws IOException {
    if (!server.isAlive()) {
      throw new IOException("the server ended by itself: " + server.output());
    }
  }

  String summary() {
    return "%d kills, %d of them during start-up and %d during joins, %d starts"
        .formatted(kills, whileStarting, whileJoining, starts);
  }

  int whileStarting() {
    return whileStarting;
  }

  int whileJoining() {
    return whileJoining;
  }
}
