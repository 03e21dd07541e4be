package chat.server.websocket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.core.ManualClock;
import chat.server.wire.Payloads;
import chat.server.wire.WireFrames;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class OutboundQueueTest {
  private static final int BOUND = 100;

  /** The size of a short frame. */
  private static final int HEADER = 2;

  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final Recorder writer = new Recorder();
  private final ManualClock timers = new ManualClock();
  private final OutboundQueue queue = new OutboundQueue(writer, timers, BOUND);

  @Test
  void closesWhenAPageMakesNoProgressForTwoHeartbeats() {
    opened();
    queue.beat();
    queue.putPage(frame("p".repeat(50)), () -> {});
    queue.flush();
    queue.beat(); // the first of the periods may be a partial one
    queue.beat();
    assertEquals(List.of(), writer.closes);

    queue.beat();

    assertEquals(List.of(CloseCode.TRY_AGAIN), writer.closes);
    timers.pass(PATIENCE);
    assertTrue(writer.aborted);
  }

  @Test
  void keepsWaitingForAPageThatMakesProgress() {
    OutboundQueue large = new OutboundQueue(writer, timers, BOUND);
    large.open(frame("welcome"));
    writer.complete(true);
    writer.closes.clear();
    large.putPage(frame("p".repeat(60_000)), () -> {});
    large.flush();
    for (int left = 60_000; left > 0; left -= OutboundQueue.LEAST_BYTES_PER_BEAT) {
      writer.unwritten = left;
      large.beat();
    }
    assertEquals(List.of(), writer.closes);
    for (int i = 1; i < OutboundQueue.MOST_SILENT_BEATS; i++) {
      large.beat();
    }
    assertEquals(List.of(), writer.closes);
    large.beat();
    assertEquals(List.of(CloseCode.TRY_AGAIN), writer.closes);
  }

  @Test
  void ignoresHeartbeatsWithoutAPage() {
    opened();
    send("x");
    for (int i = 0; i < 10; i++) {
      queue.beat();
    }
    assertEquals(List.of(), writer.closes);
  }

  @Test
  void countsInTheBacklogWhatIsNotWrittenImmediately() {
    Backlog backlog = Backlog.unlimited();
    OutboundQueue counted = new OutboundQueue(writer, timers, BOUND, backlog);
    writer.atOnce = true;
    counted.open(frame("welcome"));
    counted.send(frame("x".repeat(50)));
    assertEquals(0, backlog.used());
    assertEquals(0, counted.waitsSince());
    writer.atOnce = false;
    counted.send(frame("y".repeat(50 - HEADER)));
    counted.putPage(frame("p".repeat(80 - HEADER)), () -> {});
    assertEquals(130, backlog.used());
    assertEquals(130, counted.waiting());
    assertTrue(counted.waitsSince() > 0);
    writer.complete(true);
    counted.flush();
    assertEquals(80, backlog.used());
    counted.end();
    assertEquals(0, backlog.used());
  }

  @Test
  void sendsNothingBeforeTheFirstFrame() {
    queue.put(frame("event"));
    queue.flush();
    assertEquals(List.of(), writer.writes);

    queue.open(frame("welcome"));

    assertEquals(List.of(List.of("welcome", "event")), writer.writes);
  }

  @Test
  void sendsTheFirstFrameOnce() {
    opened();
    queue.open(frame("again"));

    assertEquals(List.of(), writer.writes);
  }

  @Test
  void waitsForAFlush() {
    opened();
    queue.put(frame("ack"));
    assertEquals(List.of(), writer.writes);

    queue.put(WireFrames.join(List.of(frame("own"), frame("other"))));
    queue.flush();

    assertEquals(List.of(List.of("ack", "own", "other")), writer.writes);
  }

  @Test
  void continuesAfterASynchronousWrite() {
    opened();
    writer.atOnce = true;
    send("a");
    queue.put(frame("ack"));
    send("b");

    assertEquals(List.of(List.of("a"), List.of("ack", "b")), writer.writes);
  }

  @Test
  void waitsForAFlushAlsoAfterAWrite() {
    opened();
    send("before");
    queue.put(frame("ack"));
    writer.complete(true);
    assertEquals(List.of(List.of("before")), writer.writes);

    send("own");

    assertEquals(List.of(List.of("before"), List.of("ack", "own")), writer.writes);
  }

  @Test
  void hasOneWriteInProgress() {
    opened();
    send("a");
    send("b");
    send("c");
    assertEquals(List.of(List.of("a")), writer.writes);

    writer.complete(true);

    assertEquals(List.of(List.of("a"), List.of("b", "c")), writer.writes);
  }

  @Test
  void countsTheWriteInProgressAgainstTheBound() {
    opened();
    send("x".repeat(60 - HEADER));
    send("y".repeat(40 - HEADER));
    assertEquals(List.of(), writer.closes);

    send("z");

    assertEquals(List.of(CloseCode.TRY_AGAIN), writer.closes);
  }

  @Test
  void hasSpaceAgainAfterAWrite() {
    opened();
    for (int i = 0; i < 10; i++) {
      send("x".repeat(60));
      writer.complete(true);
    }

    assertEquals(10, writer.writes.size());
    assertEquals(List.of(), writer.closes);
  }

  @Test
  void acceptsOneItemBeyondTheBoundWhenEmpty() {
    opened();
    send("x".repeat(3 * BOUND));
    assertEquals(List.of(), writer.closes);

    send("y");

    assertEquals(List.of(CloseCode.TRY_AGAIN), writer.closes);
  }

  @Test
  void doesNotCountARequestedPage() {
    opened();
    queue.putPage(frame("p".repeat(3 * BOUND)), () -> {});
    send("x".repeat(60 - HEADER));
    send("y".repeat(40 - HEADER));
    assertEquals(List.of(), writer.closes);

    send("z");

    assertEquals(List.of(CloseCode.TRY_AGAIN), writer.closes);
  }

  @Test
  void reportsAWrittenPage() {
    List<String> left = new ArrayList<>();
    opened();
    send("before");
    queue.putPage(frame("page"), () -> left.add("page"));
    queue.flush();
    writer.complete(true);
    assertEquals(List.of(), left);

    writer.complete(true);

    assertEquals(List.of("page"), left);
    assertEquals(List.of(List.of("before"), List.of("page")), writer.writes);
  }

  @Test
  void doesNotReportAPageThatWasNeverWritten() {
    List<String> left = new ArrayList<>();
    opened();
    queue.putPage(frame("page"), () -> left.add("page"));
    queue.flush();
    writer.complete(false);
    queue.putPage(frame("page"), () -> left.add("page"));
    queue.flush();

    assertEquals(List.of(), left);
    assertEquals(1, writer.writes.size());
  }

  @Test
  void runsATurnWhenNoWriteIsInProgress() {
    List<Runnable> turns = new ArrayList<>();
    opened();
    queue.takeTurn(turns::add);
    assertEquals(1, turns.size());
    send("a");
    assertEquals(List.of(), writer.writes);

    turns.get(0).run();

    assertEquals(List.of(List.of("a")), writer.writes);
  }

  @Test
  void runsATurnBeforeTheQueuedFrames() {
    List<Runnable> turns = new ArrayList<>();
    opened();
    send("a");
    queue.takeTurn(turns::add);
    queue.takeTurn(turns::add);
    send("b");
    assertEquals(0, turns.size());

    writer.complete(true);
    assertEquals(1, turns.size());
    turns.get(0).run();
    assertEquals(2, turns.size());
    assertEquals(List.of(List.of("a")), writer.writes);
    turns.get(1).run();

    assertEquals(List.of(List.of("a"), List.of("b")), writer.writes);
  }

  @Test
  void doesNotFlushAfterATurn() {
    opened();
    queue.put(frame("ack"));
    queue.takeTurn(Runnable::run);

    assertEquals(List.of(), writer.writes);
  }

  @Test
  void runsATurnBeforeTheFirstFrameAndAfterTheLast() {
    List<Runnable> turns = new ArrayList<>();
    queue.takeTurn(turns::add);
    queue.open(frame("welcome"));
    turns.get(0).run();
    queue.takeTurn(turns::add);
    writer.complete(false);
    queue.takeTurn(turns::add);
    turns.get(1).run();

    assertEquals(3, turns.size());
    assertEquals(List.of(List.of("welcome")), writer.writes);
  }

  @Test
  void sendsNothingOnceMutedButCanBeClosed() {
    opened();
    send("a");
    send("b");
    queue.mute();
    send("c");
    writer.complete(true);
    assertEquals(List.of(List.of("a")), writer.writes);

    queue.close(CloseCode.GOING_AWAY, "bye");

    assertEquals(List.of(CloseCode.GOING_AWAY), writer.closes);
  }

  @Test
  void abortsASlowReaderThatDoesNotClose() {
    opened();
    send("x".repeat(BOUND));
    send("y");
    assertFalse(writer.aborted);

    timers.pass(PATIENCE);

    assertTrue(writer.aborted);
  }

  @Test
  void sendsNothingAfterOverflow() {
    opened();
    send("x".repeat(BOUND));
    send("y");
    send("z");
    writer.complete(true);
    send("z");

    assertEquals(1, writer.writes.size());
    assertEquals(1, writer.closes.size());
  }

  @Test
  void closesAfterWhatIsQueued() {
    opened();
    send("a");
    send("b");
    queue.close(CloseCode.GOING_AWAY, "bye");
    send("late");
    assertEquals(List.of(), writer.closes);

    writer.complete(true);
    writer.complete(true);

    assertEquals(List.of(List.of("a"), List.of("b")), writer.writes);
    assertEquals(List.of(CloseCode.GOING_AWAY), writer.closes);
  }

  @Test
  void abortsAPeerThatDoesNotReadTheRest() {
    opened();
    send("a");
    queue.close(CloseCode.GOING_AWAY, "bye");

    timers.pass(PATIENCE);

    assertEquals(List.of(), writer.closes);
    assertTrue(writer.aborted);
  }

  @Test
  void closesWithoutAnyFrameBeforeTheWelcome() {
    queue.put(frame("event"));

    queue.close(CloseCode.SESSION_UNKNOWN, "who?");

    assertEquals(List.of(), writer.writes);
    assertEquals(List.of(CloseCode.SESSION_UNKNOWN), writer.closes);
  }

  @Test
  void keepsItsCloseCodeThoughThePeerNeverReadIt() {
    opened();
    assertEquals(OptionalInt.empty(), queue.closeCode());
    send("x".repeat(BOUND));
    send("too much");
    timers.pass(PATIENCE);

    assertEquals(OptionalInt.of(CloseCode.TRY_AGAIN), queue.closeCode());
  }

  @Test
  void keepsItsFirstCloseCode() {
    opened();
    queue.close(CloseCode.SESSION_UNKNOWN, "ended");
    queue.close(CloseCode.GOING_AWAY, "stopping");

    assertEquals(OptionalInt.of(CloseCode.SESSION_UNKNOWN), queue.closeCode());
  }

  @Test
  void hasNoCloseCodeWhenThePeerClosed() {
    opened();
    queue.mute(); // after the reply to the peer's close frame
    queue.close(CloseCode.GOING_AWAY, "stopping");

    assertEquals(OptionalInt.empty(), queue.closeCode());
  }

  @Test
  void dropsEverythingWhenAWriteFails() {
    opened();
    send("a");
    send("b");
    writer.complete(false);
    send("c");

    assertEquals(1, writer.writes.size());
  }

  @Test
  void keepsOrderAndBoundWhateverHappens() {
    for (long seed = 0; seed < 200; seed++) {
      checkRandomRun(seed);
    }
  }

  private static void checkRandomRun(long seed) {
    Random random = new Random(seed);
    Recorder writer = new Recorder();
    OutboundQueue queue = new OutboundQueue(writer, new ManualClock(), BOUND);
    List<String> expected = new ArrayList<>(List.of("welcome"));
    for (int i = 0; i < 200 && writer.closes.isEmpty(); i++) {
      String text = i + "x".repeat(random.nextInt(20));
      writer.atOnce = random.nextInt(3) == 0;
      switch (random.nextInt(5)) {
        case 0 -> queue.open(frame("welcome"));
        case 1 -> writer.complete(true);
        case 2 -> queue.flush();
        case 3 -> {
          queue.send(frame(text));
          expected.add(text);
        }
        default -> {
          queue.put(frame(text));
          expected.add(text);
        }
      }
    }
    boolean overflown = !writer.closes.isEmpty();
    queue.open(frame("welcome"));
    queue.flush();
    while (writer.completion != null) {
      writer.complete(true);
    }
    List<String> sent = writer.writes.stream().flatMap(List::stream).toList();
    assertEquals(expected.subList(0, sent.size()), sent, () -> "seed " + seed);
    assertTrue(overflown || sent.size() == expected.size(), () -> "seed " + seed);
  }

  private void opened() {
    queue.open(frame("welcome"));
    writer.complete(true);
    writer.writes.clear();
  }

  private void send(String text) {
    queue.send(frame(text));
  }

  private static WireFrames frame(String text) {
    return WireFrames.of(text.getBytes(UTF_8));
  }

  /** Records what is written, and completes writes on demand. */
  private static final class Recorder implements FrameWriter {
    final List<List<String>> writes = new ArrayList<>();
    final List<Integer> closes = new ArrayList<>();
    boolean aborted;
    boolean atOnce;
    long unwritten;
    Completion completion;

    @Override
    public long unwritten() {
      return unwritten;
    }

    @Override
    public boolean write(WireFrames frames, Completion whenDone) {
      assertEquals(null, completion, "one write under way");
      writes.add(Payloads.of(frames).stream().map(payload -> new String(payload, UTF_8)).toList());
      if (atOnce) {
        return true;
      }
      completion = whenDone;
      return false;
    }

    void complete(boolean written) {
      Completion done = completion;
      completion = null;
      if (done != null) {
        done.completed(written);
      }
    }

    @Override
    public void close(int code, String reason) {
      closes.add(code);
    }

    @Override
    public void abort() {
      aborted = true;
    }
  }
}
