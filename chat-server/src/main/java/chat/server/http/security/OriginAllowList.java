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
 * Decides which pages may use this server: its own, and those of listed origins. Requests without
 * an origin do not come from a page and are allowed. Immutable.
 */
public final class OriginAllowList {
  /** Set by browsers on each request; pages cannot forge it. */
  private static final String SITE = "Sec-Fetch-Site";

  private static final Pattern ORIGIN = Pattern.compile("(?<scheme>https?)://(?<authority>.+)");

  private final Set<String> listed;

  /** Allows the server's own page and the origins {@code listed}, as browsers write them. */
  public OriginAllowList(Collection<String> listed) {
    this.listed =
        listed.stream()
            .map(origin -> origin.toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * Whether {@code request} may open a WebSocket. Browsers always send the origin then, and let any
   * page connect with the user's cookie, so this check alone rejects pages of other origins.
   */
  public boolean mayConnect(Request request) {
    List<String> origins = request.getHeaders().getValuesList(HttpHeader.ORIGIN);
    return origins.isEmpty()
        ? isFromHere(request.getHeaders().get(SITE))
        : origins.size() == 1 && isTrusted(origins.get(0), request);
  }

  /**
   * Whether {@code request} may have an unsafe method. Sec-Fetch-Site decides, because it is right
   * behind proxies that rewrite the host, too; older browsers send the origin alone.
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

  /** Whether {@code origin}, not null, is listed. */
  public boolean isListed(String origin) {
    return listed.contains(origin.toLowerCase(Locale.ROOT));
  }

  /**
   * Whether {@code origin} is the origin of the server's own page.
   *
   * @param origin the header {@code Origin}
   * @param host the header {@code Host}; null when there is none
   * @param secure whether the request came over TLS. Then the page must be https, too: an http page
   *     may have been forged on the network. Otherwise a proxy that is not configured may terminate
   *     TLS, so both schemes are accepted.
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
