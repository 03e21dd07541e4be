package chat.server.account.service;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The session token of a request. Immutable.
 *
 * @param source where the request has it
 * @param token the secret, not checked yet
 */
public record Credential(Source source, String token) {
  /** The name of the session cookie. */
  public static final String COOKIE = "chat_session";

  private static final String SCHEME = "bearer ";
  private static final String SUBPROTOCOL = "session.";

  /** Where a request can have a session token, in order of precedence. */
  public enum Source {
    /** {@code Authorization: Bearer}, for scripts and bots. */
    BEARER,
    /** {@code Sec-WebSocket-Protocol: session.…}, for pages of another origin. */
    SUBPROTOCOL,
    /** The cookie {@link #COOKIE}, for the server's own page. */
    COOKIE
  }

  /**
   * The token in these request headers; each list has all fields of its name.
   *
   * @return empty when none of them has a token
   */
  public static Optional<Credential> of(
      List<String> authorizations, List<String> subprotocols, List<String> cookies) {
    return bearer(authorizations).or(() -> subprotocol(subprotocols)).or(() -> cookie(cookies));
  }

  private static Optional<Credential> bearer(List<String> fields) {
    return fields.stream()
        .map(String::strip)
        .filter(field -> (field + " ").toLowerCase(Locale.ROOT).startsWith(SCHEME))
        .map(field -> (field + " ").substring(SCHEME.length()).strip())
        .map(token -> new Credential(Source.BEARER, token))
        .findFirst();
  }

  private static Optional<Credential> subprotocol(List<String> fields) {
    return fields.stream()
        .flatMap(field -> Arrays.stream(field.split(",")))
        .map(String::strip)
        .filter(protocol -> protocol.startsWith(SUBPROTOCOL))
        .map(
            protocol ->
                new Credential(Source.SUBPROTOCOL, protocol.substring(SUBPROTOCOL.length())))
        .findFirst();
  }

  private static Optional<Credential> cookie(List<String> fields) {
    return fields.stream()
        .flatMap(field -> Arrays.stream(field.split(";")))
        .map(String::strip)
        .filter(cookie -> cookie.startsWith(COOKIE + "="))
        .map(cookie -> new Credential(Source.COOKIE, cookie.substring(COOKIE.length() + 1)))
        .findFirst();
  }

  @Override
  public String toString() {
    return source + " session"; // the token is a secret and must not reach a log
  }
}
