package chat.server.limit;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Bounds how many connections are open at a time from one address, and from the wider blocks that
 * it lies in. Thread-safe by its concurrent map, which holds only blocks with a connection.
 */
public final class ConnectionCap {
  private final int most;
  private final Map<AddressBlock, Integer> open = new ConcurrentHashMap<>();

  /**
   * @param most how many an address may have; a wider block {@link AddressBlock#share} times as
   *     many
   */
  ConnectionCap(int most) {
    this.most = most;
  }

  /** Whether {@link #enter} would refuse now. */
  public boolean isReached(AddressBlock address) {
    for (AddressBlock block = address; block != null; block = block.wider()) {
      if (open.getOrDefault(block, 0) >= most(block)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Counts another connection; to be followed by one {@link #leave} if it may be.
   *
   * @return whether it may be
   */
  public boolean enter(AddressBlock address) {
    for (AddressBlock block = address; block != null; block = block.wider()) {
      if (open.merge(block, 1, Integer::sum) > most(block)) {
        leave(address, block.wider());
        return false;
      }
    }
    return true;
  }

  private long most(AddressBlock block) {
    return (long) most * block.share();
  }

  /** Counts one connection less. */
  public void leave(AddressBlock address) {
    leave(address, null);
  }

  /** Counts one connection less in each block from {@code address} up to {@code end}, exclusive. */
  private void leave(AddressBlock address, AddressBlock end) {
    for (AddressBlock block = address; block != end; block = block.wider()) {
      open.computeIfPresent(block, (key, count) -> count == 1 ? null : count - 1);
    }
  }

  /** How many blocks have connections. */
  int size() {
    return open.size();
  }
}
