package chat.server.http;

import chat.server.limit.AddressBlock;
import java.net.InetSocketAddress;
import org.eclipse.jetty.server.Request;

/** Whom a request comes from, as far as the network and trusted proxies tell. Stateless. */
public final class RemoteAddress {
  private RemoteAddress() {}

  /** The other end of the connection; behind a trusted proxy, whom that says. */
  public static AddressBlock of(Request request) {
    return request.getConnectionMetaData().getRemoteSocketAddress()
                instanceof InetSocketAddress remote
            && remote.getAddress() != null
        ? AddressBlock.of(remote.getAddress())
        : AddressBlock.UNKNOWN;
  }
}
