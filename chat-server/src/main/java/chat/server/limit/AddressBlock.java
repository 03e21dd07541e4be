package chat.server.limit;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;

/**
 * The part of the network that counts as one client: an IPv4 address, or the /64 of an IPv6
 * address, within which whoever has it picks addresses at will. Immutable. Its order means nothing;
 * with one, a hash map is quick also where somebody picks blocks of one hash.
 *
 * @param isWide whether it is a /64
 * @param bits the address, or its upper half
 */
public record AddressBlock(boolean isWide, long bits) implements Comparable<AddressBlock> {
  /** Where nothing is known of an address: all such are one. */
  public static final AddressBlock UNKNOWN = new AddressBlock(false, -1);

  /** The block of {@code address}; an IPv4 address that is written as IPv6 is itself. */
  public static AddressBlock of(InetAddress address) {
    ByteBuffer bytes = ByteBuffer.wrap(address.getAddress());
    return address instanceof Inet6Address
        ? new AddressBlock(true, bytes.getLong())
        : new AddressBlock(false, Integer.toUnsignedLong(bytes.getInt()));
  }

  @Override
  public int compareTo(AddressBlock other) {
    int first = Boolean.compare(isWide, other.isWide);
    return first == 0 ? Long.compare(bits, other.bits) : first;
  }
}
