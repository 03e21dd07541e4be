package chat.server.limit;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Bounds how many connections are open at a time from one address. Thread-safe by its concurrent
 * map, which holds those with a connection alone.
 */
public final class ConnectionCap {
  private final int most;
  private final Map<AddressBlock, Integer> open = new ConcurrentHashMap<>();

  ConnectionCap(int most) {
    this.most = most;
  }

  /** Whether {@link #enter} would refuse now. */
  public boolean isReached(AddressBlock address) {
    return open.getOrDefault(address, 0) >= most;
  }

  /**
   * Counts another connection; to be followed by one {@link #leave} if it may be.
   *
   * @return whether it may be
   */
  public boolean enter(AddressBlock address) {
    boolean fits = open.merge(address, 1, Integer::sum) <= most;
    if (!fits) {
      leave(address);
    }
    return fits;
  }

  /** Counts one connection less. */
  public void leave(AddressBlock address) {
    open.computeIfPresent(address, (block, count) -> count == 1 ? null : count - 1);
  }

  /** How many addresses have connections. */
  int size() {
    return open.size();
  }
}
