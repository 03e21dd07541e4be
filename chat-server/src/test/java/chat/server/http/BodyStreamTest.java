package chat.server.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.core.ManualClock;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.io.content.AsyncContent;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.Test;

final class BodyStreamTest {
  private static final Duration PATIENCE = Duration.ofNanos(BodyStream.PATIENCE_NANOS);

  private final ManualClock clock = new ManualClock();
  private final AsyncContent content = new AsyncContent();
  private final List<String> taken = new ArrayList<>();

  /** Takes a part at once. */
  private final BodyStream.Sink quick =
      part -> {
        taken.add(UTF_8.decode(part).toString());
        return CompletableFuture.completedFuture(null);
      };

  private CompletableFuture<Long> read(long maxBytes, BodyStream.Sink sink) {
    return BodyStream.read(content, maxBytes, sink, new ManualScheduler(clock), clock)
        .toCompletableFuture();
  }

  /** Sends a part; true when it was read and released. */
  private AtomicBoolean send(String text, boolean last) {
    AtomicBoolean released = new AtomicBoolean();
    content.write(
        last, ByteBuffer.wrap(text.getBytes(UTF_8)), Callback.from(() -> released.set(true)));
    return released;
  }

  @Test
  void passesOnThePartsInOrder() {
    CompletableFuture<Long> end = read(100, quick);
    send("one", false);
    send("", false);
    send("two", false);
    assertFalse(end.isDone());
    send("three", true);

    assertEquals(List.of("one", "two", "three"), taken);
    assertEquals(11, end.join());
  }

  @Test
  void acceptsAnEmptyBody() {
    CompletableFuture<Long> end = read(0, quick);
    send("", true);

    assertEquals(0, end.join());
    assertEquals(List.of(), taken);
  }

  @Test
  void doesNotReadOnBeforeAPartIsTaken() {
    List<CompletableFuture<Void>> steps = new ArrayList<>();
    CompletableFuture<Long> end =
        read(
            100,
            part -> {
              taken.add(UTF_8.decode(part).toString());
              steps.add(new CompletableFuture<>());
              return steps.get(steps.size() - 1);
            });
    List<AtomicBoolean> released =
        List.of(send("one", false), send("two", false), send("three", true));
    for (int i = 0; i < 3; i++) {
      clock.pass(Duration.ofHours(1)); // the time of the sink is not counted
      assertEquals(i + 1, taken.size());
      assertFalse(released.get(i).get());
      assertFalse(end.isDone());
      steps.get(i).complete(null);
      assertTrue(released.get(i).get());
    }

    assertEquals(11, end.join());
  }

  @Test
  void rejectsMoreThanItsBound() {
    CompletableFuture<Long> end = read(4, quick);
    send("four", false);
    assertFalse(end.isDone());
    AtomicBoolean released = send("!", false);

    assertEquals("too_long", assertInstanceOf(ApiException.class, failure(end)).error().code());
    assertTrue(released.get());
    assertEquals(List.of("four"), taken);
  }

  @Test
  void endsWithTheFailureOfTheSink() {
    for (BodyStream.Sink broken :
        List.<BodyStream.Sink>of(
            part -> {
              throw new IllegalStateException("thrown");
            },
            part -> CompletableFuture.failedFuture(new IllegalStateException("failed")),
            part -> failedLater())) {
      AsyncContent source = new AsyncContent();
      Callback.Completable released = new Callback.Completable();
      CompletableFuture<Long> end =
          BodyStream.read(source, 100, broken, new ManualScheduler(clock), clock)
              .toCompletableFuture();
      source.write(false, ByteBuffer.wrap(new byte[1]), released);

      assertInstanceOf(IllegalStateException.class, failure(end));
      assertTrue(released.isDone());
    }
  }

  private static CompletionStage<?> failedLater() {
    return CompletableFuture.supplyAsync(
        () -> {
          throw new IllegalStateException("later");
        });
  }

  @Test
  void failsWhenTheClientDisconnects() {
    CompletableFuture<Long> end = read(100, quick);
    send("one", false);
    IOException gone = new IOException("gone");
    content.fail(gone);

    assertSame(gone, failure(end));
    assertEquals(List.of("one"), taken);
  }

  @Test
  void givesUpOnABodyThatNeverComes() {
    CompletableFuture<Long> end = read(100, quick);
    clock.pass(PATIENCE.minusNanos(1));
    assertFalse(end.isDone());
    clock.pass(Duration.ofNanos(1));

    assertEquals(408, assertInstanceOf(HttpException.class, failure(end)).getCode());
    send("late", true);
    assertEquals(List.of(), taken);
  }

  @Test
  void givesUpOnABodyOfAByteASecond() {
    CompletableFuture<Long> end = read(1_000, quick);
    int seconds = 0;
    for (; seconds < 1_000 && !end.isDone(); seconds++) {
      send("x", false);
      clock.pass(Duration.ofSeconds(1));
    }

    assertEquals(408, assertInstanceOf(HttpException.class, failure(end)).getCode());
    assertTrue(Math.abs(PATIENCE.toSeconds() - seconds) <= 1, "after seconds: " + seconds);
  }

  @Test
  void waitsForASlowBodyThatKeepsTheLeastRate() {
    CompletableFuture<Long> end = read(Long.MAX_VALUE, quick);
    String second = "x".repeat(BodyStream.BYTES_PER_SECOND);
    for (int tens = 0; tens < 360; tens++) {
      send(second.repeat(10), false);
      clock.pass(Duration.ofSeconds(10));
      assertFalse(end.isDone());
    }
    send(second.repeat(1_000), false);
    clock.pass(PATIENCE); // no more accumulates

    assertEquals(408, assertInstanceOf(HttpException.class, failure(end)).getCode());
  }

  private static Throwable failure(CompletableFuture<Long> end) {
    return assertThrows(CompletionException.class, end::join).getCause();
  }
}
