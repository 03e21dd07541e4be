package chat.server.http;

import chat.server.account.Credential;

/** The cookie by which a browser shows its session. */
final class SessionCookie {
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
    String cookie =
        Credential.COOKIE
            + "="
            + value
            + "; Path=/; Max-Age="
            + maxAgeSeconds
            + "; HttpOnly; SameSite=Lax";
    return secure ? cookie + "; Secure" : cookie;
  }
}
