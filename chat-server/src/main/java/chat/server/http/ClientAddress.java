package chat.server.http;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.eclipse.jetty.server.Request;

/**
 * Where a client comes from, as far as limits tell clients apart: an IPv4 address, or the /64
 * network of an IPv6 address, since whoever has one address of it has all of them. Immutable.
 *
 * @param text {@code 192.0.2.1} or {@code 2001:db8:0:1:0:0:0:0/64}
 */
public record ClientAddress(String text) {
  private static final int NETWORK_BYTES = 8;

  /** Whom {@code request} comes from: behind a trusted proxy, whom that says. */
  public static ClientAddress of(Request request) {
    SocketAddress peer = request.getConnectionMetaData().getRemoteSocketAddress();
    return peer instanceof InetSocketAddress socket && socket.getAddress() != null
        ? of(socket.getAddress())
        : new ClientAddress("unknown");
  }

  /** The client at {@code address}. */
  public static ClientAddress of(InetAddress address) {
    if (!(address instanceof Inet6Address)) {
      return new ClientAddress(address.getHostAddress());
    }
    byte[] network = address.getAddress();
    Arrays.fill(network, NETWORK_BYTES, network.length, (byte) 0);
    try {
      return new ClientAddress(InetAddress.getByAddress(network).getHostAddress() + "/64");
    } catch (UnknownHostException e) {
      throw new IllegalStateException("16 bytes are an address", e);
    }
  }

  @Override
  public String toString() {
    return text;
  }
}
