package chat.server.socket;

import chat.core.port.Timers;
import chat.server.wire.WireFrames;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What one connection still has to send. It
 *
 * <ol>
 *   <li>MUST NOT block: the workers that serve everybody put things in;
 *   <li>MUST keep the order in which things were put in;
 *   <li>MUST NOT hold more than its bound, one item excepted that may exceed it alone, and one page
 *       that the peer asked for: a reader that stalls costs no more memory than that;
 *   <li>has one write under way at most, so what gathers meanwhile leaves in one write;
 *   <li>sends nothing before it is opened with the first frame.
 * </ol>
 *
 * Past its bound it closes 1013. A connection whose peer does not go when told to is cut.
 * Thread-safe by its monitor, never held while writing.
 */
final class Outbox {
  /**
   * How long a peer may take to read the rest and go. The close frame of one that reads nothing
   * waits behind what it does not read, for ever.
   */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final FrameWriter writer;
  private final Timers timers;
  private final int maxBytes;

  private List<WireFrames> queued = new ArrayList<>();
  private Page page; // among what is queued; null when there is none
  private long bytes; // queued and being written, but for pages
  private boolean opened;
  private boolean writing;
  private boolean flushWanted;
  private boolean ended;
  private Farewell farewell;

  Outbox(FrameWriter writer, Timers timers, int maxBytes) {
    this.writer = writer;
    this.timers = timers;
    this.maxBytes = maxBytes;
  }

  /** Lets go what has gathered, behind {@code first}. */
  void open(byte[] first) {
    synchronized (this) {
      if (opened || ended) {
        return;
      }
      opened = true;
      queued.add(0, WireFrames.of(first));
      bytes += first.length;
    }
    flush();
  }

  /** Queues a frame that leaves with the next write. */
  void put(byte[] frame) {
    put(WireFrames.of(frame));
  }

  /** Queues frames that leave with the next write. */
  void put(WireFrames frames) {
    int size = frames.size();
    synchronized (this) {
      if (ended || farewell != null) {
        return;
      }
      if (bytes == 0 || bytes + size <= maxBytes) {
        queued.add(frames);
        bytes += size;
        return;
      }
      end();
    }
    closeNow(new Farewell(CloseCode.TRY_AGAIN, "too slow a reader"));
  }

  /**
   * Queues a page that the peer asked for, which does not count against the bound. There is one at
   * a time.
   *
   * @param left called when it is written, by the thread that wrote it; never when the connection
   *     ends before
   */
  synchronized void putPage(byte[] frame, Runnable left) {
    if (!ended && farewell == null) {
      queued.add(WireFrames.of(frame));
      page = new Page(frame.length, left);
    }
  }

  /** Begins to write what is queued, unless a write is under way and will see to it. */
  void flush() {
    List<WireFrames> frames;
    Page leaving;
    Farewell last = null;
    synchronized (this) {
      flushWanted = writing;
      if (!opened || writing || ended) {
        return;
      }
      frames = queued;
      leaving = page;
      page = null;
      if (frames.isEmpty()) {
        last = farewell;
        ended = last != null;
      } else {
        queued = new ArrayList<>();
        writing = true;
      }
    }
    if (last != null) {
      closeNow(last);
    } else if (!frames.isEmpty()) {
      long size = sizeOf(frames) - (leaving == null ? 0 : leaving.bytes);
      writer.write(WireFrames.join(frames), written -> onWritten(size, leaving, written));
    }
  }

  private void onWritten(long size, Page left, boolean written) {
    boolean more;
    synchronized (this) {
      writing = false;
      bytes -= size;
      if (!written) {
        end();
        return;
      }
      // What was put in since and not flushed waits for what follows it: an ack for its own event.
      more = flushWanted || farewell != null;
    }
    if (more) {
      flush();
    }
    if (left != null) {
      left.left.run();
    }
  }

  /** Closes after everything queued so far is written; what is put in from now on is dropped. */
  void close(int code, String reason) {
    synchronized (this) {
      if (ended || farewell != null) {
        return;
      }
      farewell = new Farewell(code, reason);
      if (!opened) {
        queued.clear(); // a peer that was not greeted hears nothing but the close
        page = null;
        opened = true;
      }
    }
    timers.after(PATIENCE, this::giveUp);
    flush();
  }

  private void giveUp() {
    boolean unsaid;
    synchronized (this) {
      unsaid = !ended;
      end();
    }
    if (unsaid) {
      writer.abort();
    }
  }

  private void closeNow(Farewell last) {
    writer.close(last.code, last.reason);
    timers.after(PATIENCE, writer::abort);
  }

  /** Forgets everything: the connection is gone. */
  synchronized void end() {
    ended = true;
    queued = new ArrayList<>();
    page = null;
    bytes = 0;
  }

  private static long sizeOf(List<WireFrames> frames) {
    long size = 0;
    for (WireFrames each : frames) {
      size += each.size();
    }
    return size;
  }

  private record Page(int bytes, Runnable left) {}

  private record Farewell(int code, String reason) {}
}
