package chat.server.http;

import chat.server.limit.AddressBlock;
import java.net.InetSocketAddress;
import org.eclipse.jetty.server.Request;

/** The client address of a request. Stateless. */
public final class RemoteAddress {
  private RemoteAddress() {}

  /** The address of the peer, or behind a trusted proxy the one that the proxy forwards. */
  public static AddressBlock of(Request request) {
    return request.getConnectionMetaData().getRemoteSocketAddress()
                instanceof InetSocketAddress remote
            && remote.getAddress() != null
        ? AddressBlock.of(remote.getAddress())
        : AddressBlock.UNKNOWN;
  }
}
