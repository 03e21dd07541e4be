package chat.server.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/**
 * Searches in the big store: for words that hardly ever come up, that come up all the time, and for
 * two of those; first pages, and pages behind many others. Confined to one thread.
 */
final class SearchBenchmark implements Benchmark {
  private static final int COMMON = 30;
  private static final int RARE = 15_000;
  private static final int VARIETY = 20;
  private static final int DEEP = 20;
  private static final int NEARLY_ALL = 500;
  private static final Duration INDEX_PATIENCE = Duration.ofMinutes(8);
  private static final long POLL_NANOS = 200_000_000;
  private static final byte[] SEQ = "\"seq\":".getBytes(UTF_8);
  private static final byte[] CURSOR = "\"cursor\":\"".getBytes(UTF_8);

  private final Random random = new Random(5);
  private final Texts texts = new Texts(3);

  @Override
  public String name() {
    return "search";
  }

  @Override
  public void run(Lab lab, Report report) throws Exception {
    String title = String.format("Search in %,d messages", lab.messages());
    Probes.ofBigStore(lab, report, title, (probes, server, socket) -> probe(lab, probes, socket));
  }

  private void probe(Lab lab, Probes probes, BenchSocket socket) throws IOException {
    awaitIndex(lab, socket);
    probes.take("search: a rare word", () -> first(socket, word(RARE)));
    probes.take("search: a common word", () -> first(socket, word(COMMON)));
    probes.take("search: two common words", () -> first(socket, word(COMMON) + " " + word(COMMON)));
    probes.take("search: a common word, page 20", () -> deep(socket, word(COMMON)));
    probes.take(
        "search: two common words, page 20", () -> deep(socket, word(COMMON) + " " + word(COMMON)));
  }

  private String word(int rank) {
    return texts.word(rank + random.nextInt(VARIETY));
  }

  /** What was filled in may still be on its way into the index. */
  private void awaitIndex(Lab lab, BenchSocket socket) throws IOException {
    long end = System.nanoTime() + INDEX_PATIENCE.toNanos();
    String inBigRoom = "\",\"room\":\"" + BigStore.BIG + "\",\"limit\":1}";
    while (ask(socket, texts.word(0) + inBigRoom).numberAfter(SEQ)
        < BigStore.bigRoom(lab) - NEARLY_ALL) {
      if (System.nanoTime() > end) {
        throw new IOException("the index does not get to the end of the log");
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
  }

  private static ServerFrame ask(BenchSocket socket, String rest) throws IOException {
    return socket.ask("{\"type\":\"search\",\"query\":\"" + rest, "search");
  }

  private static long first(BenchSocket socket, String query) throws IOException {
    long start = System.nanoTime();
    ask(socket, query + "\"}");
    return System.nanoTime() - start;
  }

  /** The time of a page that is behind others. */
  private static long deep(BenchSocket socket, String query) throws IOException {
    String cursor = ask(socket, query + "\"}").textAfter(CURSOR);
    long nanos = 0;
    for (int page = 2; page <= DEEP && !cursor.isEmpty(); page++) {
      long start = System.nanoTime();
      ServerFrame answer = ask(socket, query + "\",\"cursor\":\"" + cursor + "\"}");
      nanos = System.nanoTime() - start;
      cursor = answer.textAfter(CURSOR);
    }
    return nanos;
  }
}
