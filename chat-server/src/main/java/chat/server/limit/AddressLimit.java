package chat.server.limit;

import java.util.function.LongSupplier;

/**
 * One {@link Rate} for each address, and a wider one for each block that it lies in: what is
 * counted must fit all of them. The widest is asked first, so that a client with many addresses
 * fills the table of buckets no faster than the wide buckets allow. Thread-safe, without a lock
 * that all share.
 */
final class AddressLimit {
  private final RateLimit<AddressBlock> blocks;

  /**
   * @param now nanoseconds since some moment, never negative
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
   * @return 0 when it may; otherwise after how many milliseconds it may, and nothing is counted
   */
  long take(AddressBlock address) {
    return take(address, 1);
  }

  /**
   * Counts {@code amount} for {@code address} and the blocks around it. An amount that is larger
   * than a full bucket takes all of it.
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

  /** What {@link #take(AddressBlock)} would answer. */
  long missing(AddressBlock address) {
    long wait = 0;
    for (AddressBlock block = address; block != null; block = block.wider()) {
      wait = Math.max(wait, blocks.missing(block, block.share()));
    }
    return wait;
  }

  /** Counts one for {@code address} and the blocks around it, be it too many: then it is owed. */
  void charge(AddressBlock address) {
    for (AddressBlock block = address; block != null; block = block.wider()) {
      blocks.charge(block, block.share());
    }
  }

  /** Takes back one that was counted. */
  void giveBack(AddressBlock address) {
    giveBack(address, 1);
  }

  /** Takes back what was counted with {@code amount}. */
  void giveBack(AddressBlock address, int amount) {
    for (AddressBlock block = address; block != null; block = block.wider()) {
      blocks.giveBack(block, block.share(), amount);
    }
  }

  /** Forgets every full bucket. */
  void sweep() {
    blocks.sweep();
  }

  /** How many blocks have a bucket of their own. */
  int size() {
    return blocks.size();
  }
}
