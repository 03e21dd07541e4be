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
 * The outbound frames of one connection. It
 *
 * <ol>
 *   <li>MUST NOT block: worker threads that serve all connections add frames;
 *   <li>MUST keep the order in which frames were added;
 *   <li>MUST NOT hold more than its bound, except a single item that exceeds it alone, and one page
 *       that the peer requested: a stalled reader costs no more memory than that;
 *   <li>MUST have at most one write in progress, those of {@link Turn} included, so that frames
 *       added meanwhile are sent in one write;
 *   <li>MUST NOT send anything before it is opened with the first frame.
 * </ol>
 *
 * Above its bound it closes the connection with 1013. If the peer does not answer a close in time,
 * the connection is aborted. Thread-safe by its monitor, never held while writing.
 */
public final class OutboundQueue {
  /**
   * How long a peer may take to read the rest and close. The close frame for a peer that does not
   * read would wait behind unread frames for ever.
   */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  /** How many bytes of a page must be written in each heartbeat, so that it ends within minutes. */
  static final int LEAST_BYTES_PER_BEAT = 1_024;

  /** After so many heartbeats below that the peer is too slow; the first may be a partial one. */
  static final int MOST_SILENT_BEATS = 3;

  private final FrameWriter writer;
  private final FrameWriter.Completion completion = this::onWritten;
  private final Timers timers;
  private final int maxBytes;
  private final Backlog backlog;

  private final List<WireFrames> queued = new ArrayList<>(2);
  private final Queue<Turn> turns = new ArrayDeque<>(1); // not empty only while writing
  private Page page; // among the queued frames; null when there is none
  private Page leaving; // being written; null when there is none
  private int bytesLeaving; // being written, without the page
  private long bytes; // queued and being written, without pages
  private long counted; // in the backlog
  private long waitsSince; // its place in the order of waiting connections
  private long writtenBefore; // by all completed writes
  private int writingBytes; // of the write in progress
  private long writtenAtBeat;
  private int silentBeats;
  private boolean opened;
  private boolean writing;
  private boolean flushWanted;
  private boolean muted;
  private boolean ended;
  private PendingClose pendingClose;
  private int closeCode; // 0 until this side closes

  OutboundQueue(FrameWriter writer, Timers timers, int maxBytes) {
    this(writer, timers, maxBytes, Backlog.unlimited());
  }

  /**
   * @param maxBytes the maximum number of queued bytes, pages not counted
   * @param backlog the total of all connections
   */
  OutboundQueue(FrameWriter writer, Timers timers, int maxBytes, Backlog backlog) {
    this.backlog = backlog;
    this.writer = writer;
    this.timers = timers;
    this.maxBytes = maxBytes;
  }

  /** Sends {@code first} and then all frames queued so far. */
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

  /** Queues frames, which are sent with the next write. */
  void put(WireFrames frames) {
    boolean tooMuch;
    synchronized (this) {
      tooMuch = !add(frames);
    }
    if (tooMuch) {
      closeAsTooSlow();
    } else {
      backlog.shedIfFull();
    }
  }

