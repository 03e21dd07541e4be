package chat.server.torture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import chat.core.port.Patience;
import chat.server.ServerProcess;
import chat.server.TestWebSocket;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Disks that are full, which ends, and disks that fail, which does not. */
final class BrokenDiskIT {
  private static final Path STRACE = Path.of("/usr/bin/strace");
  private static final int STORE_BROKEN = 74;
  private static final int MEGABYTES = 4;
  private static final int MOST_MESSAGES = 2_000;
  private static final String LONG = "x".repeat(3_900);

  @TempDir Path folder;
  private final HttpClient client = HttpClient.newHttpClient();

  /** What was acknowledged, by key. */
  private final Map<String, Long> acknowledged = new LinkedHashMap<>();

  private String session = "";

  private TestWebSocket come(ServerProcess server) throws Exception {
    URI address = URI.create("ws://127.0.0.1:" + server.port() + "/ws");
    TestWebSocket line = TestWebSocket.open(client, address, session);
    JsonObject welcome = next(line, "welcome");
    session = session.isEmpty() ? Wire.text(welcome, "session") : session;
    return line;
  }

  private static JsonObject next(TestWebSocket line, String type) throws Exception {
    while (true) {
      JsonObject frame =
          Wire.parse(line.poll(Patience.MILLIS).orElseThrow(() -> new IOException("no " + type)));
      String came = Wire.text(frame, "type");
      if (came.equals(type) || came.equals("error")) {
        return frame;
      }
    }
  }

  private static JsonObject ask(TestWebSocket line, String answer, String frame) throws Exception {
    line.send(frame);
    JsonObject reply = next(line, answer);
    assertEquals(answer, Wire.text(reply, "type"), reply::toString);
    return reply;
  }

  private static void join(TestWebSocket line, String room) throws Exception {
    ask(line, "joined_room", "{\"type\":\"join_room\",\"room\":\"" + room + "\"}");
  }

  /** Sends it; whether it was acknowledged, rather than refused for now. */
  private boolean send(TestWebSocket line, String clientId, String text) throws Exception {
    line.send(
        "{\"type\":\"send_message\",\"room\":\"general\",\"client_id\":\"%s\",\"text\":\"%s\"}"
            .formatted(clientId, text));
    JsonObject reply = next(line, "message_sent");
    if (Wire.text(reply, "type").equals("error")) {
      assertEquals("unavailable", Wire.text(reply, "code"), reply::toString);
      return false;
    }
    acknowledged.put(clientId, reply.get("seq").getAsLong());
    return true;
  }

  /** Sends more until the store takes none; the key of what was refused. */
  private String sendUntilRefused(TestWebSocket line, String prefix) throws Exception {
    for (int i = 0; i < MOST_MESSAGES; i++) {
      if (!send(line, prefix + i, LONG)) {
        return prefix + i;
      }
    }
    throw new AssertionError("the disk is full, and everything is kept");
  }

  private static void requireReading(TestWebSocket line, long head) throws Exception {
    JsonObject read =
        ask(line, "history", "{\"type\":\"history\",\"room\":\"general\",\"before\":100000}");
    assertEquals(head, read.getAsJsonObject("head").get("seq").getAsLong());
    assertTrue(read.getAsJsonArray("events").size() > 0);
  }

  /** Everything that was acknowledged is there, once and where it was said to be. */
  private void requireKept(TestWebSocket line) throws Exception {
    Map<String, Long> kept = new LinkedHashMap<>();
    List<Long> seqs = new ArrayList<>();
    boolean more = true;
    while (more) {
      JsonObject page =
          ask(
              line,
              "history",
              "{\"type\":\"history\",\"room\":\"general\",\"after\":%d}".formatted(seqs.size()));
      JsonArray events = page.getAsJsonArray("events");
      for (JsonElement each : events) {
        JsonObject event = each.getAsJsonObject();
        seqs.add(event.get("seq").getAsLong());
        assertEquals(seqs.size(), event.get("seq").getAsLong());
        assertEquals(null, kept.put(Wire.text(event, "client_id"), (long) seqs.size()));
      }
      more = Wire.flag(page, "more");
    }
    acknowledged.forEach((clientId, seq) -> assertEquals(seq, kept.get(clientId), clientId));
  }

  @Test
  void refusesWhileTheDiskIsFullAndGoesOnWhenItIsNot() throws Exception {
    try (SmallDisk disk = SmallDisk.mount(folder.resolve("disk"), MEGABYTES)) {
      String data = "--data-dir=" + disk.folder().resolve("data");
      try (ServerProcess server = ServerProcess.start(data, "--limits=off");
          TestWebSocket ada = come(server)) {
        join(ada, "general");
        join(ada, "random");
        assertTrue(send(ada, "first", "hello"));
        disk.fill();

        String refused = sendUntilRefused(ada, "full");
        requireReading(ada, acknowledged.size());
        join(ada, "random");
        try (TestWebSocket again = come(server)) {
          join(again, "general");
          requireReading(again, acknowledged.size());
        }
        sendUntilRefused(ada, "fuller");
        disk.free();
        sendUntilAccepted(ada, refused);
        assertTrue(send(ada, "last", LONG));
        requireKept(ada);
        assertTrue(server.isAlive());
        server.kill();
      }
      try (ServerProcess check = ServerProcess.start("check", data)) {
        assertEquals(0, check.exitCode(), () -> check.output().toString());
      }
      try (ServerProcess server = ServerProcess.start(data);
          TestWebSocket ada = come(server)) {
        requireKept(ada);
      }
    }
  }

  private void sendUntilAccepted(TestWebSocket line, String clientId) throws Exception {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(Patience.MILLIS);
    while (!send(line, clientId, LONG)) {
      assertTrue(System.nanoTime() - end < 0, "there is space again, and nothing is kept");
    }
  }

  @Test
  void endsWhenTheLogCannotBeSynced() throws Exception {
    assumeTrue(
        Files.isExecutable(STRACE) || "true".equals(System.getenv("CI")),
        "strace is not installed");
    String data = "--data-dir=" + folder.resolve("data");
    List<String> strace =
        List.of(
            STRACE.toString(),
            "-f",
            "-o",
            folder.resolve("trace").toString(),
            "-e",
            "trace=fsync,fdatasync",
            "-e",
            "inject=fsync,fdatasync:error=EIO:when=60+"); // of each thread, so the start succeeds
    try (ServerProcess server = ServerProcess.startUnder(strace, data, "--limits=off");
        TestWebSocket ada = come(server)) {
      join(ada, "general");
      int sent = 0;
      try {
        while (sent < MOST_MESSAGES && send(ada, "k" + sent, "hello")) {
          sent++;
        }
      } catch (IOException e) {
        assertTrue(sent > 0, e::toString); // it is gone before it could say so
      }
      assertEquals(STORE_BROKEN, server.exitCode(), () -> server.output().toString());
      assertTrue(sent > 0 && sent < MOST_MESSAGES, "acknowledged: " + sent);
    }
    try (ServerProcess server = ServerProcess.start(data);
        TestWebSocket ada = come(server)) {
      requireKept(ada);
      String next = "k" + acknowledged.size();
      assertTrue(send(ada, next, "hello"));
      requireKept(ada);
    }
  }
}
