package chat.server.torture;

import chat.server.ServerProcess;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Starts a server again and again, and kills it each time. Confined to one thread. */
final class Kills {
  /** When to kill. */
  private enum Moment {
    TALKING,
    JOINING,
    STARTING
  }

  private static final int FEWEST_EVENTS = 50;
  private static final int MOST_WAITS = 2_000;
  private static final int LONGEST_TALK_MILLIS = 1_500;
  private static final int LONGEST_JOIN_MILLIS = 20;
  private static final int MOST_TRIES = 5;
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

  /**
   * Half of the kills hit a server that is in use, the others one that starts or fills. A kill that
   * comes too late for that is one more, and its moment is tried again.
   */
  void run(int count) throws Exception {
    List<Moment> moments = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      moments.add(Moment.values()[i % 4 % Moment.values().length]);
    }
    Collections.shuffle(moments, random);
    long told = System.nanoTime();
    for (Moment moment : moments) {
      int tries = 0;
      while (!kill(moment, tries) && tries < MOST_TRIES) {
        tries++;
      }
      if (System.nanoTime() - told > PROGRESS_NANOS) {
        told = System.nanoTime();
        progress.accept(kills + " kills, at least " + count + " to be made");
      }
    }
  }

  /** Whether it came at the right moment; each try is nearer to its beginning. */
  private boolean kill(Moment moment, int tries) throws Exception {
    long begin = System.nanoTime();
    try (ServerProcess server = start()) {
      boolean isStarting =
          moment == Moment.STARTING
              && !server.isReadyWithin(random.nextLong(Math.max(1, startMillis >> tries)));
      if (!isStarting) {
        scene.isAt(server.port());
        startMillis = (System.nanoTime() - begin) / 1_000_000;
        if (moment == Moment.JOINING) {
          awaitMoreThan(0, scene.joins);
          scene.pause(random.nextInt(LONGEST_JOIN_MILLIS) >> tries);
        } else {
          awaitMoreThan(scene.stored.get() + FEWEST_EVENTS, scene.stored);
          scene.pause(random.nextInt(LONGEST_TALK_MILLIS));
        }
      }
      boolean isJoining = scene.joins.get() > 0;
      requireAlive(server);
      server.kill();
      scene.isDown();
      kills++;
      whileStarting += isStarting ? 1 : 0;
      whileJoining += isJoining ? 1 : 0;
      return switch (moment) {
        case STARTING -> isStarting;
        case JOINING -> isJoining;
        case TALKING -> true;
      };
    } finally {
      scene.isDown();
    }
  }

  /** Waits until it is so, but not long: a server that does not get there is killed too. */
  private void awaitMoreThan(int least, AtomicInteger count) throws InterruptedException {
    for (int i = 0; i < MOST_WAITS && count.get() <= least; i++) {
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
