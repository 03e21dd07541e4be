package chat.server.http;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The proxies whose X-Forwarded headers are trusted: addresses and networks. Immutable. */
public final class TrustedProxies {
  private final List<Network> networks;

  private TrustedProxies(List<Network> networks) {
    this.networks = List.copyOf(networks);
  }

  /** No proxy is trusted. */
  public static TrustedProxies none() {
    return new TrustedProxies(List.of());
  }

  /**
   * Parses addresses and networks.
   *
   * @param texts such as {@code 10.0.0.7}, {@code 10.0.0.0/8}, {@code ::1} or {@code fd00::/8}
   * @throws IllegalArgumentException with the first text that is neither
   */
  public static TrustedProxies parse(List<String> texts) {
    List<Network> networks = new ArrayList<>();
    for (String text : texts) {
      networks.add(Network.parse(text).orElseThrow(() -> new IllegalArgumentException(text)));
    }
    return new TrustedProxies(networks);
  }

  /** Whether {@code address} is a trusted proxy. */
  public boolean contains(InetAddress address) {
    return networks.stream().anyMatch(network -> network.contains(address));
  }

  /** Whether no proxy is trusted. */
  boolean isEmpty() {
    return networks.isEmpty();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TrustedProxies that && networks.equals(that.networks);
  }

  @Override
  public int hashCode() {
    return networks.hashCode();
  }

  @Override
  public String toString() {
    return networks.toString();
  }

  /**
   * A network in CIDR notation. Immutable.
   *
   * @param address any address in it
   * @param bits the length of its prefix
   */
  private record Network(InetAddress address, int bits) {
    static Optional<Network> parse(String text) {
      int slash = text.indexOf('/');
      Optional<InetAddress> address =
          IpAddresses.parse(slash < 0 ? text : text.substring(0, slash));
      if (address.isEmpty()) {
        return Optional.empty();
      }
      int most = address.get().getAddress().length * Byte.SIZE;
      if (slash < 0) {
        return Optional.of(new Network(address.get(), most));
      }
      String bits = text.substring(slash + 1);
      return bits.matches("[0-9]{1,3}") && Integer.parseInt(bits) <= most
          ? Optional.of(new Network(address.get(), Integer.parseInt(bits)))
          : Optional.empty();
    }

    boolean contains(InetAddress other) {
      byte[] mine = address.getAddress();
      byte[] theirs = other.getAddress();
      if (mine.length != theirs.length) {
        return false;
      }
      for (int i = 0; i < bits; i++) {
        int mask = 0x80 >>> i % Byte.SIZE;
        if (((mine[i / Byte.SIZE] ^ theirs[i / Byte.SIZE]) & mask) != 0) {
          return false;
        }
      }
      return true;
    }
  }
}
