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
 * Keeps connections that are no WebSockets, or not yet, from taking all places: they are counted
 * from their opening until they are upgraded. One too many of an address is cut at once, and when
 * there are too many of all, the oldest one of the address that has most. Those of a trusted proxy
 * are of all people together and not counted. Thread-safe by its concurrent map.
 */
public final class PerAddressConnections implements Connection.Listener {
  /** What is counted of a connection. */
  private record Counted(AddressBlock address, FairShare.Holding place) {}

  private final PerAddressCounter cap;
  private final FairShare places;
  private final TrustedProxies proxies;
  private final Map<Connection, Counted> counted = new ConcurrentHashMap<>();

  /**
   * Counts by {@code cap}, which is nobody else's.
   *
   * @param most how many there may be from all addresses
   */
  public PerAddressConnections(PerAddressCounter cap, int most, TrustedProxies proxies) {
    this.cap = cap;
    this.places = new FairShare(most, 0);
    this.proxies = proxies;
  }

  /** How many there are. */
  public int count() {
    return (int) places.used();
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
    if (!cap.enter(address, false)) {
      connection.getEndPoint().close();
      return;
    }
    FairShare.Holding place = places.holding(address, () -> connection.getEndPoint().close());
    counted.put(connection, new Counted(address, place));
    boolean unused = place.take(1); // otherwise it is closed, and told so below
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
