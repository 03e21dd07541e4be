package chat.server.torture.upload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.core.port.Patience;
import chat.server.ServerProcess;
import chat.server.TestWebSocket;
import chat.server.torture.upload.Ledger.Sent;
import chat.server.torture.upload.Stage.Moment;
import com.google.gson.JsonObject;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server is killed again and again while users upload, send, read and delete files on broken
 * connections. No acknowledged file is lost or changed or readable after its deletion, none has two
 * messages, and a day later nothing is left that no message has. {@code -Dtorture.kills=200} makes
 * it long, {@code -Dtorture.seed=…} repeats what is random about it.
 */
final class UploadTortureIT {
  private static final long SEED = Long.getLong("torture.seed", new Random().nextInt());
  private static final int KILLS = Integer.getInteger("torture.kills", 6);
  private static final int PEOPLE = 4;
  private static final int FEWEST_ANSWERS = 60;
  private static final int MOST_WAITS_MILLIS = 4_000;
  private static final int LONGEST_PAUSE_MILLIS = 60;
  private static final int LONGEST_TALK_MILLIS = 1_000;
  private static final int LONGEST_START_MILLIS = 1_500;
  private static final List<Moment> MOMENTS = List.of(Moment.values());
  private static final List<String> ROOMS = List.of("general", "random");
  private static final Duration DAYS = Duration.ofDays(2);

  @TempDir Path data;
  private final Random random = new Random(SEED);
  private final Stage stage = new Stage();
  private final Ledger ledger = new Ledger();
  private final List<Uploader> people = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private int whileStarting;

  private ServerProcess start() throws Exception {
    return ServerProcess.start("--limits=off", "--store=sqlite", "--data-dir=" + data);
  }

  @AfterEach
  void end() throws InterruptedException {
    stage.end();
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private void prepare() throws Exception {
    try (ServerProcess server = start()) {
      URI address = URI.create("ws://127.0.0.1:" + server.port() + "/ws");
      for (int i = 0; i < PEOPLE; i++) {
        try (TestWebSocket socket = TestWebSocket.open(stage.client, address, "")) {
          JsonObject welcome = socket.next("welcome");
          for (String room : ROOMS) {
            socket.send("{\"type\":\"join_room\",\"room\":\"" + room + "\"}");
            socket.next("joined_room");
          }
          Requests requests = new Requests(stage, welcome.get("session").getAsString());
          Random own = new Random(random.nextLong());
          people.add(new Uploader(stage, ledger, requests, own, "p" + i, ROOMS));
        }
      }
      server.kill();
    }
    people.forEach(each -> threads.add(new Thread(each, "uploader")));
    threads.forEach(Thread::start);
  }

  private void kill(int number) throws Exception {
    try (ServerProcess server = start()) {
      boolean early = number % 6 == 0;
      if (early && !server.isReadyWithin(random.nextInt(LONGEST_START_MILLIS))) {
        whileStarting++;
      } else {
        stage.isAt(server.port());
        int before = stage.answers.get();
        for (int i = 0;
            i < MOST_WAITS_MILLIS && stage.answers.get() < before + FEWEST_ANSWERS;
            i++) {
          stage.pause(1);
        }
        if (number % 6 == 1) {
          stage.pause(random.nextInt(LONGEST_TALK_MILLIS));
        } else {
          stage.await(MOMENTS.get(random.nextInt(MOMENTS.size())));
          stage.pause(random.nextInt(1 + random.nextInt(LONGEST_PAUSE_MILLIS)));
        }
      }
      assertTrue(server.isAlive(), () -> "the server ended by itself: " + server.output());
      server.kill();
    } finally {
      stage.isDown();
    }
  }

  private Set<String> deletedOnDisk() throws Exception {
    Set<String> names = KeptFiles.names(data);
    Set<String> deleted = new TreeSet<>();
    ledger.all().stream()
        .filter(each -> each.isDeleted && names.contains(each.id))
        .forEach(each -> deleted.add(each.id));
    return deleted;
  }

  private void readAll() throws Exception {
    for (Sent sent : ledger.all()) {
      people.get(0).read(sent);
    }
  }

  @Test
  void losesNoAcknowledgedFileAndKeepsNoOther() throws Exception {
    prepare();
    long told = System.nanoTime();
    for (int i = 0; i < KILLS; i++) {
      kill(i);
      if (System.nanoTime() - told > TimeUnit.SECONDS.toNanos(10)) {
        told = System.nanoTime();
        print((i + 1) + " of " + KILLS + " kills, " + ledger.all().size() + " files");
      }
    }
    try (ServerProcess server = start()) {
      stage.isAt(server.port());
      stage.deliver();
      await(() -> people.stream().allMatch(Uploader::isIdle), () -> "requests are not answered");
      end();
      readAll();
      assertEquals(List.of(), stage.surprises(), () -> "seed " + SEED);
      await(() -> deletedOnDisk().isEmpty(), () -> "the bytes of deleted files stay");
      server.kill();
    }
    Set<String> before = KeptFiles.names(data);
    KeptFiles.age(data, DAYS);
    try (ServerProcess server = start()) {
      stage.isAt(server.port());
      Set<String> expected = KeptFiles.expected(data);
      await(
          () -> KeptFiles.names(data).equals(expected),
          () -> "the sweep has left " + difference(KeptFiles.names(data), expected));
      readAll();
      assertEquals(0, server.stop());
    }
    requireNoFault("--data-dir=" + data);
    Path backup = data.resolve("backup.zip");
    try (ServerProcess made =
        ServerProcess.start("backup", backup.toString(), "--data-dir=" + data)) {
      assertEquals(0, made.exitCode(), () -> made.output().toString());
    }
    requireNoFault(backup.toString());
    List<Sent> sent = ledger.all();
    long deleted = sent.stream().filter(each -> each.isDeleted).count();
    int left = people.stream().mapToInt(Uploader::left).sum();
    print(
        ("Uploads: %d kills, %d of them during start-up, seed %d; %d answers, %d files sent and %d of"
                + " them deleted; the sweep has left %d of %d files on the disk; %d surprises")
            .formatted(
                KILLS,
                whileStarting,
                SEED,
                stage.answers.get(),
                sent.size(),
                deleted,
                KeptFiles.names(data).size(),
                before.size(),
                stage.surprises().size()));
    assertEquals(List.of(), stage.surprises(), () -> "seed " + SEED);
    assertEquals(List.of(), KeptFiles.faults(data, sent), () -> "seed " + SEED);
    assertTrue(deleted > 0 && deleted < sent.size() && left > 0, "too little was tried");
  }

  private static void requireNoFault(String checked) throws Exception {
    try (ServerProcess check = ServerProcess.start("check", checked)) {
      assertEquals(0, check.exitCode(), () -> check.output().toString());
    }
  }

  private static void print(String line) {
    System.out.println(line);
  }

  private static Set<String> difference(Set<String> one, Set<String> other) {
    Set<String> all = new TreeSet<>(one);
    all.addAll(other);
    Set<String> both = new TreeSet<>(one);
    both.retainAll(other);
    all.removeAll(both);
    return all;
  }

  /** Whether something is so. */
  private interface Condition {
    boolean holds() throws Exception;
  }

  private void await(Condition condition, Callable<String> otherwise) throws Exception {
    long begin = System.nanoTime();
    while (!condition.holds()) {
      if (System.nanoTime() - begin > Patience.NANOS) {
        throw new AssertionError(
            "seed " + SEED + ": " + otherwise.call() + " " + stage.surprises());
      }
      LockSupport.parkNanos(10_000_000);
    }
  }
}
