package chat.server.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A thousand connections on one thread: people who talk now and then in small rooms, some who never
 * read, and some who send without end. Confined to the thread that made it.
 */
final class Crowd implements AutoCloseable {
  static final int PEOPLE = 800;
  static final int DEAF = 100;
  static final int FLOODERS = 100;

  private static final int PEOPLE_PER_ROOM = 10;

  /** All people together; each says something every four seconds. */
  private static final int POSTS_PER_SECOND = 200;

  /** Of each flooder. */
  private static final int FRAMES_PER_SECOND = 200;

  private static final byte[] ACK = "{\"type\":\"message_sent\"".getBytes(UTF_8);
  private static final byte[] KEY = "\"client_id\":\"".getBytes(UTF_8);
  private static final String LONG_TEXT = "flood ".repeat(300);

  private final Selector selector = Selector.open();
  private final List<BenchSocket> people = new ArrayList<>();
  private final List<BenchSocket> deaf = new ArrayList<>();
  private final List<BenchSocket> flooders = new ArrayList<>();
  private long[] sentAt = new long[65_536];
  private int posts;
  private long floods;
  private int lost;

  /** Lets everybody in; nobody is hostile yet. */
  Crowd(int port) throws IOException {
    for (int i = 0; i < PEOPLE; i++) {
      people.add(enter(BenchSocket.open(port), "crowd-" + i / PEOPLE_PER_ROOM, i % 10 == 0));
    }
    for (int i = 0; i < FLOODERS; i++) {
      flooders.add(enter(BenchSocket.open(port), "crowd-flood", i == 0));
    }
    for (int i = 0; i < DEAF; i++) {
      deaf.add(enter(BenchSocket.openNarrow(port), "crowd-flood", false));
    }
    for (int i = 0; i < PEOPLE; i++) {
      read(people.get(i), i);
    }
    for (BenchSocket flooder : flooders) {
      read(flooder, -1);
    }
  }

  private void read(BenchSocket socket, int number) throws IOException {
    socket.channel().configureBlocking(false);
    socket.channel().register(selector, SelectionKey.OP_READ, number);
  }

  private static BenchSocket enter(BenchSocket socket, String room, boolean first)
      throws IOException {
    if (first) {
      String name = room.replace('-', ' ');
      socket.ask(
          "{\"type\":\"create_room\",\"kind\":\"public\",\"name\":\"" + name + "\"}",
          "room_created");
    }
    socket.ask("{\"type\":\"join_room\",\"room\":\"" + room + "\",\"users\":false}", "joined_room");
    return socket;
  }

  /** Frames that flooders have sent. */
  long floods() {
    return floods;
  }

  /** People whose connections ended, which must not happen. */
  int lost() {
    return lost;
  }

  /**
   * Lets people talk for a while.
   *
   * @param hostile whether flooders flood meanwhile
   * @param acks gets the time of each acknowledgement
   */
  void talk(long nanos, boolean hostile, Latencies acks) throws IOException {
    long start = System.nanoTime();
    long end = start + nanos;
    long postsDone = 0;
    long floodsDone = 0;
    for (long now = start; now < end; now = System.nanoTime()) {
      double seconds = (now - start) / 1e9;
      while (postsDone < seconds * POSTS_PER_SECOND) {
        post();
        postsDone++;
      }
      while (hostile && floodsDone < seconds * FRAMES_PER_SECOND * FLOODERS) {
        flood((int) (floodsDone++ % FLOODERS));
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

  /** Messages that are long, questions that are dear, and signals, in turn. */
  private void flood(int number) throws IOException {
    BenchSocket flooder = flooders.get(number);
    if (!flooder.channel().isOpen() || !flooder.flush()) {
      return; // it is cut off, or the server does not take more from it
    }
    String frame =
        switch ((int) (floods % 4)) {
          case 0 ->
              "{\"type\":\"send_message\",\"room\":\"crowd-flood\",\"client_id\":\"f"
                  + floods
                  + "\",\"text\":\""
                  + LONG_TEXT
                  + "\"}";
          case 1 -> "{\"type\":\"history\",\"room\":\"crowd-flood\",\"limit\":200}";
          case 2 -> "{\"type\":\"search\",\"query\":\"flood\"}";
          default -> "{\"type\":\"typing\",\"room\":\"crowd-flood\",\"typing\":true}";
        };
    floods++;
    flooder.put(frame.getBytes(UTF_8));
    flooder.flush();
  }

  private void take(SelectionKey key, Latencies acks) throws IOException {
    int number = (int) key.attachment();
    BenchSocket socket = number < 0 ? flooderOf(key) : people.get(number);
    try {
      socket.receive();
      long now = System.nanoTime();
      for (ServerFrame frame = socket.next(); frame != null; frame = socket.next()) {
        if (number >= 0 && frame.startsWith(ACK)) {
          acks.add(now - sentAt[(int) frame.numberAfter(KEY)]);
        }
      }
    } catch (IOException ended) {
      key.cancel();
      socket.close();
      lost += number < 0 ? 0 : 1;
    }
  }

  private BenchSocket flooderOf(SelectionKey key) {
    return flooders.stream()
        .filter(each -> each.channel().equals(key.channel()))
        .findFirst()
        .orElseThrow();
  }

  @Override
  public void close() throws IOException {
    for (List<BenchSocket> all : List.of(people, deaf, flooders)) {
      for (BenchSocket each : all) {
        each.close();
      }
    }
    selector.close();
  }
}
