package chat.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A server whose memory runs out. */
@Timeout(300)
final class OutOfMemoryIT {
  private static final int MOST_MESSAGES = 100_000;

  /** Messages are stored in memory, which is too small for the number that may be stored. */
  @Test
  void endsWithCode70AndSaysWhy() throws Exception {
    try (ServerProcess server =
        ServerProcess.startWith(
            List.of("-Xmx32m"),
            "--store=memory",
            "--memory-history=100000",
            "--max-message-length=10000",
            "--limits=off")) {
      assertTrue(endsWhileTalkedTo(server), "it is alive after all that was said");

      assertEquals(FatalExit.INTERNAL_ERROR, server.exitCode(), () -> server.output().toString());
      assertTrue(
          server.output().stream()
              .anyMatch(line -> line.contains("The server ends (exit code 70)")),
          () -> server.output().toString());
    }
  }

  private static boolean endsWhileTalkedTo(ServerProcess server) throws Exception {
    URI socket = URI.create("ws://127.0.0.1:" + server.port() + "/ws");
    HttpClient client = HttpClient.newHttpClient();
    try (TestWebSocket ada = TestWebSocket.open(client, socket, List.of())) {
      ada.next("welcome");
      ada.send("{\"type\":\"join_room\",\"room\":\"general\"}");
      ada.next("joined_room");
      String text = "\u3042".repeat(10_000);
      for (int i = 0; i < MOST_MESSAGES && server.isAlive(); i++) {
        ada.send(
            "{\"type\":\"send_message\",\"room\":\"general\",\"text\":\"%s\",\"client_id\":\"k%d\"}"
                .formatted(text, i));
        ada.next();
      }
    } catch (IOException | AssertionError ended) {
      return true; // the connection has ended; the exit code shows whether the server has, too
    }
    return !server.isAlive();
  }
}
