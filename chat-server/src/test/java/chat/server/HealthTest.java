package chat.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The response of /healthz when a thread that the server needs is stuck. */
@Timeout(120)
final class HealthTest {
  /** Within this time a health check has to fail. */
  private static final long TEN_SECONDS = Duration.ofSeconds(10).toNanos();

  private final AtomicLong time = new AtomicLong();
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch goOn = new CountDownLatch(1);

  @TempDir Path folder;

  @Test
  void failsWhileALaneIsStuck() throws Exception {
    try (RunningServer server = RunningServer.start(time::get);
        CapturedLog log = new CapturedLog()) {
      server.doInALane(this::hold);
      begun.await();
      failsUntilItGoesOn(server, "chat-lane-");
      log.await(line -> line.matches("Thread chat-lane-\\d+ is stuck: .*"));
      log.await(line -> line.matches("Thread chat-lane-\\d+ continues"));
    }
  }

  @Test
  void failsWhileTheTimerIsStuck() throws Exception {
    try (RunningServer server = RunningServer.start(time::get)) {
      server.doByTimer(this::hold);
      begun.await();
      failsUntilItGoesOn(server, "chat-timer-");
    }
  }

  private void failsUntilItGoesOn(RunningServer server, String thread) throws Exception {
    assertEquals(200, server.get("/healthz").statusCode());
    time.addAndGet(TEN_SECONDS);

    HttpResponse<String> stuck = server.get("/healthz");
    JsonObject health = JsonParser.parseString(stuck.body()).getAsJsonObject();
    assertEquals(503, stuck.statusCode());
    assertEquals("stuck", health.get("status").getAsString());
    assertTrue(health.get("thread").getAsString().startsWith(thread), stuck.body());

    goOn.countDown();
    awaitHealth(server, 200);
  }

  /** Another process that locks the database: the writer waits for it, for up to two seconds. */
  @Test
  void failsWhileTheWriterIsStuck() throws Exception {
    Path data = folder.resolve("data");
    try (RunningServer server =
            RunningServer.start(time::get, "--store=sqlite", "--data-dir=" + data);
        Connection other = DriverManager.getConnection("jdbc:sqlite:" + data.resolve("chat.db"));
        Statement statement = other.createStatement()) {
      statement.execute("BEGIN IMMEDIATE");
      HttpResponse<String> health;
      do {
        Thread guest = new Thread(() -> enter(server));
        guest.start(); // a change for the writer, which is rejected after two seconds
        health = healthAfterTenSeconds(server, guest);
        guest.join();
      } while (health.statusCode() == 200);
      assertEquals(503, health.statusCode());
      assertTrue(health.body().contains("\"chat-store-writer\""), health.body());

      statement.execute("ROLLBACK");
      awaitHealth(server, 200);
    }
  }

  /** Checks the health while {@code change} is pending, each time as if ten seconds had passed. */
  private HttpResponse<String> healthAfterTenSeconds(RunningServer server, Thread change)
      throws Exception {
    HttpResponse<String> health;
    do {
      time.addAndGet(TEN_SECONDS);
      health = server.get("/healthz");
    } while (health.statusCode() == 200 && change.isAlive());
    return health;
  }

  private static void enter(RunningServer server) {
    try {
      server.post("/api/session", "{}");
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static void awaitHealth(RunningServer server, int status) throws Exception {
    while (server.get("/healthz").statusCode() != status) {
      Thread.onSpinWait();
    }
  }

  private void hold() {
    begun.countDown();
    try {
      goOn.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
