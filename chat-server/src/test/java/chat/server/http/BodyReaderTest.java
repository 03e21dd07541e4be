package chat.server.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.core.bound.ByteBudget;
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

  @Test
  void boundsAllBodiesTogether() {
    ByteBudget all = new ByteBudget(100_000);
    AsyncContent other = new AsyncContent();
    CompletableFuture<byte[]> first =
        BodyReader.read(content, 65_536, all, () -> now).toCompletableFuture();
    send("x".repeat(40_000), false);
    assertEquals(80_000, all.used());
    CompletableFuture<byte[]> second =
        BodyReader.read(other, 65_536, all, () -> now).toCompletableFuture();
    send(other, "x".repeat(4_000), false);
    assertFalse(second.isDone());
    send(other, "x".repeat(20_000), false);
    assertEquals("busy", assertInstanceOf(Refused.class, failure(second)).error().code());
    assertEquals(80_000, all.used());
    send("x", true);
    assertEquals(40_001, first.join().length);
    assertEquals(0, all.used());
  }

  private CompletableFuture<byte[]> read(int maxBytes) {
    return BodyReader.read(content, maxBytes, ByteBudget.unlimited(), () -> now)
        .toCompletableFuture();
  }

  private void send(String text, boolean last) {
    send(content, text, last);
  }

  private static void send(AsyncContent content, String text, boolean last) {
    content.write(last, ByteBuffer.wrap(text.getBytes(UTF_8)), Callback.NOOP);
  }

  private static Throwable failure(CompletableFuture<byte[]> body) {
    return assertThrows(CompletionException.class, body::join).getCause();
  }
}
