package chat.server.bench;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * People who are in a room, take what comes without a look at it, and say nothing: a crowd for next
 * to nothing. Read on a thread of its own; closed by any.
 */
public final class SilentCrowd implements AutoCloseable {
  private static final long SELECT_MILLIS = 100;

  private final Selector selector = Selector.open();
  private final List<BenchSocket> people = new ArrayList<>();
  private final Thread reader = new Thread(this::read, "silent crowd");
  private volatile boolean closed;
  private final AtomicInteger lost = new AtomicInteger();

  /** So many new guests in a room that is there already. */
  public SilentCrowd(int port, String room, int count) throws IOException {
    for (int i = 0; i < count; i++) {
      people.add(Crowd.enter(BenchSocket.open(port), room, false));
    }
    for (BenchSocket each : people) {
      each.channel().configureBlocking(false);
      each.channel().register(selector, SelectionKey.OP_READ, each);
    }
    reader.setDaemon(true);
    reader.start();
  }

  /** How many of them the server has cut off. */
  public int lost() {
    return lost.get();
  }

  private void read() {
    try {
      while (!closed) {
        selector.select(SELECT_MILLIS);
        for (SelectionKey key : selector.selectedKeys()) {
          take(key);
        }
        selector.selectedKeys().clear();
      }
    } catch (IOException e) {
      lost.set(people.size());
    }
  }

  private void take(SelectionKey key) {
    BenchSocket each = (BenchSocket) key.attachment();
    try {
      each.receive();
      while (each.next() != null) {
        // a ping is answered on the way
      }
    } catch (IOException ended) {
      key.cancel();
      lost.incrementAndGet();
    }
  }

  @Override
  public void close() throws IOException {
    closed = true;
    selector.wakeup();
    try {
      reader.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    for (BenchSocket each : people) {
      each.close();
    }
    selector.close();
  }
}
