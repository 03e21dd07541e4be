package chat.core.internal.connection;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts the unanswered commands of a connection or a room, and the bytes that they take.
 * Thread-safe and lock-free: both counts are parts of one atomic number.
 */
public final class UnansweredCommands {
  private static final int BYTES_BITS = 40;
  private static final long BYTES_MASK = (1L << BYTES_BITS) - 1;
  private static final long ONE_COMMAND = 1L << BYTES_BITS;

  private final int mostCommands;
  private final long mostBytes;
  private final AtomicLong state = new AtomicLong();

  public UnansweredCommands(int mostCommands, long mostBytes) {
    this.mostCommands = mostCommands;
    this.mostBytes = mostBytes;
  }

  /**
   * Counts an unanswered command.
   *
   * @return false when a bound would be exceeded; then the command is not counted
   */
  boolean tryAdd(int footprint) {
    while (true) {
      long before = state.get();
      if (commands(before) >= mostCommands || bytes(before) + footprint > mostBytes) {
        return false;
      }
      if (state.compareAndSet(before, before + ONE_COMMAND + footprint)) {
        return true;
      }
    }
  }

  /** Removes a command that was counted with this footprint. */
  void remove(int footprint) {
    state.addAndGet(-ONE_COMMAND - footprint);
  }

  public boolean isNone() {
    return state.get() == 0;
  }

  /** Whether half of the commands or bytes allowed are in use. */
  public boolean isHalfFull() {
    long now = state.get();
    return commands(now) >= mostCommands / 2 || bytes(now) >= mostBytes / 2;
  }

  private static long commands(long state) {
    return state >>> BYTES_BITS;
  }

  private static long bytes(long state) {
    return state & BYTES_MASK;
  }
}
