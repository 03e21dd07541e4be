package chat.server.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;

/**
 * Some who never read and some who send without end, all in one room. They have a thread of their
 * own, for what they do to themselves is not to be measured. Confined to one thread at a time.
 */
final class Hostiles implements AutoCloseable {
  static final int DEAF = 100;
  static final int FLOODERS = 100;

  /** Of each flooder. */
  private static final int FRAMES_PER_SECOND = 200;

  private static final String ROOM = "crowd-flood";
  private static final String LONG_TEXT = "flood ".repeat(300);

  private final Selector selector = Selector.open();
  private final List<BenchSocket> deaf = new ArrayList<>();
  private final List<BenchSocket> flooders = new ArrayList<>();
  private long frames;

  /** Lets them in; they are quiet. */
  Hostiles(int port) throws IOException {
    for (int i = 0; i < FLOODERS; i++) {
      BenchSocket flooder = Crowd.enter(BenchSocket.open(port), ROOM, i == 0);
      flooders.add(flooder);
      flooder.channel().configureBlocking(false);
      flooder.channel().register(selector, SelectionKey.OP_READ, flooder);
    }
    for (int i = 0; i < DEAF; i++) {
      deaf.add(Crowd.enter(BenchSocket.openNarrow(port), ROOM, false));
    }
  }

  /** Frames that flooders have sent. */
  long frames() {
    return frames;
  }

  /** Floods for a while. */
  void flood(long nanos) throws IOException {
    long start = System.nanoTime();
    long done = 0;
    for (long now = start; now - start < nanos; now = System.nanoTime()) {
      while (done < (now - start) / 1e9 * FRAMES_PER_SECOND * FLOODERS) {
        send(flooders.get((int) (done++ % FLOODERS)));
      }
      selector.select(1);
      for (SelectionKey key : selector.selectedKeys()) {
        read(key);
      }
      selector.selectedKeys().clear();
    }
  }

  /** Messages that are long, questions that are dear, and signals, in turn. */
  private void send(BenchSocket flooder) throws IOException {
    if (!flooder.channel().isOpen() || !flooder.flush()) {
      return; // it is cut off, or the server does not take more from it
    }
    String frame =
        switch ((int) (frames % 4)) {
          case 0 ->
              "{\"type\":\"send_message\",\"room\":\"crowd-flood\",\"client_id\":\"f"
                  + frames
                  + "\",\"text\":\""
                  + LONG_TEXT
                  + "\"}";
          case 1 -> "{\"type\":\"history\",\"room\":\"crowd-flood\",\"limit\":200}";
          case 2 -> "{\"type\":\"search\",\"query\":\"flood\"}";
          default -> "{\"type\":\"typing\",\"room\":\"crowd-flood\",\"typing\":true}";
        };
    frames++;
    flooder.put(frame.getBytes(UTF_8));
    flooder.flush();
  }

  private static void read(SelectionKey key) throws IOException {
    BenchSocket flooder = (BenchSocket) key.attachment();
    try {
      flooder.receive();
      while (flooder.next() != null) {
        // it does not care
      }
    } catch (IOException ended) {
      key.cancel();
      flooder.close();
    }
  }

  @Override
  public void close() throws IOException {
    for (BenchSocket each : deaf) {
      each.close();
    }
    for (BenchSocket each : flooders) {
      each.close();
    }
    selector.close();
  }
}
