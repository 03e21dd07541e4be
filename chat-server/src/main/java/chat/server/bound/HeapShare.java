package chat.server.bound;

import chat.core.bound.ByteBudget;

/**
 * The parts of the heap reserved for data that grows with client input, in 64ths of the maximum
 * heap size. Together they are half of it; the rest is for connections, the program and the garbage
 * collector. The bounds document says what happens when each is exhausted.
 */
public enum HeapShare {
  /** The core: event tails, loaded rooms, pending commands. */
  CORE(16),

  /** Commands that wait in a connection while a page is read. */
  WAITING_COMMANDS(2),

  /** Outbound frames that clients have not read yet. */
  OUTBOUND_FRAMES(8),

  /** WebSocket messages that are not complete yet. */
  UNFINISHED_MESSAGES(1),

  /** Request bodies that are not complete yet. */
  REQUEST_BODIES(1),

  /** Changes that wait for the writer of the store. */
  COMMITS(2),

  /** Reads that wait for a reader of the store. */
  READS(1),

  /** The backlog of log followers, such as the search index. */
  INDEXING(1);

  /** The number of parts of the maximum heap. */
  public static final int PARTS = 64;

  private final int parts;

  HeapShare(int parts) {
    this.parts = parts;
  }

  /** This share in 64ths of the heap. */
  public int parts() {
    return parts;
  }

  /** This share of the current maximum heap size, in bytes. */
  public long bytes() {
    return Runtime.getRuntime().maxMemory() / PARTS * parts;
  }

  /** A budget of {@link #bytes}. */
  public ByteBudget budget() {
    return new ByteBudget(bytes());
  }
}
