package chat.server.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** People who talk now and then in small rooms. Confined to the thread that made it. */
final class Crowd implements AutoCloseable {
  static final int PEOPLE = 800;

  private static final int PEOPLE_PER_ROOM = 10;

  /** All people together; each says something every four seconds. */
  private static final int POSTS_PER_SECOND = 200;

  private static final byte[] ACK = "{\"type\":\"message_sent\"".getBytes(UTF_8);
  private static final byte[] KEY = "\"client_id\":\"".getBytes(UTF_8);

  private final Selector selector = Selector.open();
  private final List<BenchSocket> people = new ArrayList<>();
  private long[] sentAt = new long[65_536];
  private int posts;
  private int lost;

  /** Lets everybody in. */
  Crowd(int port) throws IOException {
    for (int i = 0; i < PEOPLE; i++) {
      people.add(enter(BenchSocket.open(port), "crowd-" + i / PEOPLE_PER_ROOM, i % 10 == 0));
    }
    for (int i = 0; i < PEOPLE; i++) {
      people.get(i).channel().configureBlocking(false);
      people.get(i).channel().register(selector, SelectionKey.OP_READ, i);
    }
  }

  /** Joins {@code room}, which the first one creates. */
  static BenchSocket enter(BenchSocket socket, String room, boolean first) throws IOException {
    if (first) {
      String name = room.replace('-', ' ');
      socket.ask(
          "{\"type\":\"create_room\",\"kind\":\"public\",\"name\":\"" + name + "\"}",
          "room_created");
    }
    socket.ask("{\"type\":\"join_room\",\"room\":\"" + room + "\",\"users\":false}", "joined_room");
    return socket;
  }

  /** People whose connections ended, which must not happen. */
  int lost() {
    return lost;
  }

  /**
   * Lets people talk for a while.
   *
   * @param acks gets the time of each acknowledgement
   */
  void talk(long nanos, Latencies acks) throws IOException {
    long start = System.nanoTime();
    long end = start + nanos;
    long postsDone = 0;
    for (long now = start; now < end; now = System.nanoTime()) {
      double seconds = (now - start) / 1e9;
      while (postsDone < seconds * POSTS_PER_SECOND) {
        post();
        postsDone++;
      }
      selector.select(1);
      for (SelectionKey key : selector.selectedKeys()) {
        take(key, acks);
      }
      selector.selectedKeys().clear();
    }
  }

  private void post() throws IOException {
    int number = posts % PEOPLE;
    if (posts == sentAt.length) {
      sentAt = Arrays.copyOf(sentAt, posts * 2);
    }
    sentAt[posts] = System.nanoTime();
    String frame =
        String.format(
            Locale.ROOT,
            "{\"type\":\"send_message\",\"room\":\"crowd-%d\",\"client_id\":\"%d\","
                + "\"text\":\"something that people say\"}",
            number / PEOPLE_PER_ROOM,
            posts);
    posts++;
    people.get(number).put(frame.getBytes(UTF_8));
    people.get(number).flush();
  }

  private void take(SelectionKey key, Latencies acks) throws IOException {
    int number = (int) key.attachment();
    BenchSocket socket = people.get(number);
    try {
      socket.receive();
      long now = System.nanoTime();
      for (ServerFrame frame = socket.next(); frame != null; frame = socket.next()) {
        if (frame.startsWith(ACK)) {
          acks.add(now - sentAt[(int) frame.numberAfter(KEY)]);
        }
      }
    } catch (IOException ended) {
      key.cancel();
      socket.close();
      lost++;
    }
  }

  @Override
  public void close() throws IOException {
    for (BenchSocket each : people) {
      each.close();
    }
    selector.close();
  }
}
