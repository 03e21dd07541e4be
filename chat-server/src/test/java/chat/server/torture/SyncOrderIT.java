package chat.server.torture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import chat.core.port.Patience;
import chat.server.TestWebSocket;
import java.io.BufferedReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the system was asked for, and when: the log and the bytes of uploads are on the disk before
 * they are acknowledged.
 */
final class SyncOrderIT {
  private static final Path STRACE = Path.of("/usr/bin/strace");
  private static final int MESSAGES = 5;
  private static final int PIECES = 4;
  private static final Pattern SYNC = Pattern.compile("f(?:data)?sync\\(\\d+<([^>]*)>");

  @TempDir Path folder;

  @Test
  void syncsTheLogBeforeItAcknowledges() throws Exception {
    assumeTrue(
        Files.isExecutable(STRACE) || "true".equals(System.getenv("CI")),
        "strace is not installed");
    assertTrue(Files.isExecutable(STRACE), "with CI=true the proof must run: strace is missing");
    Path trace = folder.resolve("trace");
    trace(trace, SyncOrderIT::post);
    int acknowledged = 0;
    boolean synced = false;
    Set<String> syncing = new HashSet<>(); // threads
    for (String line : Files.readAllLines(trace, StandardCharsets.ISO_8859_1)) {
      String thread = line.split(" ", 2)[0];
      boolean sync = line.contains("sync(") && line.contains("chat.db-wal>");
      if (sync && line.contains("unfinished")) {
        syncing.add(thread);
      } else if (sync || (line.contains("sync resumed") && syncing.remove(thread))) {
        synced |= line.endsWith("= 0");
      } else if (line.contains("message_sent") && line.contains("sync-" + acknowledged)) {
        assertTrue(synced, line);
        synced = false;
        acknowledged++;
      }
    }
    assertTrue(acknowledged == MESSAGES, () -> "not every acknowledgement is in the trace");
  }

  /** What a client does. */
  private interface Client {
    void talk(int port) throws Exception;
  }

  private static void post(int port) throws Exception {
    URI address = URI.create("ws://127.0.0.1:" + port + "/ws");
    try (TestWebSocket ada = TestWebSocket.open(HttpClient.newHttpClient(), address, List.of())) {
      join(ada);
      for (int i = 0; i < MESSAGES; i++) {
        ada.send(
            "{\"type\":\"send_message\",\"room\":\"general\",\"text\":\"x\",\"client_id\":\"sync-"
                + (i + "\"}"));
        ada.next("message_sent");
      }
    }
  }

  private static void join(TestWebSocket socket) throws Exception {
    socket.send("{\"type\":\"join_room\",\"room\":\"general\"}");
    socket.next("joined_room");
  }

  @Test
  void syncsUploadsBeforeItAcknowledges() throws Exception {
    assumeTrue(
        Files.isExecutable(STRACE) || "true".equals(System.getenv("CI")),
        "strace is not installed");
    Path trace = folder.resolve("trace");
    trace(trace, SyncOrderIT::upload);
    Set<String> synced = new TreeSet<>();
    Map<String, String> syncing = new HashMap<>(); // by thread
    int acknowledged = 0;
    for (String line : Files.readAllLines(trace, StandardCharsets.ISO_8859_1)) {
      String thread = line.split(" ", 2)[0];
      Matcher sync = SYNC.matcher(line);
      if (sync.find()) {
        syncing.put(thread, what(sync.group(1)));
      }
      if (line.endsWith("= 0") && (sync.reset().find() || line.contains("sync resumed"))) {
        synced.add(syncing.remove(thread));
      }
      if (line.contains("HTTP/1.1 204")) {
        assertEquals(Set.of("content", "folder", "log"), keep(synced), line);
        synced.clear();
        acknowledged++;
      }
    }
    assertEquals(PIECES, acknowledged);
  }

  private static Set<String> keep(Set<String> synced) {
    Set<String> known = new TreeSet<>(synced);
    known.remove("other");
    return known;
  }

  private static String what(String path) {
    if (path.endsWith("chat.db-wal")) {
      return "log";
    }
    if (path.matches(".*/files/[0-9a-f]{2}/[0-9a-f]{32}")) {
      return "content";
    }
    return path.matches(".*/files/[0-9a-f]{2}") ? "folder" : "other";
  }

  private static void upload(int port) throws Exception {
    HttpClient client = HttpClient.newHttpClient();
    String host = "http://127.0.0.1:" + port;
    String session;
    URI address = URI.create("ws://127.0.0.1:" + port + "/ws");
    try (TestWebSocket ada = TestWebSocket.open(client, address, "")) {
      session = ada.next("welcome").get("session").getAsString();
      join(ada);
    }
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(host + "/api/rooms/general/uploads"))
            .header("Authorization", "Bearer " + session)
            .header("Tus-Resumable", "1.0.0");
    HttpResponse<Void> made =
        client.send(
            request
                .copy()
                .header("Upload-Length", String.valueOf(PIECES * 10))
                .POST(BodyPublishers.noBody())
                .build(),
            BodyHandlers.discarding());
    URI location = URI.create(host + made.headers().firstValue("Location").orElseThrow());
    for (int i = 0; i < PIECES; i++) {
      HttpRequest patch =
          request
              .copy()
              .uri(location)
              .header("Content-Type", "application/offset+octet-stream")
              .header("Upload-Offset", String.valueOf(i * 10))
              .method("PATCH", BodyPublishers.ofByteArray(new byte[10]))
              .build();
      assertEquals(204, client.send(patch, BodyHandlers.discarding()).statusCode());
    }
  }

  private void trace(Path trace, Client client) throws Exception {
    Process strace =
        new ProcessBuilder(
                STRACE.toString(),
                "-f",
                "-y",
                "-s",
                "200",
                "-o",
                trace.toString(),
                "-e",
                "trace=fsync,fdatasync,write,writev,sendto,sendmsg",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                System.getProperty("chat.jar"),
                "--port=0",
                "--host=127.0.0.1",
                "--store=sqlite",
                "--data-dir=" + folder.resolve("data"))
            .redirectErrorStream(true)
            .start();
    try (BufferedReader lines = strace.inputReader(StandardCharsets.UTF_8)) {
      String line = lines.readLine();
      while (line != null && !line.contains("Chat is ready: ")) {
        line = lines.readLine();
      }
      assertTrue(line != null, "the server did not start");
      int port = URI.create(line.substring(line.indexOf("http://"))).getPort();
      client.talk(port);
    } finally {
      strace.descendants().forEach(ProcessHandle::destroyForcibly); // alone, strace would let go
      assertTrue(strace.waitFor(Patience.SECONDS, TimeUnit.SECONDS));
    }
  }
}
