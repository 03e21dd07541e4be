package chat.server.bench;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.List;

/** All clients on one thread, so that the load costs the machine little. Confined to it. */
final class ClosedLoop implements AutoCloseable {
  private static final long SELECT_MILLIS = 10;
  private static final Duration DRAIN_PATIENCE = Duration.ofSeconds(10);

  private final Selector selector = Selector.open();
  private final List<? extends Asker> askers;
  private final int senders;
  private final int window;

  /**
   * @param senders how many of the clients send, the first of them; the others listen
   * @param window how many commands of each are unanswered at any time
   */
  ClosedLoop(List<? extends Asker> askers, int senders, int window) throws IOException {
    this.askers = askers;
    this.senders = senders;
    this.window = window;
    for (Asker asker : askers) {
      asker.socket().channel().configureBlocking(false);
      asker.socket().channel().register(selector, SelectionKey.OP_READ, asker);
    }
  }

  /** Sends for a while; may be called again. */
  void run(Duration duration, Asker.Answered listener) throws IOException {
    for (Asker asker : askers) {
      fill(asker, asker.socket().channel().keyFor(selector));
    }
    long end = System.nanoTime() + duration.toNanos();
    while (System.nanoTime() < end) {
      step(listener, window);
    }
  }

  /** Sends no more and waits for what is unanswered. */
  void drain(Asker.Answered listener) throws IOException {
    long end = System.nanoTime() + DRAIN_PATIENCE.toNanos();
    while (askers.stream().anyMatch(asker -> asker.unanswered() > 0)) {
      if (System.nanoTime() > end) {
        throw new IOException("the server leaves commands unanswered");
      }
      step(listener, 0);
    }
  }

  private void step(Asker.Answered listener, int most) throws IOException {
    selector.select(SELECT_MILLIS);
    for (SelectionKey key : selector.selectedKeys()) {
      Asker asker = (Asker) key.attachment();
      if (key.isReadable()) {
        asker.take(listener);
      }
      if (most > 0 || key.isWritable()) {
        fill(asker, key);
      }
    }
    selector.selectedKeys().clear();
  }

  private void fill(Asker asker, SelectionKey key) throws IOException {
    boolean all = asker.fill(asker.number() < senders ? window : 0);
    key.interestOps(all ? SelectionKey.OP_READ : SelectionKey.OP_READ | SelectionKey.OP_WRITE);
  }

  @Override
  public void close() throws IOException {
    selector.close();
  }
}
