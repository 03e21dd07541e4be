package chat.server.browser;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A proxy that serves chat servers below paths of one address, as operators set one up: it strips
 * the path, passes upgrades on and says in X-Forwarded fields what it stripped. One request comes
 * by each connection, unless it is upgraded. Thread-safe.
 */
final class PathProxy implements AutoCloseable {
  private final Map<String, Integer> portsByPath;
  private final ServerSocket entrance;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  /** Serves at each path, {@code /chat} say, the server at a port of this machine. */
  PathProxy(Map<String, Integer> portsByPath) throws IOException {
    this.portsByPath = Map.copyOf(portsByPath);
    entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    start(this::accept);
  }

  /** Its own address, without a slash at the end. */
  String address() {
    return "http://127.0.0.1:" + entrance.getLocalPort();
  }

  private void accept() {
    while (!entrance.isClosed()) {
      try {
        Socket browser = entrance.accept();
        open.add(browser);
        start(() -> serve(browser));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket browser) {
    try (browser) {
      InputStream in = browser.getInputStream();
      String head = head(in);
      String target = head.split(" ", 3)[1];
      String path =
          portsByPath.keySet().stream()
              .filter(
                  each -> (target + "/").startsWith(each + "/") || target.startsWith(each + "?"))
              .findFirst()
              .orElse(null);
      if (path == null) {
        String none = "HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";
        browser.getOutputStream().write(none.getBytes(ISO_8859_1));
        return;
      }
      String rest = target.substring(path.length());
      String stripped = rest.startsWith("/") ? rest : "/" + rest;
      String passed =
          head.replaceFirst(
              java.util.regex.Pattern.quote(" " + target + " "),
              java.util.regex.Matcher.quoteReplacement(" " + stripped + " "));
      if (!head.toLowerCase(java.util.Locale.ROOT).contains("upgrade: websocket")) {
        passed = passed.replaceAll("(?im)^Connection:.*\r\n", "");
        passed = passed.replaceFirst("\r\n", "\r\nConnection: close\r\n");
      }
      passed =
          passed.replaceFirst(
              "\r\n",
              "\r\nX-Forwarded-Host: 127.0.0.1:"
                  + entrance.getLocalPort()
                  + "\r\nX-Forwarded-Proto: http\r\nX-Forwarded-Prefix: "
                  + path
                  + "\r\n");
      try (Socket server = new Socket(InetAddress.getLoopbackAddress(), portsByPath.get(path))) {
        open.add(server);
        start(() -> carry(server, browser));
        server.getOutputStream().write(passed.getBytes(ISO_8859_1));
        in.transferTo(server.getOutputStream());
      }
    } catch (IOException ended) {
      // One of the two has gone, and with it the other.
    } finally {
      open.remove(browser);
    }
  }

  private void carry(Socket server, Socket browser) {
    try (browser;
        server) {
      server.getInputStream().transferTo(browser.getOutputStream());
    } catch (IOException ended) {
      // As above.
    } finally {
      open.remove(server);
    }
  }

  private static String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        throw new EOFException("within the head");
      }
      head.append((char) next);
    }
    return head.toString();
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "path proxy");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    entrance.close();
    for (Socket each : open) {
      try {
        each.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
