package chat.server.websocket;

import chat.core.port.Timers;
import chat.server.wire.WireFrames;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Queue;

/**
 * What one connection still has to send. It
 *
 * <ol>
 *   <li>MUST NOT block: the workers that serve everybody put things in;
 *   <li>MUST keep the order in which things were put in;
 *   <li>MUST NOT hold more than its bound, one item excepted that may exceed it alone, and one page
 *       that the peer asked for: a reader that stalls costs no more memory than that;
 *   <li>has one write under way at most, be it somebody else's, so what gathers meanwhile leaves in
 *       one write;
 *   <li>sends nothing before it is opened with the first frame.
 * </ol>
 *
 * Past its bound it closes 1013. A connection whose peer does not go when told to is cut.
 * Thread-safe by its monitor, never held while writing.
 */
public final class OutboundQueue {
  /**
   * How long a peer may take to read the rest and go. The close frame of one that reads nothing
   * waits behind what it does not read, for ever.
   */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  /** Of a page so many bytes must leave in each heartbeat: it has then left within minutes. */
  static final int LEAST_BYTES_PER_BEAT = 1_024;

  /** After so many heartbeats without that the peer is too slow; the first may be a part of one. */
  static final int MOST_SILENT_BEATS = 3;

  private final FrameWriter writer;
  private final FrameWriter.Completion completion = this::onWritten;
  private final Timers timers;
  private final int maxBytes;
  private final Backlog backlog;

  private final List<WireFrames> queued = new ArrayList<>(2);
  private final Queue<Turn> turns = new ArrayDeque<>(1); // not empty only while writing
  private Page page; // among what is queued; null when there is none
  private Page leaving; // being written; null when there is none
  private int bytesLeaving; // being written, but for the page
  private long bytes; // queued and being written, but for pages
  private long counted; // in the backlog
  private long waitsSince; // its place in the order of those that wait
  private long writtenBefore; // by all writes that are over
  private int writingBytes; // of the write under way
  private long writtenAtBeat;
  private int silentBeats;
  private boolean opened;
  private boolean writing;
  private boolean flushWanted;
  private boolean muted;
  private boolean ended;
  private Farewell farewell;
  private int closeCode; // 0 until this side closes

  OutboundQueue(FrameWriter writer, Timers timers, int maxBytes) {
    this(writer, timers, maxBytes, Backlog.unlimited());
  }

  /**
   * @param maxBytes the most bytes that wait, pages aside
   * @param backlog what all connections share
   */
  OutboundQueue(FrameWriter writer, Timers timers, int maxBytes, Backlog backlog) {
    this.backlog = backlog;
    this.writer = writer;
    this.timers = timers;
    this.maxBytes = maxBytes;
  }

  /** Lets go what has gathered, behind {@code first}. */
  void open(WireFrames first) {
    synchronized (this) {
      if (opened || ended) {
        return;
      }
      opened = true;
      queued.add(0, first);
      bytes += first.size();
    }
    flush();
  }

  /** Queues frames that leave with the next write. */
  void put(WireFrames frames) {
    boolean tooMuch;
    synchronized (this) {
      tooMuch = !add(frames);
    }
    if (tooMuch) {
      closeAsTooSlow();
    } else {
      backlog.look();
    }
  }

  /** Queues frames and begins to write, as {@link #put} and {@link #flush} in one. */
  void send(WireFrames frames) {
    boolean tooMuch;
    WireFrames next;
    synchronized (this) {
      tooMuch = !add(frames);
      next = begin();
    }
    if (tooMuch) {
      closeAsTooSlow();
    } else if (next != null) {
      write(next);
    } else {
      backlog.look();
    }
  }

  /**
   * Brings what is counted in the backlog up to date, once something waits for a write: what leaves
   * at once is never counted, so that the connections share nothing then. Guarded by this.
   */
  private void count() {
    long holds = ended ? 0 : bytes + bytesOf(page) + bytesOf(leaving);
    if (counted == 0 && holds > 0) {
      waitsSince = backlog.next();
    }
    if (holds != counted) {
      backlog.change(holds - counted);
      counted = holds;
    }
  }

  private static int bytesOf(Page some) {
    return some == null ? 0 : some.bytes;
  }

  /** When it began to wait for its peer, in the order of all that do; 0 when it does not. */
  synchronized long waitsSince() {
    return counted == 0 ? 0 : waitsSince;
  }

  /** What it has in the backlog. */
  synchronized long waiting() {
    return counted;
  }

  /** Closes as too slow a reader. */
  void closeSlow() {
    synchronized (this) {
      if (ended || farewell != null) {
        return;
      }
      end();
      closeCode = CloseCode.TRY_AGAIN;
    }
    closeAsTooSlow();
  }

  /** Closes with 1013 and cuts the connection at once: what it holds is needed for others. */
  void cut(String reason) {
    synchronized (this) {
      if (!ended && farewell == null && !muted) {
        closeCode = CloseCode.TRY_AGAIN;
      }
      end();
    }
    writer.close(CloseCode.TRY_AGAIN, reason);
    writer.abort();
  }

  /** To be called once in each heartbeat: closes when a page does not leave for two of them. */
  void beat() {
    boolean tooSlow;
    synchronized (this) {
      long written = writtenBefore + writingBytes - (writing ? writer.unwritten() : 0);
      boolean moves = written - writtenAtBeat >= LEAST_BYTES_PER_BEAT;
      writtenAtBeat = written;
      boolean waits = opened && (page != null || leaving != null);
      silentBeats = waits && !moves ? silentBeats + 1 : 0;
      tooSlow = silentBeats >= MOST_SILENT_BEATS;
    }
    if (tooSlow) {
      closeSlow();
    }
  }

