package chat.server.http.security;

import chat.server.http.TrustedProxies;
import chat.server.limit.AddressBlock;
import chat.server.limit.FairShare;
import chat.server.limit.PerAddressCounter;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.ConnectionMetaData;

/**
 * Limits the connections that are not WebSockets, or not yet, from their opening until they are
 * upgraded. A connection above the limit of its address is closed immediately; above the limit of
 * all addresses, the oldest connection of the address with the most is closed. Connections of a
 * trusted proxy, which carry requests of many users, are not counted. Thread-safe by its concurrent
 * map.
 */
public final class PerAddressConnections implements Connection.Listener {
  /** A counted connection. */
  private record Counted(AddressBlock address, FairShare.Holding place) {}

  private final PerAddressCounter cap;
  private final FairShare places;
  private final TrustedProxies proxies;
  private final Map<Connection, Counted> counted = new ConcurrentHashMap<>();

  /**
   * Creates a counter.
   *
   * @param cap counts per address; not shared with other limits
   * @param most the maximum number of all addresses together
   * @param proxies whose connections are not counted
   */
  public PerAddressConnections(PerAddressCounter cap, int most, TrustedProxies proxies) {
    this.cap = cap;
    this.places = new FairShare(most, 0);
    this.proxies = proxies;
  }

  /** The current number. */
  public int count() {
    return (int) places.used();
  }

  @Override
  public void onOpened(Connection connection) {
    if (!(connection instanceof ConnectionMetaData) // not an HTTP connection
        || !(connection.getEndPoint().getRemoteSocketAddress() instanceof InetSocketAddress remote)
        || remote.getAddress() == null
        || proxies.contains(remote.getAddress())) {
      return;
    }
    AddressBlock address = AddressBlock.of(remote.getAddress());
    if (!cap.enter(address, false)) {
      connection.getEndPoint().close();
      return;
    }
    FairShare.Holding place = places.holding(address, () -> connection.getEndPoint().close());
    counted.put(connection, new Counted(address, place));
    boolean unused = place.take(1); // if not granted, it is closed, and onClosed cleans up
  }

  @Override
  public void onClosed(Connection connection) {
    Counted left = counted.remove(connection);
    if (left != null) {
      left.place().close();
      cap.leave(left.address());
    }
  }
}
