package chat.server.bench;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.List;

/** All posters on one thread, so that the load costs the machine little. Confined to it. */
final class PostingLoop implements AutoCloseable {
  private static final long SELECT_MILLIS = 10;
  private static final Duration DRAIN_PATIENCE = Duration.ofSeconds(10);

  private final Selector selector = Selector.open();
  private final List<Poster> posters;
  private final int senders;
  private final int window;

  /**
   * @param senders how many of the posters post, the first of them; the others listen
   * @param window how many posts of each are unanswered at any time
   */
  PostingLoop(List<Poster> posters, int senders, int window) throws IOException {
    this.posters = posters;
    this.senders = senders;
    this.window = window;
    for (Poster poster : posters) {
      poster.socket().channel().configureBlocking(false);
      poster.socket().channel().register(selector, SelectionKey.OP_READ, poster);
    }
  }

  /** Posts for a while; may be called again. */
  void run(Duration duration, Poster.Acknowledged listener) throws IOException {
    for (Poster poster : posters) {
      fill(poster, poster.socket().channel().keyFor(selector));
    }
    long end = System.nanoTime() + duration.toNanos();
    while (System.nanoTime() < end) {
      step(listener, window);
    }
  }

  /** Sends no more and waits for what is unanswered. */
  void drain(Poster.Acknowledged listener) throws IOException {
    long end = System.nanoTime() + DRAIN_PATIENCE.toNanos();
    while (posters.stream().anyMatch(poster -> poster.unanswered() > 0)) {
      if (System.nanoTime() > end) {
        throw new IOException("the server leaves posts unanswered");
      }
      step(listener, 0);
    }
  }

  private void step(Poster.Acknowledged listener, int most) throws IOException {
    selector.select(SELECT_MILLIS);
    for (SelectionKey key : selector.selectedKeys()) {
      Poster poster = (Poster) key.attachment();
      if (key.isReadable()) {
        poster.take(listener);
      }
      if (most > 0 || key.isWritable()) {
        fill(poster, key);
      }
    }
    selector.selectedKeys().clear();
  }

  private void fill(Poster poster, SelectionKey key) throws IOException {
    boolean all = poster.fill(poster.number() < senders ? window : 0);
    key.interestOps(all ? SelectionKey.OP_READ : SelectionKey.OP_READ | SelectionKey.OP_WRITE);
  }

  @Override
  public void close() throws IOException {
    selector.close();
  }
}