  /** Adds frames, guarded by this; false when they were too much, which has ended everything. */
  private boolean add(WireFrames frames) {
    int size = frames.size();
    if (isDeaf()) {
      return true;
    }
    if (bytes == 0 || bytes + size <= maxBytes) {
      queued.add(frames);
      bytes += size;
      if (writing) {
        count();
      }
      return true;
    }
    end();
    closeCode = CloseCode.TRY_AGAIN;
    return false;
  }

  /**
   * Queues a page that the peer asked for, which does not count against the bound. There is one at
   * a time.
   *
   * @param left called when it is written, by the thread that wrote it; never when the connection
   *     ends before
   */
  synchronized void putPage(WireFrames frame, Runnable left) {
    if (!isDeaf()) {
      queued.add(frame);
      page = new Page(frame.size(), left);
      silentBeats = 0;
      if (writing) {
        count();
      }
    }
  }

  private boolean isDeaf() {
    return ended || muted || farewell != null;
  }

  /** Begins to write what is queued, unless a write is under way and will see to it. */
  void flush() {
    WireFrames next;
    Farewell last = null;
    synchronized (this) {
      next = begin();
      if (next == null && farewell != null && opened && !writing && !ended) {
        last = farewell;
        ended = true;
      }
    }
    if (last != null) {
      closeNow(last);
    } else if (next != null) {
      write(next);
    }
  }

  /** What is to be written now, null for nothing. Guarded by this. */
  private WireFrames begin() {
    flushWanted = writing;
    if (!opened || writing || ended || queued.isEmpty()) {
      return null;
    }
    WireFrames frames = WireFrames.join(queued);
    queued.clear();
    leaving = page;
    page = null;
    bytesLeaving = frames.size() - (leaving == null ? 0 : leaving.bytes);
    writingBytes = frames.size();
    writing = true;
    return frames;
  }

  private void write(WireFrames frames) {
    if (writer.write(frames, completion)) {
      onWritten(true);
      return;
    }
    synchronized (this) {
      if (writing) {
        count();
      }
    }
    backlog.look();
  }

  private void onWritten(boolean written) {
    Page left;
    Turn turn;
    boolean more;
    synchronized (this) {
      bytes -= bytesLeaving;
      bytesLeaving = 0;
      writtenBefore += writingBytes;
      writingBytes = 0;
      left = leaving;
      leaving = null;
      if (counted > 0) {
        count();
      }
      if (!written) {
        end();
      }
      turn = next();
      more = isMoreWanted();
    }
    goOn(turn, more);
    if (written && left != null) {
      left.left.run();
    }
  }

  /** Lets the next one write, after somebody else did. */
  private void turnOver() {
    Turn turn;
    boolean more;
    synchronized (this) {
      turn = next();
      more = isMoreWanted();
    }
    goOn(turn, more);
  }

  /** Who else writes now, null for nobody. Guarded by this. */
  private Turn next() {
    Turn turn = turns.poll();
    writing = turn != null;
    return turn;
  }

  /**
   * Whether what is queued goes at once. What was put in and not flushed waits for what follows it:
   * an ack for its own event. Guarded by this.
   */
  private boolean isMoreWanted() {
    return !writing && (flushWanted || farewell != null);
  }

  private void goOn(Turn turn, boolean more) {
    if (turn != null) {
      turn.write(this::turnOver);
    } else if (more) {
      flush();
    }
  }

  /** Somebody else's write. */
  @FunctionalInterface
  public interface Turn {
    /** Begins to write, and calls {@code done} when that has come to its end, whichever. */
    void write(Runnable done);
  }

  /** Lets {@code turn} write, before all that is queued, as soon as nobody else does. */
  public void takeTurn(Turn turn) {
    synchronized (this) {
      if (writing) {
        turns.add(turn);
        return;
      }
      writing = true;
    }
    turn.write(this::turnOver);
  }

  /** Drops what is queued and what is going to be; it can still be closed. */
  public synchronized void mute() {
    muted = true;
    queued.clear();
    page = null;
    bytes = bytesLeaving;
    if (counted > 0) {
      count();
    }
  }

  /** Closes after everything queued so far is written; what is put in from now on is dropped. */
  void close(int code, String reason) {
    synchronized (this) {
      if (ended || farewell != null) {
        return;
      }
      farewell = new Farewell(code, reason);
      if (!muted) {
        closeCode = code;
      }
      if (!opened) {
        queued.clear(); // a peer that was not greeted hears nothing but the close
        page = null;
        opened = true;
      }
    }
    timers.after(PATIENCE, this::giveUp);
    flush();
  }

  /**
   * The code with which this side closed the connection, also when its close frame was never sent
   * because the peer read nothing. Empty while it is open and when the peer closed it.
   */
  synchronized OptionalInt closeCode() {
    return closeCode == 0 ? OptionalInt.empty() : OptionalInt.of(closeCode);
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

  private void closeAsTooSlow() {
    closeNow(new Farewell(CloseCode.TRY_AGAIN, "too slow a reader"));
  }

  private void closeNow(Farewell last) {
    writer.close(last.code, last.reason);
    timers.after(PATIENCE, writer::abort);
  }

  /** Forgets everything: the connection is gone. */
  synchronized void end() {
    ended = true;
    queued.clear();
    page = null;
    bytes = 0;
    bytesLeaving = 0;
    count();
  }

  private record Page(int bytes, Runnable left) {}

  private record Farewell(int code, String reason) {}
}
