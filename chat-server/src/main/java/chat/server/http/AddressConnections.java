package chat.server.http;

import chat.server.limit.AddressBlock;
import chat.server.limit.ConnectionCap;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.ConnectionMetaData;

/**
 * Keeps one address from taking everybody's places by connections that ask for nothing: they are
 * counted from their opening until they are upgraded, and one too many is cut at once. Those of a
 * trusted proxy are of all people together and not counted. Thread-safe by its concurrent map.
 */
public final class AddressConnections implements Connection.Listener {
  private final ConnectionCap cap;
  private final TrustedProxies proxies;
  private final Map<Connection, AddressBlock> counted = new ConcurrentHashMap<>();

  /** Counts by {@code cap}, which is nobody else's. */
  public AddressConnections(ConnectionCap cap, TrustedProxies proxies) {
    this.cap = cap;
    this.proxies = proxies;
  }

  @Override
  public void onOpened(Connection connection) {
    if (!(connection instanceof ConnectionMetaData) // that is, it does not speak HTTP
        || !(connection.getEndPoint().getRemoteSocketAddress() instanceof InetSocketAddress remote)
        || remote.getAddress() == null
        || proxies.contains(remote.getAddress())) {
      return;
    }
    AddressBlock address = AddressBlock.of(remote.getAddress());
    if (cap.enter(address, false)) {
      counted.put(connection, address);
    } else {
      connection.getEndPoint().close();
    }
  }

  @Override
  public void onClosed(Connection connection) {
    AddressBlock address = counted.remove(connection);
    if (address != null) {
      cap.leave(address);
    }
  }
}
