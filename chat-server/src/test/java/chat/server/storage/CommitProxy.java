package chat.server.storage;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A network between a store and its PostgreSQL that fails in the middle of a commit. Thread-safe.
 */
final class CommitProxy implements AutoCloseable {
  /** When the network fails. */
  enum Cut {
    NOWHERE,
    /** The commit is delayed until {@link #release}, and the client is disconnected. */
    BEFORE_THE_COMMIT,
    /** The commit succeeds, but its response is lost. */
    AFTER_THE_COMMIT
  }

  private static final String COMMIT = "COMMIT\0";
  private static final String APPEND = "INSERT INTO send_keys";
  private static final int BUFFER = 64 * 1_024;

  private final ServerSocket front = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private final CompletableFuture<Void> released = new CompletableFuture<>();
  private final CompletableFuture<Void> arrived = new CompletableFuture<>();
  private final int backPort;
  private volatile Cut cut = Cut.NOWHERE;

  CommitProxy(int backPort) throws IOException {
    this.backPort = backPort;
    daemon(this::accept);
  }

  int port() {
    return front.getLocalPort();
  }

  /** Fails at the next commit of the connection that appends, once. */
  void cut(Cut where) {
    cut = where;
  }

  /** Delivers the delayed commit, and waits until PostgreSQL has processed it or not. */
  void release() {
    released.complete(null);
    arrived.join();
  }

  private static void daemon(Runnable work) {
    Thread thread = new Thread(work, "proxy");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    try {
      while (!front.isClosed()) {
        Socket client = front.accept();
        Socket server = new Socket(InetAddress.getLoopbackAddress(), backPort);
        sockets.addAll(List.of(client, server));
        AtomicBoolean severed = new AtomicBoolean();
        daemon(() -> forth(client, server, severed));
        daemon(() -> back(server, client, severed));
      }
    } catch (IOException e) {
      close(); // the test is over
    }
  }

  private void forth(Socket client, Socket server, AtomicBoolean severed) {
    byte[] buffer = new byte[BUFFER];
    boolean appends = false;
    try {
      InputStream from = client.getInputStream();
      for (int count = from.read(buffer); count >= 0; count = from.read(buffer)) {
        String text = new String(buffer, 0, count, StandardCharsets.ISO_8859_1);
        appends |= text.contains(APPEND);
        if (appends && cut != Cut.NOWHERE && text.contains(COMMIT)) {
          boolean before = cut == Cut.BEFORE_THE_COMMIT;
          cut = Cut.NOWHERE;
          severed.set(true);
          if (before) {
            client.close();
            released.join();
          }
        }
        server.getOutputStream().write(buffer, 0, count);
      }
      server.close();
    } catch (IOException e) {
      close(client);
      if (!severed.get()) {
        close(server);
      }
    }
  }

  /** Forwards responses; records only the arrival of that of a cut-off commit. */
  private void back(Socket server, Socket client, AtomicBoolean severed) {
    byte[] buffer = new byte[BUFFER];
    try (client;
        server) {
      InputStream from = server.getInputStream();
      for (int count = from.read(buffer); count >= 0; count = from.read(buffer)) {
        if (severed.get()) {
          break;
        }
        client.getOutputStream().write(buffer, 0, count);
      }
    } catch (IOException e) {
      return; // one end is closed, so the other is too
    } finally {
      if (severed.get()) {
        arrived.complete(null);
      }
    }
  }

  private static void close(Socket... ends) {
    for (Socket each : ends) {
      try {
        each.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Override
  public void close() {
    try {
      front.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    released.complete(null);
    close(sockets.toArray(Socket[]::new));
  }
}
