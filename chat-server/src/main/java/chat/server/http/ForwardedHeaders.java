package chat.server.http;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpScheme;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.HostPort;
import org.eclipse.jetty.util.URIUtil;

/**
 * Applies the X-Forwarded headers of trusted proxies: the client's address, whether it uses TLS,
 * and the host and path that it knows. The same headers from any other peer are ignored. Immutable.
 */
public final class ForwardedHeaders implements HttpConfiguration.Customizer {
  /**
   * Longer than any path that an operator would choose, and without characters that are special in
   * HTML.
   */
  private static final Pattern PREFIX = Pattern.compile("(?:/[A-Za-z0-9._~-]{1,64}){1,8}");

  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._~%:\\[\\]-]{1,255}");

  private final TrustedProxies proxies;

  /** Trusts {@code proxies} only. */
  public ForwardedHeaders(TrustedProxies proxies) {
    this.proxies = proxies;
  }

  @Override
  public Request customize(Request request, HttpFields.Mutable responseHeaders) {
    SocketAddress peer = request.getConnectionMetaData().getRemoteSocketAddress();
    boolean trusted =
        peer instanceof InetSocketAddress socket
            && socket.getAddress() != null
            && proxies.contains(socket.getAddress());
    return trusted ? new Forwarded(request, (InetSocketAddress) peer, proxies) : request;
  }

  /** Whether {@code request} comes from a trusted proxy. */
  public static boolean isForwarded(Request request) {
    return Request.as(request, Forwarded.class) != null;
  }

  /**
   * The path below which the proxy serves this server, and which the proxy strips.
   *
   * @return such as {@code /chat}, without a trailing slash; empty for the root, or without such a
   *     header of a trusted proxy
   */
  public static String prefixOf(Request request) {
    Forwarded forwarded = Request.as(request, Forwarded.class);
    return forwarded == null ? "" : forwarded.prefix;
  }

  /**
   * The client's address: the last one that does not belong to a trusted proxy. Addresses before it
   * may have been forged by the client.
   */
  static Optional<InetAddress> clientOf(List<String> forwardedFor, TrustedProxies proxies) {
    List<String> hops = new ArrayList<>(split(forwardedFor));
    Collections.reverse(hops);
    Optional<InetAddress> nearest = Optional.empty();
    for (String hop : hops) {
      Optional<InetAddress> address = IpAddresses.parse(withoutPort(hop));
      if (address.isEmpty()) {
        return nearest;
      }
      nearest = address;
      if (!proxies.contains(address.get())) {
        return nearest;
      }
    }
    return nearest;
  }

  /** Some proxies write {@code 192.0.2.1:4711} and {@code [2001:db8::1]:4711}. */
  private static String withoutPort(String hop) {
    if (hop.startsWith("[")) {
      int end = hop.indexOf(']');
      return end < 0 ? hop : hop.substring(1, end);
    }
    int colon = hop.indexOf(':');
    return colon >= 0 && colon == hop.lastIndexOf(':') ? hop.substring(0, colon) : hop;
  }

  private static List<String> split(List<String> fields) {
    return fields.stream()
        .flatMap(field -> Arrays.stream(field.split(",", -1)))
        .map(String::strip)
        .toList();
  }

  /** The last value of all fields of a name, which the proxy itself has written. */
  private static Optional<String> last(HttpFields headers, HttpHeader name) {
    return last(headers, name.asString());
  }

  private static Optional<String> last(HttpFields headers, String name) {
    List<String> values = split(headers.getValuesList(name));
    return values.isEmpty() ? Optional.empty() : Optional.of(values.get(values.size() - 1));
  }

  /** A request as the client sent it to the proxy. Immutable as the request is. */
  private static final class Forwarded extends Request.Wrapper {
    private final boolean secure;
    private final HttpFields headers;
    private final HttpURI uri;
    private final String prefix;
    private final ConnectionMetaData connection;

    Forwarded(Request request, InetSocketAddress proxy, TrustedProxies proxies) {
      super(request);
      HttpFields given = request.getHeaders();
      secure =
          last(given, HttpHeader.X_FORWARDED_PROTO)
              .map("https"::equalsIgnoreCase)
              .orElse(request.isSecure());
      HttpURI.Mutable forwarded = HttpURI.build(request.getHttpURI());
      forwarded.scheme(secure ? HttpScheme.HTTPS : HttpScheme.HTTP);
      Optional<HostPort> host = last(given, HttpHeader.X_FORWARDED_HOST).flatMap(Forwarded::host);
      if (host.isPresent()) {
        int usual = URIUtil.getDefaultPortForScheme(forwarded.getScheme());
        int port = host.get().getPort(usual);
        forwarded.authority(host.get().getHost(), port == usual ? -1 : port);
        headers =
            HttpFields.build(given).put(HttpHeader.HOST, forwarded.getAuthority()).asImmutable();
      } else {
        headers = given;
      }
      uri = forwarded.asImmutable();
      prefix =
          last(given, "X-Forwarded-Prefix")
              .map(path -> path.endsWith("/") ? path.substring(0, path.length() - 1) : path)
              .filter(path -> PREFIX.matcher(path).matches())
              .orElse("");
      SocketAddress client =
          clientOf(given.getValuesList(HttpHeader.X_FORWARDED_FOR), proxies)
              .map(address -> new InetSocketAddress(address, 0))
              .orElse(proxy);
      connection = new ThroughProxy(request.getConnectionMetaData(), client, secure);
    }

    private static Optional<HostPort> host(String text) {
      try {
        return HOST.matcher(text).matches() ? Optional.of(new HostPort(text)) : Optional.empty();
      } catch (IllegalArgumentException notAHost) {
        return Optional.empty();
      }
    }

    @Override
    public boolean isSecure() {
      return secure;
    }

    @Override
    public HttpFields getHeaders() {
      return headers;
    }

    @Override
    public HttpURI getHttpURI() {
      return uri;
    }

    @Override
    public ConnectionMetaData getConnectionMetaData() {
      return connection;
    }
  }

  /** The connection between client and proxy. Immutable as the wrapped data are. */
  private static final class ThroughProxy extends ConnectionMetaData.Wrapper {
    private final SocketAddress client;
    private final boolean secure;

    ThroughProxy(ConnectionMetaData wrapped, SocketAddress client, boolean secure) {
      super(wrapped);
      this.client = client;
      this.secure = secure;
    }

    @Override
    public SocketAddress getRemoteSocketAddress() {
      return client;
    }

    @Override
    public boolean isSecure() {
      return secure;
    }
  }
}
