package chat.server.bound;

import chat.core.bound.ByteBudget;

/**
 * The parts of the heap that what grows with what clients send may take, in 64ths of the largest
 * heap. Together they are half of it; the rest is for connections, the program and the collector.
 * The document of the bounds lists what happens past each.
 */
public enum HeapShare {
  /** The core's memory: room tails, loaded rooms, unanswered commands. */
  CORE(16),

  /** Commands that wait in connections behind a page. */
  WAITING_COMMANDS(2),

  /** Frames that peers have not read yet. */
  OUTBOUND_FRAMES(8),

  /** WebSocket messages of which the end has not come yet. */
  UNFINISHED_MESSAGES(1),

  /** Bodies of requests of which the end has not come yet. */
  REQUEST_BODIES(1),

  /** Changes that wait for the store's writer. */
  COMMITS(2),

  /** Reads that wait for one of the store's readers. */
  READS(1),

  /** What followers of the log, the search index among them, have to look at. */
  INDEXING(1);

  /** The largest heap is so many parts. */
  public static final int PARTS = 64;

  private final int parts;

  HeapShare(int parts) {
    this.parts = parts;
  }

  /** So many 64ths of the heap. */
  public int parts() {
    return parts;
  }

  /** This share of the heap that the program runs with, in bytes. */
  public long bytes() {
    return Runtime.getRuntime().maxMemory() / PARTS * parts;
  }

  /** A budget of {@link #bytes}. */
  public ByteBudget budget() {
    return new ByteBudget(bytes());
  }
}
