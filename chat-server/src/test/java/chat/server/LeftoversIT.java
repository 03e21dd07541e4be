package chat.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A killed server leaves no files in the temporary folder. */
@Timeout(300)
final class LeftoversIT {
  @TempDir Path folder;

  @Test
  void areNoneOfAServerThatIsKilled() throws Exception {
    Path temporary = Files.createDirectory(folder.resolve("temporary"));
    String data = "--data-dir=" + folder.resolve("data");
    for (int i = 0; i < 2; i++) {
      try (ServerProcess server = start(temporary, data)) {
        use(server);
        server.kill();
      }
    }
    assertEquals(List.of(), filesIn(temporary));
  }

  @Test
  void areNoneOfOperations() throws Exception {
    Path temporary = Files.createDirectory(folder.resolve("temporary"));
    String data = "--data-dir=" + folder.resolve("data");
    try (ServerProcess server = start(temporary, data)) {
      use(server);
      server.kill();
    }
    String backup = folder.resolve("backup.db").toString();
    String restored = "--data-dir=" + folder.resolve("restored");
    for (List<String> operation :
        List.of(
            List.of("backup", data, backup),
            List.of("check", data),
            List.of("restore", restored, backup),
            List.of("check", restored),
            List.of("export", data, "general", folder.resolve("general.jsonl").toString()))) {
      try (ServerProcess running = start(temporary, operation.toArray(String[]::new))) {
        assertEquals(0, running.exitCode(), () -> operation + ": " + running.output());
      }
    }
    assertEquals(List.of(), filesIn(temporary));
  }

  private static ServerProcess start(Path temporary, String... arguments) throws Exception {
    return ServerProcess.startWith(List.of("-Djava.io.tmpdir=" + temporary), arguments);
  }

  /** Uses the page, REST and password hashing: everything that could unpack files. */
  private static void use(ServerProcess server) throws Exception {
    URI root = URI.create("http://127.0.0.1:" + server.port() + "/");
    HttpClient client = HttpClient.newHttpClient();
    assertEquals(200, client.send(get(root), BodyHandlers.discarding()).statusCode());
    URI search = root.resolve("/api/search?query=tea");
    assertEquals(200, client.send(get(search), BodyHandlers.discarding()).statusCode());
    HttpRequest registration =
        HttpRequest.newBuilder(root.resolve("/api/accounts"))
            .header("Content-Type", "application/json")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "{\"username\":\"ada%d\",\"password\":\"a good deal of wood\"}"
                        .formatted(server.port())))
            .build();
    assertTrue(client.send(registration, BodyHandlers.discarding()).statusCode() < 300);
  }

  private static HttpRequest get(URI uri) {
    return HttpRequest.newBuilder(uri).build();
  }

  private static List<Path> filesIn(Path folder) throws Exception {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> !file.equals(folder)).toList();
    }
  }
}
