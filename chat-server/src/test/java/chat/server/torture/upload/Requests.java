package chat.server.torture.upload;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** The requests of a user. Immutable, thread-safe. */
final class Requests {
  private static final Set<Integer> LATER = Set.of(423, 429, 503);

  private final Stage stage;
  private final String session;

  Requests(Stage stage, String session) {
    this.stage = stage;
    this.session = session;
  }

  /** An answer, which is final. Immutable. */
  static final class Answer {
    final int status;
    final byte[] body;
    private final HttpHeaders headers;

    private Answer(HttpResponse<byte[]> response) {
      this.status = response.statusCode();
      this.body = response.body();
      this.headers = response.headers();
    }

    String header(String name) {
      return headers.firstValue(name).orElse("");
    }

    JsonObject json() {
      return JsonParser.parseString(text()).getAsJsonObject();
    }

    String text() {
      return new String(body, StandardCharsets.UTF_8);
    }
  }

  /**
   * The port of the server.
   *
   * @throws IOException if it is down
   */
  int port() throws IOException {
    OptionalInt port = stage.port();
    if (port.isEmpty()) {
      throw new IOException("the server is down");
    }
    return port.getAsInt();
  }

  CompletableFuture<HttpResponse<byte[]>> begin(
      String method, String path, byte[] body, String... headers) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
            .timeout(Duration.ofSeconds(20))
            .header("Authorization", "Bearer " + session)
            .header("Tus-Resumable", "1.0.0")
            .method(
                method,
                body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return stage.client.sendAsync(request.build(), BodyHandlers.ofByteArray());
  }

  /**
   * Waits for an answer.
   *
   * @throws IOException if none comes, or one that asks to come again
   */
  Answer end(String what, CompletableFuture<HttpResponse<byte[]>> begun)
      throws IOException, InterruptedException {
    HttpResponse<byte[]> response;
    try {
      response = begun.get();
    } catch (ExecutionException e) {
      throw new IOException(e.getCause());
    }
    Answer answer = new Answer(response);
    if (answer.status == 503 && answer.text().contains("unavailable")) {
      stage.surprise(what + " was answered " + answer.text()); // no disk fails here
    }
    if (LATER.contains(answer.status)) {
      throw new IOException("later: " + answer.status);
    }
    if (answer.status >= 500) {
      stage.surprise(what + " was answered " + answer.status + " " + answer.text());
    }
    stage.answers.incrementAndGet();
    return answer;
  }

  Answer ask(String method, String path, byte[] body, String... headers)
      throws IOException, InterruptedException {
    return end(method + " " + path, begin(method, path, body, headers));
  }

  /** Sends a PATCH of which only the first {@code sent} bytes leave, and breaks the connection. */
  void breakOff(String location, long offset, byte[] body, int sent, boolean reset)
      throws IOException, InterruptedException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
      String head =
          "PATCH "
              + location
              + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer "
              + session
              + "\r\nTus-Resumable: 1.0.0\r\nContent-Type: application/offset+octet-stream"
              + ("\r\nUpload-Offset: " + offset + "\r\nContent-Length: " + body.length)
              + "\r\n\r\n";
      OutputStream out = socket.getOutputStream();
      out.write(head.getBytes(StandardCharsets.US_ASCII));
      out.write(body, 0, sent / 2);
      out.flush();
      stage.pause(10);
      out.write(body, sent / 2, sent - sent / 2);
      out.flush();
      if (reset) {
        socket.setSoLinger(true, 0);
      }
    }
  }
}
