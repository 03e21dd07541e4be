package chat.server.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;

/**
 * People at another address, who write in a room of their own at a human rate; and newcomers, one a
 * second. Confined to one thread.
 */
final class Bystanders implements AutoCloseable {
  private static final String ADDRESS = "127.0.0.2";
  private static final int PEOPLE = 20;
  private static final long POST_EVERY_NANOS = 50_000_000; // each of them once a second
  private static final long NEWCOMER_EVERY_NANOS = 1_000_000_000;
  private static final byte[] ACK = "{\"type\":\"message_sent\"".getBytes(UTF_8);

  private final int port;
  private final Selector selector = Selector.open();
  private final List<BenchSocket> people = new ArrayList<>();
  private final long[] sentAt = new long[PEOPLE];
  private long posts;
  private long lost;

  /** Lets them in. */
  Bystanders(int port) throws IOException {
    this.port = port;
    for (int i = 0; i < PEOPLE; i++) {
      BenchSocket socket = Crowd.enter(BenchSocket.openFrom(ADDRESS, port), "bystanders", i == 0);
      socket.channel().configureBlocking(false);
      socket.channel().register(selector, SelectionKey.OP_READ, i);
      people.add(socket);
    }
  }

  /**
   * Lets them talk for a while.
   *
   * @param acks gets the time of each acknowledgement, the waiting ones at the end included
   * @param welcomes gets the time from a newcomer's first packet to the welcome
   */
  void talk(long nanos, Latencies acks, Latencies welcomes) throws IOException {
    long start = System.nanoTime();
    long done = 0;
    long newcomers = 0;
    for (long now = start; now - start < nanos; now = System.nanoTime()) {
      if (now - start > done * POST_EVERY_NANOS) {
        post((int) (done++ % PEOPLE), now);
      }
      if (now - start > newcomers * NEWCOMER_EVERY_NANOS) {
        newcomers++;
        BenchSocket.openFrom(ADDRESS, port).close();
        welcomes.add(System.nanoTime() - now);
      }
      selector.select(1);
      for (SelectionKey key : selector.selectedKeys()) {
        take(key, acks);
      }
      selector.selectedKeys().clear();
    }
    for (long waiting : sentAt) {
      if (waiting != 0) {
        acks.add(System.nanoTime() - waiting);
      }
    }
  }

  /** Whoever still waits for the last answer does not write again. */
  private void post(int who, long now) throws IOException {
    BenchSocket socket = people.get(who);
    if (sentAt[who] != 0 || !socket.channel().isOpen()) {
      return;
    }
    sentAt[who] = now;
    String message =
        "{\"type\":\"send_message\",\"id\":\"m\",\"room\":\"bystanders\",\"client_id\":\"b%d\","
            + "\"text\":\"What I have to say\"}";
    socket.put(message.formatted(posts++).getBytes(UTF_8));
    socket.flush();
  }

  private void take(SelectionKey key, Latencies acks) throws IOException {
    int who = (int) key.attachment();
    BenchSocket socket = people.get(who);
    try {
      socket.receive();
      for (ServerFrame frame = socket.next(); frame != null; frame = socket.next()) {
        if (frame.startsWith(ACK)) {
          acks.add(System.nanoTime() - sentAt[who]);
          sentAt[who] = 0;
        } else if (frame.startsWith(ServerFrame.ERROR)) {
          throw new IOException("a bystander is refused: " + frame);
        }
      }
    } catch (java.io.EOFException ended) {
      lost++;
      key.cancel();
      socket.close();
    }
  }

  /** Those whose connections ended, which must not happen. */
  long lost() {
    return lost;
  }

  @Override
  public void close() throws IOException {
    for (BenchSocket each : people) {
      each.close();
    }
    selector.close();
  }
}
