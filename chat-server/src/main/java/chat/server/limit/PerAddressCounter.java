package chat.server.limit;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Limits the number of open connections from one address, and from the wider blocks that contain
 * it. Thread-safe by its concurrent map, which holds only blocks with a connection.
 */
public final class PerAddressCounter {
  private final int most;
  private final int reserved;
  private final Map<AddressBlock, Integer> open = new ConcurrentHashMap<>();

  /**
   * @param most the limit for an address; for a wider block {@link AddressBlock#share} times as
   *     many
   * @param reserved how many of them are reserved for known users
   */
  PerAddressCounter(int most, int reserved) {
    this.most = most;
    this.reserved = reserved;
  }

  /**
   * Whether {@link #enter} would return false now.
   *
   * @param isKnown whether the connection is of a known user
   */
  public boolean isReached(AddressBlock address, boolean isKnown) {
    for (AddressBlock block = address; block != null; block = block.wider()) {
      if (open.getOrDefault(block, 0) >= most(block, isKnown)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Counts another connection if the limits allow it; each success must be followed by one {@link
   * #leave}.
   *
   * @param isKnown whether the connection is of a known user
   * @return whether the connection is allowed
   */
  public boolean enter(AddressBlock address, boolean isKnown) {
    for (AddressBlock block = address; block != null; block = block.wider()) {
      if (open.merge(block, 1, Integer::sum) > most(block, isKnown)) {
        leave(address, block.wider());
        return false;
      }
    }
    return true;
  }

  private long most(AddressBlock block, boolean isKnown) {
    return (long) (isKnown ? most : most - reserved) * block.share();
  }

  /** Counts one connection less. */
  public void leave(AddressBlock address) {
    leave(address, null);
  }

  /** Counts one connection less in each block from {@code address} up to {@code end}, exclusive. */
  private void leave(AddressBlock address, AddressBlock end) {
    for (AddressBlock block = address; block != null && !block.equals(end); block = block.wider()) {
      open.computeIfPresent(block, (key, count) -> count == 1 ? null : count - 1);
    }
  }

  /** The number of blocks that have connections. */
  int size() {
    return open.size();
  }
}
