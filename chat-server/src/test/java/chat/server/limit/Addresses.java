package chat.server.limit;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Creates address blocks for tests. Stateless. */
final class Addresses {
  private Addresses() {}

  /** The smallest block of {@code address}, an IPv4 or IPv6 literal. */
  static AddressBlock of(String address) {
    try {
      return AddressBlock.of(InetAddress.getByName(address));
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** One of 65,536 /64 blocks in {@code 2001:db8::/48}. */
  static AddressBlock in48(int index) {
    return of("2001:db8:0:" + Integer.toHexString(index) + "::1");
  }
}
