package example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Runs the example of {@code docs/embedding.md}. */
@Timeout(20)
class EventStreamChatTest {
  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  void deliversAMessageFromOneUserToAnother() throws Exception {
    HttpServer server = new EventStreamChat().start(0);
    try {
      URI root = URI.create("http://localhost:" + server.getAddress().getPort());
      HttpRequest hear = HttpRequest.newBuilder(root.resolve("/bob")).build();
      try (Stream<String> heard = client.send(hear, BodyHandlers.ofLines()).body()) {
        HttpRequest say =
            HttpRequest.newBuilder(root.resolve("/ada"))
                .POST(BodyPublishers.ofString("hello bob"))
                .build();
        assertEquals(204, client.send(say, BodyHandlers.discarding()).statusCode());
        assertTrue(heard.anyMatch(line -> line.contains("name=ada") && line.contains("hello bob")));
      }
    } finally {
      server.stop(0);
    }
  }

  @Test
  void isQuotedVerbatimInTheDocument() throws Exception {
    String source =
        Files.readString(Path.of("src", "test", "java", "example", "EventStreamChat.java"));
    assertTrue(
        Files.readString(Path.of("docs", "embedding.md")).contains(source),
        "the example in embedding.md is not the one that is tested");
    assertTrue(source.lines().count() < 60, "the example is to stay short");
  }
}
