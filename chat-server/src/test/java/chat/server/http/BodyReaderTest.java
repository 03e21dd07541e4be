package chat.server.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.io.content.AsyncContent;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.Test;

final class BodyReaderTest {
  private final AsyncContent content = new AsyncContent();
  private long now;

  @Test
  void putsABodyTogether() {
    CompletableFuture<byte[]> body = read(10);
    send("hel", false);
    send("lo", true);

    assertEquals("hello", new String(body.join(), UTF_8));
  }

  @Test
  void refusesMoreThanItsBound() {
    CompletableFuture<byte[]> body = read(4);
    send("hel", false);
    assertFalse(body.isDone());
    send("lo", false);

    assertInstanceOf(Refused.class, failure(body));
  }

  @Test
  void givesUpOnABodyOfAByteASecond() {
    CompletableFuture<byte[]> body = read(1_000);
    for (int seconds = 0; seconds <= 20; seconds++) {
      assertFalse(body.isDone());
      send("x", false);
      now += TimeUnit.SECONDS.toNanos(1);
    }
    send("x", false);

    assertTrue(body.isDone());
    assertEquals(408, assertInstanceOf(HttpException.class, failure(body)).getCode());
  }

  private CompletableFuture<byte[]> read(int maxBytes) {
    return BodyReader.read(content, maxBytes, () -> now).toCompletableFuture();
  }

  private void send(String text, boolean last) {
    content.write(last, ByteBuffer.wrap(text.getBytes(UTF_8)), Callback.NOOP);
  }

  private static Throwable failure(CompletableFuture<byte[]> body) {
    return assertThrows(CompletionException.class, body::join).getCause();
  }
}
