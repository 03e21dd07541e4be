package chat.server.http;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/**
 * A host with an optional port, as in a Host field or an origin. Immutable.
 *
 * @param host a name, an IPv4 address or an IPv6 address in brackets; never empty
 * @param port its digits as written; empty when there is none
 */
public record Authority(String host, String port) {
  /** More lenient than java.net.URI, which rejects host names with an underscore. */
  private static final Pattern FORM =
      Pattern.compile("(?<host>\\[[0-9A-Fa-f:.]+]|[^\\[\\]:/?#@\\s]+)(:(?<port>[0-9]{1,5}))?");

  /**
   * Parses {@code text}.
   *
   * @return empty when it is null or not an authority
   */
  public static Optional<Authority> parse(String text) {
    Matcher parts = FORM.matcher(text == null ? "" : text);
    if (!parts.matches()) {
      return Optional.empty();
    }
    String port = parts.group("port");
    return Optional.of(new Authority(parts.group("host"), port == null ? "" : port));
  }

  /** The host and port under which the client of {@code request} addresses this server. */
  static Optional<Authority> of(Request request) {
    return parse(request.getHeaders().get(HttpHeader.HOST));
  }

  /** The port, or the default one of the scheme when there is none. */
  public String effectivePort(boolean https) {
    return port.isEmpty() ? https ? "443" : "80" : port;
  }
}
