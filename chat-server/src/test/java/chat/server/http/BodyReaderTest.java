package chat.server.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.core.ManualClock;
import chat.server.limit.AddressBlock;
import chat.server.limit.FairShare;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.io.content.AsyncContent;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;
import org.junit.jupiter.api.Test;

final class BodyReaderTest {
  private final AsyncContent content = new AsyncContent();
  private final ManualClock clock = new ManualClock();
  private final Scheduler scheduler = new ManualScheduler(clock);

  @Test
  void collectsABody() {
    CompletableFuture<byte[]> body = read(10);
    send("hel", false);
    send("lo", true);

    assertEquals("hello", new String(body.join(), UTF_8));
  }

  @Test
  void rejectsMoreThanItsBound() {
    CompletableFuture<byte[]> body = read(4);
    send("hel", false);
    assertFalse(body.isDone());
    send("lo", false);

    assertInstanceOf(ApiException.class, failure(body));
  }

  @Test
  void givesUpOnABodyOfAByteASecond() {
    CompletableFuture<byte[]> body = read(1_000);
    for (int seconds = 0; seconds < BodyReader.PATIENCE_SECONDS; seconds++) {
      send("x", false);
      assertFalse(body.isDone());
      clock.pass(Duration.ofSeconds(1));
    }

    assertTrue(body.isDone());
    assertEquals(408, assertInstanceOf(HttpException.class, failure(body)).getCode());
    send("x", true);
  }

  @Test
  void givesUpOnABodyThatNeverComes() {
    CompletableFuture<byte[]> body = read(1_000);
    clock.pass(Duration.ofSeconds(BodyReader.PATIENCE_SECONDS));

    assertEquals(408, assertInstanceOf(HttpException.class, failure(body)).getCode());
  }

  @Test
  void limitsAllBodiesTogether() {
    FairShare all = new FairShare(100_000, 8_192);
    AsyncContent other = new AsyncContent();
    CompletableFuture<byte[]> first = read(content, all, "10.0.0.1");
    send("x".repeat(40_000), false);
    assertEquals(80_000, all.used());
    CompletableFuture<byte[]> second = read(other, all, "10.0.0.2");
    send(other, "x".repeat(4_000), false);
    assertFalse(first.isDone());
    send(other, "x".repeat(20_000), false);
    assertFalse(first.isDone(), "not on this thread");
    clock.pass(Duration.ZERO);
    assertEquals("busy", assertInstanceOf(ApiException.class, failure(first)).error().code());
    assertEquals(48_000, all.used());
    send(other, "x", true);
    assertEquals(24_001, second.join().length);
    assertEquals(0, all.used());
  }

  private CompletableFuture<byte[]> read(AsyncContent from, FairShare all, String address) {
    return BodyReader.read(from, 65_536, all, block(address), scheduler).toCompletableFuture();
  }

  private static AddressBlock block(String address) {
    try {
      return AddressBlock.of(InetAddress.getByName(address));
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private CompletableFuture<byte[]> read(int maxBytes) {
    return BodyReader.read(
            content, maxBytes, new FairShare(Long.MAX_VALUE, 0), AddressBlock.UNKNOWN, scheduler)
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
