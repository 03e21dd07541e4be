package chat.server.http;

import chat.server.account.Credential;
import java.util.Arrays;
import java.util.List;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/**
 * The cookie by which a browser shows its session. Over TLS it is another one, whose name browsers
 * let nobody set but this host, over TLS: no neighbour and no network can slip somebody theirs.
 * Stateless.
 */
public final class SessionCookie {
  private static final String SECURE_NAME = "__Host-" + Credential.COOKIE;

  /**
   * As long as browsers keep any cookie (400 days): the server, not the browser's closing, ends a
   * session.
   */
  private static final long MAX_AGE_SECONDS = 34_560_000;

  private SessionCookie() {}

  /** The field value that sets it. Lax, so that a link from elsewhere finds one signed in. */
  static String of(String token, boolean secure) {
    return cookie(token, MAX_AGE_SECONDS, secure);
  }

  /** The field value that takes it away. */
  static String ended(boolean secure) {
    return cookie("", 0, secure);
  }

  private static String cookie(String value, long maxAgeSeconds, boolean secure) {
    return (secure ? SECURE_NAME : Credential.COOKIE)
        + "="
        + value
        + "; Path=/; Max-Age="
        + maxAgeSeconds
        + "; HttpOnly; SameSite=Lax"
        + (secure ? "; Secure" : "");
  }

  /** The request's cookies as {@link Credential} reads them, with the one that counts here. */
  public static List<String> shownBy(Request request) {
    List<String> fields = request.getHeaders().getValuesList(HttpHeader.COOKIE);
    if (!request.isSecure()) {
      return fields;
    }
    return fields.stream()
        .flatMap(field -> Arrays.stream(field.split(";", -1)))
        .map(String::strip)
        .filter(cookie -> cookie.startsWith(SECURE_NAME + "="))
        .map(cookie -> Credential.COOKIE + cookie.substring(SECURE_NAME.length()))
        .toList();
  }
}
