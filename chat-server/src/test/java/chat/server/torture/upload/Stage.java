package chat.server.torture.upload;

import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** What all clients of a run share: where the server is, and what is to be killed. Thread-safe. */
final class Stage {
  /** What a client is about to ask for. */
  enum Moment {
    CREATE,
    PATCH,
    LAST_PATCH,
    PREVIEW,
    SEND,
    DELETE,
    TERMINATE
  }

  private record Ambush(Moment moment, CountDownLatch approached) {}

  final HttpClient client = HttpClient.newHttpClient();

  /** How many requests were answered. */
  final AtomicInteger answers = new AtomicInteger();

  private final ConcurrentLinkedQueue<String> surprises = new ConcurrentLinkedQueue<>();
  private final CountDownLatch over = new CountDownLatch(1);
  private volatile int port; // 0 while the server is down
  private volatile boolean delivering;
  private volatile Ambush ambush = new Ambush(Moment.CREATE, new CountDownLatch(0));

  OptionalInt port() {
    int now = port;
    return now == 0 ? OptionalInt.empty() : OptionalInt.of(now);
  }

  void isAt(int newPort) {
    port = newPort;
  }

  void isDown() {
    port = 0;
  }

  /** Whether clients only finish what has no answer yet. */
  boolean isDelivering() {
    return delivering;
  }

  void deliver() {
    delivering = true;
  }

  /** Called by a client right before the request. */
  void approach(Moment moment) {
    Ambush now = ambush;
    if (now.moment() == moment) {
      now.approached().countDown();
    }
  }

  /** Waits, but not long, for a client that is about to do this. */
  void await(Moment moment) throws InterruptedException {
    Ambush next = new Ambush(moment, new CountDownLatch(1));
    ambush = next;
    var unused = next.approached().await(2, TimeUnit.SECONDS);
  }

  /** What a server should never have done. */
  void surprise(String what) {
    surprises.add(what);
  }

  List<String> surprises() {
    return new ArrayList<>(surprises);
  }

  void end() {
    over.countDown();
  }

  boolean isOver() {
    return over.getCount() == 0;
  }

  /** Waits, or until the run is over. */
  void pause(long millis) throws InterruptedException {
    var unused = over.await(millis, TimeUnit.MILLISECONDS);
  }
}
