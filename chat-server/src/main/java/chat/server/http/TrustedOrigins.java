package chat.server.http;

import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which pages may use this server: its own, and those of listed origins. Scripts name no origin.
 * Immutable.
 */
public final class TrustedOrigins {
  private final Set<String> listed;

  /** The own page and {@code listed}, each written as browsers write an origin. */
  public TrustedOrigins(Collection<String> listed) {
    this.listed =
        listed.stream()
            .map(origin -> origin.toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * Whether a page of {@code origin} may use the server that it calls {@code host}.
   *
   * @param origin the request's field, null when it has none
   * @param host the request's field, null when it has none
   */
  public boolean allows(String origin, String host) {
    return origin == null || isOwn(origin, host) || isListed(origin);
  }

  /** Whether {@code origin}, not null, is one of the listed. */
  public boolean isListed(String origin) {
    return listed.contains(origin.toLowerCase(Locale.ROOT));
  }

  /**
   * Whether both name one host and port. The scheme may differ: behind a proxy that ends TLS the
   * page is https and the server is not.
   */
  static boolean isOwn(String origin, String host) {
    int colon = origin.indexOf("://");
    return host != null
        && colon > 0
        && origin.substring(colon + "://".length()).equalsIgnoreCase(host);
  }
}
