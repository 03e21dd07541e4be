package chat.server.limit;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;

/**
 * The part of the network that counts as one client: an IPv4 address or an IPv6 /64, within which a
 * client can choose addresses at will. An IPv6 /64 lies in two wider blocks, its /56 and its /48:
 * these are what providers and tunnels hand to one customer, so each is counted as well and may do
 * {@link #share} times as much as one /64. Immutable.
 *
 * <p>The order has no meaning. With one, a hash map stays fast when a client picks addresses whose
 * hashes are equal.
 */
public final class AddressBlock implements Comparable<AddressBlock> {
  /** The block of all clients whose address is unknown. */
  public static final AddressBlock UNKNOWN = new AddressBlock(0, 0, 1, null);

  private static final int IPV4_LENGTH = 32;

  private final int length;
  private final long bits;
  private final int share;
  private final AddressBlock wider;

  /**
   * @param length the length of the prefix in bits
   * @param bits the prefix
   * @param wider the block that this one lies in; null when none is counted
   */
  private AddressBlock(int length, long bits, int share, AddressBlock wider) {
    this.length = length;
    this.bits = bits;
    this.share = share;
    this.wider = wider;
  }

  /** The smallest block of {@code address}; an IPv4-mapped IPv6 address counts as IPv4. */
  public static AddressBlock of(InetAddress address) {
    ByteBuffer bytes = ByteBuffer.wrap(address.getAddress());
    return address instanceof Inet6Address
        ? ipv6(bytes.getLong())
        : new AddressBlock(IPV4_LENGTH, Integer.toUnsignedLong(bytes.getInt()), 1, null);
  }

  private static AddressBlock ipv6(long upper) {
    AddressBlock of48 = new AddressBlock(48, upper & -1L << 16, 16, null);
    AddressBlock of56 = new AddressBlock(56, upper & -1L << 8, 4, of48);
    return new AddressBlock(64, upper, 1, of56);
  }

  /** The widest block that is counted: an IPv4 address or an IPv6 /48. */
  public AddressBlock widest() {
    return wider == null ? this : wider.widest();
  }

  /** The block that this one lies in; null when none is counted. */
  AddressBlock wider() {
    return wider;
  }

  /** The factor by which the limits of this block exceed those of a single address. */
  int share() {
    return share;
  }

  /** A unique encoding of the block, 12 bytes. */
  byte[] bytes() {
    return ByteBuffer.allocate(Integer.BYTES + Long.BYTES).putInt(length).putLong(bits).array();
  }

  @Override
  public int compareTo(AddressBlock other) {
    int first = Integer.compare(length, other.length);
    return first == 0 ? Long.compare(bits, other.bits) : first;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof AddressBlock that && length == that.length && bits == that.bits;
  }

  @Override
  public int hashCode() {
    return 31 * length + Long.hashCode(bits);
  }

  /** The prefix length without the address, so that it can be logged. */
  @Override
  public String toString() {
    return "/" + length;
  }
}
