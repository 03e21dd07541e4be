package chat.server.limit;

import java.util.function.LongSupplier;

/**
 * Limits each address to a {@link Rate}, and each block that contains it to a multiple. An action
 * must fit all of these buckets. The widest is checked first, so that a client with many addresses
 * fills the table of buckets no faster than the wide buckets allow. Thread-safe without a global
 * lock.
 */
final class AddressLimit {
  private final RateLimit<AddressBlock> blocks;

  /**
   * @param now the time in nanoseconds since a fixed moment, never negative
   */
  AddressLimit(Rate rate, LongSupplier now) {
    this.blocks = new RateLimit<>(rate, now);
  }

  boolean isUnlimited() {
    return blocks.isUnlimited();
  }

  /**
   * Counts one for {@code address} and the blocks around it.
   *
   * @return 0 when it is allowed; otherwise the wait in milliseconds until it is, and nothing is
   *     counted
   */
  long take(AddressBlock address) {
    return take(address, 1);
  }

  /**
   * Counts {@code amount} for {@code address} and the blocks around it. An amount above the
   * capacity of a bucket takes a full bucket.
   *
   * @return as {@link #take(AddressBlock)}
   */
  long take(AddressBlock address, int amount) {
    if (isUnlimited()) {
      return 0;
    }
    AddressBlock wider = address.wider();
    long wait = wider == null ? 0 : take(wider, amount);
    if (wait > 0) {
      return wait;
    }
    wait = blocks.take(address, address.share(), amount);
    if (wait > 0 && wider != null) {
      giveBack(wider, amount);
    }
    return wait;
  }

  /** What {@link #take(AddressBlock)} would return. */
  long missing(AddressBlock address) {
    long wait = 0;
    for (AddressBlock block = address; block != null; block = block.wider()) {
      wait = Math.max(wait, blocks.missing(block, block.share()));
    }
    return wait;
  }

  /**
   * Counts one for {@code address} and the blocks around it even beyond the limit; the excess
   * delays later ones.
   */
  void charge(AddressBlock address) {
    for (AddressBlock block = address; block != null; block = block.wider()) {
      blocks.charge(block, block.share());
    }
  }

  /** Gives back one that was counted. */
  void giveBack(AddressBlock address) {
    giveBack(address, 1);
  }

  /** Gives back {@code amount} that was counted. */
  void giveBack(AddressBlock address, int amount) {
    for (AddressBlock block = address; block != null; block = block.wider()) {
      blocks.giveBack(block, block.share(), amount);
    }
  }

  /** Removes all full buckets. */
  void sweep() {
    blocks.sweep();
  }

  /** The number of blocks that have a bucket. */
  int size() {
    return blocks.size();
  }
}
