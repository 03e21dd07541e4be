package chat.server.torture;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import chat.core.port.Patience;
import chat.server.TestWebSocket;
import java.io.BufferedReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the system was asked for, and when: the log is on the disk before it is acknowledged. */
final class SyncOrderIT {
  private static final Path STRACE = Path.of("/usr/bin/strace");
  private static final int MESSAGES = 5;

  @TempDir Path folder;

  @Test
  void syncsTheLogBeforeItAcknowledges() throws Exception {
    assumeTrue(
        Files.isExecutable(STRACE) || "true".equals(System.getenv("CI")),
        "strace is not installed");
    assertTrue(Files.isExecutable(STRACE), "with CI=true the proof must run: strace is missing");
    Path trace = folder.resolve("trace");
    post(trace);
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

  private void post(Path trace) throws Exception {
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
      URI address = URI.create("ws://127.0.0.1:" + port + "/ws");
      try (TestWebSocket ada = TestWebSocket.open(HttpClient.newHttpClient(), address, List.of())) {
        ada.send("{\"type\":\"join_room\",\"room\":\"general\"}");
        ada.next("joined_room");
        for (int i = 0; i < MESSAGES; i++) {
          ada.send(
              "{\"type\":\"send_message\",\"room\":\"general\",\"text\":\"x\",\"client_id\":\"sync-"
                  + (i + "\"}"));
          ada.next("message_sent");
        }
      }
    } finally {
      strace.descendants().forEach(ProcessHandle::destroyForcibly); // alone, strace would let go
      assertTrue(strace.waitFor(Patience.SECONDS, TimeUnit.SECONDS));
    }
  }
}
