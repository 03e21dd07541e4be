package chat.server.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.Arrays;

/**
 * A client that posts in a closed loop: so many posts are unanswered at any time and each answer
 * lets the next one out. It remembers what was acknowledged, for the audit. Confined to one thread.
 */
final class Poster implements Asker, AutoCloseable {
  private static final byte[] ACK = "{\"type\":\"message_sent\"".getBytes(UTF_8);
  private static final byte[] EVENT = "{\"type\":\"new_message\"".getBytes(UTF_8);
  private static final byte[] SEQ = "\"seq\":".getBytes(UTF_8);
  private static final byte[] TEXT = "\",\"text\":\"".getBytes(UTF_8);
  private static final byte[] ROOM_ID = "\"id\":\"".getBytes(UTF_8);
  private static final byte[] END = "\"}".getBytes(UTF_8);

  private final BenchSocket socket;
  private final String room;
  private final int number;
  private final byte[] beforeKey;
  private final byte[] key;
  private final byte[][] texts;

  private long[] sentAt = new long[16];
  private long[] seqs = new long[16]; // 0 until acknowledged
  private int sent;
  private int acknowledged;
  private long events;

  /**
   * A client in {@code room}.
   *
   * @param number tells it from the others
   * @param texts what it says, in turn
   */
  Poster(BenchSocket socket, String room, int number, byte[][] texts) {
    this.socket = socket;
    this.room = room;
    this.number = number;
    this.texts = texts;
    this.beforeKey = ("{\"type\":\"send_message\",\"room\":\"" + room + "\",").getBytes(UTF_8);
    this.key = ("\"client_id\":\"" + keyPrefix()).getBytes(UTF_8);
  }

  private String keyPrefix() {
    return "p" + number + "-";
  }

  /** Lets the client with this number into its room of so many, which it may have to create. */
  static Poster enter(int port, int number, int rooms, byte[][] texts) throws IOException {
    return enter(port, "bench-" + number % rooms, number, number < rooms, texts);
  }

  /** Lets a client into a private room of its own, of which nobody else is told. */
  static Poster enterAlone(int port, int number, byte[][] texts) throws IOException {
    BenchSocket socket = BenchSocket.open(port);
    String name = "bench " + number;
    ServerFrame created =
        socket.ask(
            "{\"type\":\"create_room\",\"kind\":\"private\",\"name\":\"" + name + "\"}",
            "room_created");
    String room = created.textAfter(ROOM_ID);
    return new Poster(Crowd.enter(socket, room, false), room, number, texts);
  }

  /** Lets the client with this number into a room, which the first one creates. */
  static Poster enter(int port, String room, int number, boolean first, byte[][] texts)
      throws IOException {
    BenchSocket socket = Crowd.enter(BenchSocket.open(port), room, first);
    return new Poster(socket, room, number, texts);
  }

  @Override
  public int number() {
    return number;
  }

  @Override
  public BenchSocket socket() {
    return socket;
  }

  String room() {
    return room;
  }

  @Override
  public int unanswered() {
    return sent - acknowledged;
  }

  int acknowledged() {
    return acknowledged;
  }

  /** Messages of the room that it heard. */
  long events() {
    return events;
  }

  @Override
  public boolean fill(int window) throws IOException {
    while (unanswered() < window) {
      if (sent == sentAt.length) {
        sentAt = Arrays.copyOf(sentAt, sent * 2);
        seqs = Arrays.copyOf(seqs, sent * 2);
      }
      byte[] id = Integer.toString(sent).getBytes(UTF_8);
      sentAt[sent] = System.nanoTime();
      socket.put(beforeKey, key, id, TEXT, texts[sent % texts.length], END);
      sent++;
    }
    return socket.flush();
  }

  @Override
  public void take(Answered listener) throws IOException {
    socket.receive();
    long now = System.nanoTime();
    for (ServerFrame frame = socket.next(); frame != null; frame = socket.next()) {
      if (frame.startsWith(ACK)) {
        int message = (int) frame.numberAfter(key);
        if (message < 0 || message >= sent || seqs[message] != 0) {
          throw new IOException("an acknowledgement of nothing that was sent: " + frame);
        }
        seqs[message] = frame.numberAfter(SEQ);
        acknowledged++;
        listener.message(sentAt[message], now);
      } else if (frame.startsWith(EVENT)) {
        events++;
      } else if (frame.startsWith(ServerFrame.ERROR)) {
        throw new IOException("refused: " + frame);
      }
    }
  }

  /** Whether this key is of a message that it sent. */
  boolean sent(String clientId) {
    return clientId.startsWith(keyPrefix()) && messageOf(clientId) < sent;
  }

  private int messageOf(String clientId) {
    return Integer.parseInt(clientId.substring(keyPrefix().length()));
  }

  /** The number that the message with this key was acknowledged under; 0 for none. */
  long seqOf(String clientId) {
    return seqs[messageOf(clientId)];
  }

  /** The numbers under which its messages were acknowledged. */
  long[] acknowledgedSeqs() {
    return Arrays.stream(seqs, 0, sent).filter(seq -> seq != 0).toArray();
  }

  /** What the message with this key said. */
  String textOf(String clientId) {
    return new String(texts[messageOf(clientId) % texts.length], UTF_8);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
