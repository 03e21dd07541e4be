package chat.server.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.core.port.Patience;
import chat.server.RawConnection;
import chat.server.wire.error.ErrorCode;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32;
import org.eclipse.jetty.http.HttpException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A route that streams its body, behind a real socket. */
final class StreamedBodyTest {
  private static final int MAX_BYTES = 8 * 1024 * 1024;

  /** Larger than the input buffer of a connection, which is the largest part. */
  private static final int MAX_PART_BYTES = 64 * 1024;

  private static final ExecutorService DISK = Executors.newSingleThreadExecutor();
  private static final BlockingQueue<Throwable> ABORTED = new LinkedBlockingQueue<>();

  private static RestServer server;

  /** A file that one thread writes, one part at a time. */
  private static final class File implements BodyStream.Sink {
    private final CRC32 sum = new CRC32();
    private boolean isWriting;
    private boolean isFull;

    @Override
    public synchronized CompletionStage<?> take(ByteBuffer part) {
      assertFalse(isWriting, "a part came before the last one was taken");
      assertTrue(part.remaining() > 0 && part.remaining() <= MAX_PART_BYTES, part::toString);
      isWriting = true;
      return CompletableFuture.runAsync(() -> write(part), DISK);
    }

    private synchronized void write(ByteBuffer part) {
      isWriting = false;
      if (isFull) {
        throw new ApiException(ErrorCode.UNAVAILABLE, "No space is left.");
      }
      sum.update(part);
    }
  }

  @BeforeAll
  static void start() throws Exception {
    server =
        new RestServer(
            routes ->
                routes
                    .streamed("PUT", "files/{id}", StreamedBodyTest::write)
                    .streamed("PUT", "others/{id}", exchange -> forbidden())
                    .get("files/{id}", exchange -> answer("read", exchange)));
  }

  @AfterAll
  static void stop() {
    server.close();
    DISK.shutdown();
    assertEquals(List.of(), List.copyOf(server.failures()));
  }

  private static CompletionStage<?> write(RestExchange exchange) {
    File file = new File();
    file.isFull = exchange.variable("id").equals("full");
    return exchange.stream(MAX_BYTES, file)
        .whenComplete(
            (length, failure) -> {
              if (failure != null) {
                ABORTED.add(failure);
              }
            })
        .thenCompose(length -> answer(length + " " + file.sum.getValue(), exchange));
  }

  private static CompletionStage<?> forbidden() {
    return CompletableFuture.failedFuture(
        new ApiException(ErrorCode.FORBIDDEN, "This file belongs to another user."));
  }

  private static CompletionStage<?> answer(String text, RestExchange exchange) {
    exchange.answer(200, text.getBytes(UTF_8));
    return CompletableFuture.completedFuture(null);
  }

  @Test
  void passesALongBodyOnPartByPart() throws Exception {
    byte[] body = new byte[MAX_BYTES];
    new Random(1).nextBytes(body);
    CRC32 sum = new CRC32();
    sum.update(body);
    for (var publisher :
        List.of(
            BodyPublishers.ofByteArray(body),
            BodyPublishers.fromPublisher(BodyPublishers.ofByteArray(body)))) { // in chunks
      HttpResponse<String> answer = server.ask("PUT", "/api/files/a", publisher);

      assertEquals(200, answer.statusCode(), answer.body());
      assertEquals(MAX_BYTES + " " + sum.getValue(), answer.body());
    }
  }

  @Test
  void requestsTheBodyOnlyWhenTheRequestIsAccepted() throws Exception {
    try (RawConnection raw = server.connect()) {
      raw.send(head("/api/files/a", "Bearer " + RestServer.SESSION, 5));
      assertTrue(raw.head().startsWith("HTTP/1.1 100 "));
      raw.send("hello");
      String answer = raw.response();
      assertTrue(answer.startsWith("HTTP/1.1 200 ") && answer.contains("5 907060870"), answer);
    }
    isRejectedUnread(401, head("/api/files/a", "", 5));
    isRejectedUnread(403, head("/api/others/a", "Bearer " + RestServer.SESSION, 5));
    isRejectedUnread(413, head("/api/files/a", "Bearer " + RestServer.SESSION, MAX_BYTES + 1));
  }

  private static String head(String path, String authorization, int length) {
    String shown = authorization.isEmpty() ? "" : "Authorization: " + authorization + "\r\n";
    return "PUT %s HTTP/1.1\r\nHost: x\r\n%sContent-Length: %d\r\nExpect: 100-continue\r\n\r\n"
        .formatted(path, shown, length);
  }

  private static void isRejectedUnread(int status, String head) throws IOException {
    try (RawConnection raw = server.connect()) {
      raw.send(head);
      String answer = raw.response();
      assertTrue(answer.startsWith("HTTP/1.1 " + status + " "), answer);
    }
  }

  @Test
  void rejectsALongerBodyWhoseLengthIsNotGiven() throws Exception {
    HttpResponse<String> answer =
        server.ask(
            "PUT",
            "/api/files/long",
            BodyPublishers.fromPublisher(BodyPublishers.ofByteArray(new byte[MAX_BYTES + 1])));

    assertEquals(413, answer.statusCode(), answer.body());
    assertInstanceOf(ApiException.class, aborted());
  }

  @Test
  void answersWithTheFailureOfTheSink() throws Exception {
    HttpResponse<String> answer =
        server.ask("PUT", "/api/files/full", BodyPublishers.ofByteArray(new byte[100_000]));

    assertEquals(503, answer.statusCode(), answer.body());
    assertTrue(answer.body().contains("No space is left."), answer.body());
    assertInstanceOf(ApiException.class, aborted().getCause());
  }

  @Test
  void failsTheActionWhenTheClientDisconnects() throws Exception {
    try (RawConnection raw = server.connect()) {
      raw.send(head("/api/files/a", "Bearer " + RestServer.SESSION, 1_000));
      assertTrue(raw.head().startsWith("HTTP/1.1 100 "));
      raw.send("half of it");
    }

    assertInstanceOf(IOException.class, aborted());
  }

  @Test
  void answersAClientThatIsTooSlow() throws Exception {
    Duration patience = Duration.ofNanos(BodyStream.PATIENCE_NANOS);
    try (RawConnection raw = server.connect()) {
      raw.send(head("/api/files/a", "Bearer " + RestServer.SESSION, 1_000));
      assertTrue(raw.head().startsWith("HTTP/1.1 100 "));
      server.clock().awaitTasks(1, patience);
      server.clock().pass(patience);
      String answer = raw.response();

      assertTrue(answer.startsWith("HTTP/1.1 408 "), answer);
      assertTrue(answer.contains("\r\nConnection: close\r\n"), answer);
      assertTrue(raw.ends());
    }
    assertInstanceOf(HttpException.class, aborted());
  }

  private static Throwable aborted() throws InterruptedException {
    return ABORTED.poll(Patience.SECONDS, TimeUnit.SECONDS);
  }

  @Test
  void answersOtherMethodsOfThePath() throws Exception {
    HttpResponse<String> answer = server.ask("POST", "/api/files/a", BodyPublishers.ofString("{}"));

    assertEquals(405, answer.statusCode());
    assertEquals("PUT, GET, HEAD", answer.headers().firstValue("Allow").orElseThrow());
  }
}
