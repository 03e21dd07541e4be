package chat.server.http;

import chat.server.account.service.Credential;
import java.util.Arrays;
import java.util.List;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/**
 * The session cookie of browsers. Over TLS its name has the prefix {@code __Host-}, with which
 * browsers accept it only from this host and over TLS: neither a sibling host nor a network
 * attacker can set one. Servers at other ports and paths of the same host have their own cookies.
 * Stateless.
 */
public final class SessionCookie {
  private static final String SECURE_PREFIX = "__Host-";

  /**
   * The longest that browsers keep a cookie (400 days): sessions end on the server, not when the
   * browser is closed.
   */
  private static final long MAX_AGE_SECONDS = 34_560_000;

  private SessionCookie() {}

  /**
   * The field value that sets it. Lax, so that users who follow a link from elsewhere are signed
   * in.
   */
  static String of(String token, Request request) {
    return cookie(token, MAX_AGE_SECONDS, request);
  }

  /** The field value that deletes it. */
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
   * The cookie's name at the address that the browser uses. Browsers send a host's cookies to all
   * its ports and, with {@code Path=/}, which the secure prefix requires, to all its paths; so the
   * name contains a port other than the default one and the path below which a trusted proxy serves
   * this server.
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
   * The request's cookie in the format of {@link Credential}. Without a cookie of this port and
   * path the plain one is used, which earlier versions set and scripts may send.
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
