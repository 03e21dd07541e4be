package chat.server.account.service;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A session as a request shows it. Immutable.
 *
 * @param source where the request carries it
 * @param token the secret, not yet known to be one
 */
public record Credential(Source source, String token) {
  /** The cookie that carries a session. */
  public static final String COOKIE = "chat_session";

  private static final String SCHEME = "bearer ";
  private static final String SUBPROTOCOL = "session.";

  /** The places of a request where a session may stand, the strongest first. */
  public enum Source {
    /** {@code Authorization: Bearer}: scripts. */
    BEARER,
    /** {@code Sec-WebSocket-Protocol: session.…}: pages on another origin. */
    SUBPROTOCOL,
    /** The cookie {@link #COOKIE}: the own page. */
    COOKIE
  }

  /**
   * What these headers of a request show; each list holds all fields of its name.
   *
   * @return empty when they show no session
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
