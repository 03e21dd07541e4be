package chat.server.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The worst load that one address can make with guests alone: all that a review found to hurt, at
 * once and without pause. Who is cut off comes back. Confined to one thread.
 */
final class Besiegers implements AutoCloseable {
  /** Below the connections of an address, so that some are always free to come back. */
  private static final int WRITERS = 40;

  private static final int HOARDERS = 12;
  private static final int PINGERS = 20;
  private static final int SEARCHERS = 20;
  private static final int TYPERS = 8;

  private static final int ROOMS = 100;

  /** What the server refused at the door is tried again no faster than this. */
  private static final long REOPEN_NANOS = 20_000_000;

  private static final String FAT_TEXT = "😀".repeat(4_000);
  private static final String FAT_QUERY = "€".repeat(21_000);

  /** Pings and empty continuations, many to a write. */
  private static final byte[] PINGS =
      repeat(new byte[] {(byte) 0x89, (byte) 0x80, 0, 0, 0, 0}, 500);

  private static final byte[] FRAGMENT = {0x01, (byte) 0x81, 0, 0, 0, 0, 'x'};
  private static final byte[] CONTINUATIONS = repeat(new byte[] {0, (byte) 0x80, 0, 0, 0, 0}, 500);

  private final int port;
  private final Selector selector = Selector.open();
  private final List<Besieger> all = new ArrayList<>();
  private long sentBytes;
  private long cutOff;
  private long nextOpen;

  /** They come with the first {@link #storm}. */
  Besiegers(int port) throws IOException {
    this.port = port;
    for (Role role : Role.values()) {
      for (int i = 0; i < role.count; i++) {
        all.add(new Besieger(role, i));
      }
    }
  }

  private enum Role {
    WRITER(WRITERS),
    HOARDER(HOARDERS),
    PINGER(PINGERS),
    SEARCHER(SEARCHERS),
    TYPER(TYPERS);

    final int count;

    Role(int count) {
      this.count = count;
    }
  }

  /** One connection and what it does. */
  private final class Besieger {
    final Role role;
    final int number;
    BenchSocket socket;
    long step;

    Besieger(Role role, int number) {
      this.role = role;
      this.number = number;
    }

    void open() {
      try {
        socket = role == Role.HOARDER ? BenchSocket.openNarrow(port) : BenchSocket.open(port);
        socket.channel().configureBlocking(false);
        if (role != Role.HOARDER) {
          socket.channel().register(selector, SelectionKey.OP_READ, this);
        }
      } catch (IOException refused) {
        end();
      }
    }

    void end() {
      cutOff++;
      step = 0;
      if (socket != null) {
        try {
          socket.close();
        } catch (IOException e) {
          throw new java.io.UncheckedIOException(e);
        }
        socket = null;
      }
    }

    void send() {
      try {
        if (socket.flush()) {
          put();
          socket.flush();
        }
      } catch (IOException ended) {
        end();
      }
    }

    private void put() {
      long now = step++;
      switch (role) {
        case WRITER -> write(now);
        case HOARDER -> hoard(now);
        case PINGER -> ping(now);
        case SEARCHER -> text("{\"type\":\"search\",\"query\":\"%d %d\"}", now % 10, now % 7);
        case TYPER -> type(now);
      }
    }

    private void write(long now) {
      int room = (int) ((number * 5L + now / 2 % 5) % ROOMS);
      if (now < 10) {
        if (now % 2 == 0) {
          text("{\"type\":\"create_room\",\"kind\":\"public\",\"name\":\"0 siege %d\"}", room);
        } else {
          text("{\"type\":\"join_room\",\"room\":\"0-siege-%d\"}", room);
        }
      } else if (now % 2_000 == 0) {
        end(); // members who come anew hear nothing of what they wrote
      } else {
        String where = now % 3 == 0 ? "general" : "0-siege-" + room;
        text(
            "{\"type\":\"send_message\",\"room\":\"%s\",\"client_id\":\"%d-%d\",\"text\":\"%s\"}",
            where, number, System.nanoTime(), FAT_TEXT);
      }
    }

    private void hoard(long now) {
      if (now == 0) {
        text("{\"type\":\"join_room\",\"room\":\"general\"}");
      } else if (now < 60) {
        text("{\"type\":\"history\",\"room\":\"general\",\"limit\":200}");
      } else {
        text("{\"type\":\"search\",\"query\":\"%s\"}", FAT_QUERY);
      }
    }

    private void ping(long now) {
      if (number % 2 == 0) {
        socket.putRaw(PINGS);
        return;
      }
      if (now == 0) {
        socket.putRaw(FRAGMENT);
      }
      socket.putRaw(CONTINUATIONS);
    }

    private void type(long now) {
      String room = now % 3 == 0 ? "general" : "random";
      if (now < 3 || now % 5 == 0) {
        text("{\"type\":\"join_room\",\"room\":\"%s\"}", room);
      } else {
        text("{\"type\":\"typing\",\"room\":\"%s\",\"typing\":%s}", room, now % 2 == 0);
      }
    }

    private void text(String format, Object... arguments) {
      byte[] frame = String.format(Locale.ROOT, format, arguments).getBytes(UTF_8);
      sentBytes += frame.length;
      socket.put(frame);
    }

    void receive() {
      try {
        socket.receive();
        while (socket.next() != null) {
          // nothing of it matters to them
        }
      } catch (IOException ended) {
        end();
      }
    }
  }

  /** Storms for a while. */
  void storm(long nanos) throws IOException {
    long start = System.nanoTime();
    for (long now = start; now - start < nanos; now = System.nanoTime()) {
      for (Besieger each : all) {
        if (each.socket != null) {
          each.send();
        } else if (now - nextOpen > 0) {
          nextOpen = now + REOPEN_NANOS;
          each.open();
        }
      }
      selector.select(1);
      for (SelectionKey key : selector.selectedKeys()) {
        Besieger besieger = (Besieger) key.attachment();
        if (besieger.socket != null && key.isValid()) {
          besieger.receive();
        }
      }
      selector.selectedKeys().clear();
    }
  }

  /** Bytes of frames that were offered to the network. */
  double sentMebibytes() {
    return sentBytes / 1_048_576.0;
  }

  /** How often one was refused or cut off. */
  long cutOff() {
    return cutOff;
  }

  private static byte[] repeat(byte[] frame, int times) {
    byte[] all = new byte[frame.length * times];
    for (int i = 0; i < times; i++) {
      System.arraycopy(frame, 0, all, i * frame.length, frame.length);
    }
    return all;
  }

  @Override
  public void close() throws IOException {
    for (Besieger each : all) {
      if (each.socket != null) {
        each.socket.close();
      }
    }
    selector.close();
  }
}
