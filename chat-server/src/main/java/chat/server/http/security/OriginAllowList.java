package chat.server.http.security;

import chat.server.http.Authority;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/**
 * Which pages may use this server: its own, and those of listed origins. Whatever names no page is
 * a script and may. Immutable.
 */
public final class OriginAllowList {
  /** What browsers, and nothing that a page can write, say of the page behind a request. */
  private static final String SITE = "Sec-Fetch-Site";

  private static final Pattern ORIGIN = Pattern.compile("(?<scheme>https?)://(?<authority>.+)");

  private final Set<String> listed;

  /** The own page and {@code listed}, each written as browsers write an origin. */
  public OriginAllowList(Collection<String> listed) {
    this.listed =
        listed.stream()
            .map(origin -> origin.toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * Whether {@code request} may open a WebSocket. Browsers always name the origin then, and let any
   * page ask with the visitor's cookie, so this is the only thing that keeps foreign pages out.
   */
  public boolean mayConnect(Request request) {
    List<String> origins = request.getHeaders().getValuesList(HttpHeader.ORIGIN);
    return origins.isEmpty()
        ? isFromHere(request.getHeaders().get(SITE))
        : origins.size() == 1 && isTrusted(origins.get(0), request);
  }

  /**
   * Whether {@code request} may change something. What the browser says of the page decides, for it
   * holds behind proxies that rewrite the host too; older browsers name the origin alone.
   */
  public boolean mayChange(Request request) {
    List<String> origins = request.getHeaders().getValuesList(HttpHeader.ORIGIN);
    if (origins.size() > 1) {
      return false;
    }
    String origin = origins.isEmpty() ? null : origins.get(0);
    if (origin != null && isListed(origin)) {
      return true;
    }
    String site = request.getHeaders().get(SITE);
    return site == null ? origin == null || isTrusted(origin, request) : isFromHere(site);
  }

  private static boolean isFromHere(String site) {
    return site == null || site.equals("same-origin") || site.equals("none");
  }

  private boolean isTrusted(String origin, Request request) {
    HttpFields headers = request.getHeaders();
    return isOwn(origin, headers.get(HttpHeader.HOST), request.isSecure()) || isListed(origin);
  }

  /** Whether {@code origin}, not null, is one of the listed. */
  public boolean isListed(String origin) {
    return listed.contains(origin.toLowerCase(Locale.ROOT));
  }

  /**
   * Whether {@code origin} is that of the server's own page.
   *
   * @param origin as a browser writes it
   * @param host what the request calls the server; null when it does not
   * @param secure whether the request came over TLS. Then the page must have, too: one that did not
   *     may be anybody's. Otherwise a proxy that is not known may have ended TLS, so both pass.
   */
  static boolean isOwn(String origin, String host, boolean secure) {
    Matcher parts = ORIGIN.matcher(origin);
    Optional<Authority> server = Authority.parse(host);
    if (!parts.matches() || server.isEmpty()) {
      return false;
    }
    boolean https = parts.group("scheme").equals("https");
    return (https || !secure)
        && Authority.parse(parts.group("authority"))
            .filter(page -> isSame(page, server.get(), https))
            .isPresent();
  }

  private static boolean isSame(Authority page, Authority server, boolean https) {
    return page.host().equalsIgnoreCase(server.host())
        && page.effectivePort(https).equals(server.effectivePort(https));
  }
}
