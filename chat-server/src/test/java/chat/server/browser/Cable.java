package chat.server.browser;

import chat.core.port.Patience;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The network between a browser and the server, for tests to cut. Emulating that in the browser
 * would leave open WebSockets as they are. Thread-safe.
 */
public final class Cable implements AutoCloseable {
  private static final byte[] SOCKET_UPGRADE = "GET /ws".getBytes(StandardCharsets.US_ASCII);

  private final int serverPort;
  private final ServerSocket entrance;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final Set<Socket> webSockets = ConcurrentHashMap.newKeySet();
  private final Map<Integer, CountDownLatch> probes = new ConcurrentHashMap<>(); // by port
  private volatile boolean cut;
  private volatile boolean silent;
  private volatile boolean withoutCookies;
  private final AtomicInteger cookiesToLose = new AtomicInteger();
  private final AtomicLong bytesDown = new AtomicLong();
  private long bytesUp; // since the last cut, guarded by this
  private long bytesBetweenCuts; // guarded by this
  private int cutsToCome; // guarded by this

  public Cable(int serverPort) throws IOException {
    this.serverPort = serverPort;
    entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    start("cable", this::accept);
  }

  /** The address of the server's page, seen through the cable. */
  public String address() {
    return "http://127.0.0.1:" + entrance.getLocalPort() + "/";
  }

  /** How many bytes have come to the browser by it, heads and all. */
  long bytesDown() {
    return bytesDown.get();
  }

  /** WebSockets end, and no new one comes about; pages are still served. */
  public void cut() {
    cut = true;
    webSockets.forEach(Cable::end);
  }

  /** Ends all connections each time that so many bytes have gone up, so many times. */
  synchronized void cutEvery(long bytes, int times) {
    bytesUp = 0;
    bytesBetweenCuts = bytes;
    cutsToCome = times;
  }

  synchronized int cutsToCome() {
    return cutsToCome;
  }

  private synchronized boolean isCutAfter(int count) {
    bytesUp += count;
    if (cutsToCome == 0 || bytesUp < bytesBetweenCuts) {
      return false;
    }
    bytesUp = 0;
    cutsToCome--;
    return true;
  }

  /** From now on the server hears and its answers are lost. */
  void loseAnswers() {
    silent = true;
  }

  /** So many of the next WebSockets are asked for without the cookies that the browser sends. */
  void loseCookies(int requests) {
    cookiesToLose.set(requests);
  }

  /** From now on the browser is given no cookie, as where it blocks them. */
  void blockCookies() {
    withoutCookies = true;
  }

  boolean hasLostCookies() {
    return cookiesToLose.get() == 0;
  }

  /** New WebSockets come about again; those that were begun before, with old cookies, do not. */
  public void mend() {
    silent = false;
    if (cut) {
      awaitAccepted();
      cut = false;
    }
  }

  /** Waits until all connections that were begun before are accepted. */
  private void awaitAccepted() {
    CountDownLatch isAccepted = new CountDownLatch(1);
    try (Socket last = new Socket()) {
      last.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      probes.put(last.getLocalPort(), isAccepted);
      last.connect(entrance.getLocalSocketAddress());
      if (!isAccepted.await(Patience.SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException("The cable accepts no connection.");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private void accept() {
    while (!entrance.isClosed()) {
      try {
        Socket browser = entrance.accept();
        CountDownLatch probe = probes.remove(browser.getPort());
        if (probe != null) {
          end(browser);
          probe.countDown();
          continue;
        }
        boolean isCut = cut;
        open.add(browser);
        start("cable up", () -> carryUp(browser, isCut));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void carryUp(Socket browser, boolean wasCut) {
    try (browser;
        Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort)) {
      open.add(server);
      InputStream in = browser.getInputStream();
      byte[] first = in.readNBytes(SOCKET_UPGRADE.length);
      if (Arrays.equals(first, SOCKET_UPGRADE)) {
        webSockets.add(browser);
        if (wasCut || cut) {
          return;
        }
      }
      start("cable down", () -> carryDown(server, browser));
      server.getOutputStream().write(first);
      if (webSockets.contains(browser) && takesCookies()) {
        server.getOutputStream().write(restWithoutCookies(in));
      }
      byte[] buffer = new byte[16_384];
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        server.getOutputStream().write(buffer, 0, count);
        if (isCutAfter(count)) {
          open.forEach(Cable::end);
        }
      }
    } catch (IOException ended) {
      // One of the two has gone, and with it the other.
    } finally {
      open.remove(browser);
      webSockets.remove(browser);
    }
  }

  private boolean takesCookies() {
    return cookiesToLose.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
  }

  /** The rest of the head. */
  private static byte[] restWithoutCookies(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        throw new EOFException("within the head");
      }
      head.append((char) next);
    }
    String rest = head.toString().replaceAll("(?m)^Cookie:.*\r\n", "");
    return rest.getBytes(StandardCharsets.ISO_8859_1);
  }

  private void carryDown(Socket server, Socket browser) {
    byte[] buffer = new byte[16_384];
    try (browser;
        server) {
      InputStream in = server.getInputStream();
      OutputStream out = browser.getOutputStream();
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        bytesDown.addAndGet(count);
        if (withoutCookies) {
          hideCookies(buffer, count);
        }
        if (!silent || !webSockets.contains(browser)) {
          out.write(buffer, 0, count);
        }
      }
    } catch (IOException ended) {
      // As above.
    } finally {
      open.remove(server);
    }
  }

  /** Gives each header that sets a cookie a name that means nothing; heads come in one piece. */
  private static void hideCookies(byte[] bytes, int count) {
    String text = new String(bytes, 0, count, StandardCharsets.ISO_8859_1);
    byte[] hidden =
        text.replaceAll("(?i)\r\nSet-Cookie:", "\r\nNo-Cookies:")
            .getBytes(StandardCharsets.ISO_8859_1);
    System.arraycopy(hidden, 0, bytes, 0, count);
  }

  private static void start(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }

  private static void end(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    entrance.close();
    open.forEach(Cable::end);
  }
}
