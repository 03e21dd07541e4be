package chat.server.http;

import chat.server.account.service.Credential;
import java.util.Arrays;
import java.util.List;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/**
 * The cookie by which a browser shows its session. Over TLS its name has a prefix with which
 * browsers take it from this host over TLS alone: no neighbouring host and no network can plant
 * one. Servers at other ports and paths of one host have cookies of their own. Stateless.
 */
public final class SessionCookie {
  private static final String SECURE_PREFIX = "__Host-";

  /**
   * As long as browsers keep any cookie (400 days): the server, not the browser's closing, ends a
   * session.
   */
  private static final long MAX_AGE_SECONDS = 34_560_000;

  private SessionCookie() {}

  /** The field value that sets it. Lax, so that a link from elsewhere finds one signed in. */
  static String of(String token, Request request) {
    return cookie(token, MAX_AGE_SECONDS, request);
  }

  /** The field value that takes it away. */
  static String ended(Request request) {
    return cookie("", 0, request);
  }

  private static String cookie(String value, long maxAgeSeconds, Request request) {
    return nameFor(request)
        + "="
        + value
        + "; Path=/; Max-Age="
        + maxAgeSeconds
        + "; HttpOnly; SameSite=Lax"
        + (request.isSecure() ? "; Secure" : "");
  }

  /**
   * The cookie's name at the address that the browser has. Browsers send a host's cookies to all
   * its ports and, by {@code Path=/}, which the secure prefix demands, to all its paths; so a port
   * other than the usual one and a path below which a trusted proxy serves this server are in the
   * name.
   */
  static String nameFor(Request request) {
    boolean secure = request.isSecure();
    String usualPort = secure ? "443" : "80";
    String port =
        Authority.of(request)
            .map(authority -> authority.effectivePort(secure))
            .filter(written -> !written.equals(usualPort))
            .map(written -> "_" + written)
            .orElse("");
    String path = ForwardedHeaders.prefixOf(request).replace("/", "%2F");
    return prefix(request) + Credential.COOKIE + port + path;
  }

  /**
   * The request's cookie as {@link Credential} reads it. Without the one of this port and path the
   * plain one counts, which earlier versions set and scripts write by hand.
   */
  public static List<String> shownBy(Request request) {
    List<String> own = named(nameFor(request), request);
    return own.isEmpty() ? named(prefix(request) + Credential.COOKIE, request) : own;
  }

  private static List<String> named(String name, Request request) {
    return request.getHeaders().getValuesList(HttpHeader.COOKIE).stream()
        .flatMap(field -> Arrays.stream(field.split(";", -1)))
        .map(String::strip)
        .filter(cookie -> cookie.startsWith(name + "="))
        .map(cookie -> Credential.COOKIE + cookie.substring(name.length()))
        .toList();
  }

  private static String prefix(Request request) {
    return request.isSecure() ? SECURE_PREFIX : "";
  }
}