  /** Queues frames and starts to write, as {@link #put} and {@link #flush} in one. */
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
      backlog.shedIfFull();
    }
  }

  /**
   * Updates the share of this connection in the backlog, once frames wait for a write: frames that
   * are written immediately are never counted, which avoids contention between connections. Guarded
   * by this.
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

  /**
   * Its place in the order in which connections began to wait for their peers; 0 if it does not.
   */
  synchronized long waitsSince() {
    return counted == 0 ? 0 : waitsSince;
  }

  /** How many of its bytes are counted in the backlog. */
  synchronized long waiting() {
    return counted;
  }

  /** Closes the connection with 1013 because its peer reads too slowly. */
  void closeSlow() {
    synchronized (this) {
      if (ended || pendingClose != null) {
        return;
      }
      end();
      closeCode = CloseCode.TRY_AGAIN;
    }
    closeAsTooSlow();
  }

  /** Closes with 1013 and aborts the connection immediately, to free its memory for others. */
  void cut(String reason) {
    synchronized (this) {
      if (!ended && pendingClose == null && !muted) {
        closeCode = CloseCode.TRY_AGAIN;
      }
      end();
    }
    writer.close(CloseCode.TRY_AGAIN, reason);
    writer.abort();
  }

  /** To be called once per heartbeat: closes the connection when a page makes no progress. */
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

  /** Adds frames; false when they exceed the bound, which has ended the queue. Guarded by this. */
  private boolean add(WireFrames frames) {
    int size = frames.size();
    if (dropsInput()) {
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
   * Queues a page that the peer requested, which does not count against the bound. There is one at
   * a time.
   *
   * @param left called when it is written, by the thread that wrote it; not called if the
   *     connection ends before
   */
  synchronized void putPage(WireFrames frame, Runnable left) {
    if (!dropsInput()) {
      queued.add(frame);
      page = new Page(frame.size(), left);
      silentBeats = 0;
      if (writing) {
        count();
      }
    }
  }

  private boolean dropsInput() {
    return ended || muted || pendingClose != null;
  }

  /** Starts to write the queued frames, unless a write is in progress, which will continue. */
  void flush() {
    WireFrames next;
    PendingClose last = null;
    synchronized (this) {
      next = begin();
      if (next == null && pendingClose != null && opened && !writing && !ended) {
        last = pendingClose;
        ended = true;
      }
    }
    if (last != null) {
      closeNow(last);
    } else if (next != null) {
      write(next);
    }
  }

  /** The frames to write now, null for none. Guarded by this. */
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
    backlog.shedIfFull();
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

  /** Continues after the write of a turn. */
  private void turnDone() {
    Turn turn;
    boolean more;
    synchronized (this) {
      turn = next();
      more = isMoreWanted();
    }
    goOn(turn, more);
  }

  /** The next turn, null for none. Guarded by this. */
  private Turn next() {
    Turn turn = turns.poll();
    writing = turn != null;
    return turn;
  }

  /**
   * Whether queued frames are written immediately. Frames that were added without a flush wait for
   * the ones that follow: an ack for its own event. Guarded by this.
   */
  private boolean isMoreWanted() {
    return !writing && (flushWanted || pendingClose != null);
  }

  private void goOn(Turn turn, boolean more) {
    if (turn != null) {
      turn.write(this::turnDone);
    } else if (more) {
      flush();
    }
  }

  /** A write that does not go through this queue, such as that of a control frame. */
  @FunctionalInterface
  public interface Turn {
    /** Starts to write, and calls {@code done} when the write has succeeded or failed. */
    void write(Runnable done);
  }

  /** Runs {@code turn} as soon as no other write is in progress, before the queued frames. */
  public void takeTurn(Turn turn) {
    synchronized (this) {
      if (writing) {
        turns.add(turn);
        return;
      }
      writing = true;
    }
    turn.write(this::turnDone);
  }

  /** Drops the queued frames and all that are added later; the queue can still be closed. */
  public synchronized void mute() {
    muted = true;
    queued.clear();
    page = null;
    bytes = bytesLeaving;
    if (counted > 0) {
      count();
    }
  }

  /** Closes after all frames queued so far are written; frames added later are dropped. */
  void close(int code, String reason) {
    synchronized (this) {
      if (ended || pendingClose != null) {
        return;
      }
      pendingClose = new PendingClose(code, reason);
      if (!muted) {
        closeCode = code;
      }
      if (!opened) {
        queued.clear(); // a peer that got no welcome receives the close frame alone
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
    boolean isOpen;
    synchronized (this) {
      isOpen = !ended;
      end();
    }
    if (isOpen) {
      writer.abort();
    }
  }

  private void closeAsTooSlow() {
    closeNow(new PendingClose(CloseCode.TRY_AGAIN, "reading too slowly"));
  }

  private void closeNow(PendingClose last) {
    writer.close(last.code, last.reason);
    timers.after(PATIENCE, writer::abort);
  }

  /** Drops everything: the connection is closed. */
  synchronized void end() {
    ended = true;
    queued.clear();
    page = null;
    bytes = 0;
    bytesLeaving = 0;
    count();
  }

  private record Page(int bytes, Runnable left) {}

  private record PendingClose(int code, String reason) {}
}
