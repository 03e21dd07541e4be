package chat.server.files;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * The files that are being sent, each of which holds a buffer and an open file, however slowly its
 * client reads. Thread-safe.
 */
public final class DownloadSlots {
  /** Maximum number of files that are sent at a time. */
  public static final int MOST = 500;

  private final AtomicInteger underWay = new AtomicInteger();

  /** Begins to send a file; false when as many others are sent as the server sends. */
  public boolean enter() {
    if (underWay.incrementAndGet() > MOST) {
      underWay.decrementAndGet();
      return false;
    }
    return true;
  }

  /** Ends a request that has entered. */
  public void leave() {
    underWay.decrementAndGet();
  }
}
