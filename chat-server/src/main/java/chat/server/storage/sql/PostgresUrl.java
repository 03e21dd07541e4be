package chat.server.storage.sql;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.util.List;
import java.util.Optional;

/**
 * The URL and credentials of a PostgreSQL database. Immutable.
 *
 * @param jdbc the JDBC URL
 * @param user the database user; empty when the URL has it, or there is none
 * @param password the password of the user
 */
public record PostgresUrl(String jdbc, Optional<String> user, Optional<String> password) {
  private static final String JDBC = "jdbc:postgresql:";
  private static final List<String> SCHEMES = List.of("postgres", "postgresql");

  /**
   * Parses a JDBC URL, {@code jdbc:postgresql:…}, or the form of hosting platforms, {@code
   * postgres://user:password@host:port/name}.
   *
   * @return empty when it is neither
   */
  public static Optional<PostgresUrl> parse(String text) {
    if (text.startsWith(JDBC)) {
      return Optional.of(new PostgresUrl(text, Optional.empty(), Optional.empty()));
    }
    try {
      URI uri = new URI(text);
      boolean valid =
          uri.getScheme() != null
              && SCHEMES.contains(uri.getScheme())
              && uri.getHost() != null
              && uri.getPath() != null
              && uri.getPath().length() > 1;
      return valid ? Optional.of(of(uri)) : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  private static PostgresUrl of(URI uri) {
    String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
    String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    String jdbc = JDBC + "//" + uri.getHost() + port + uri.getRawPath() + query;
    String credentials = uri.getRawUserInfo() == null ? "" : uri.getRawUserInfo();
    int colon = credentials.indexOf(':');
    String user = colon < 0 ? credentials : credentials.substring(0, colon);
    return new PostgresUrl(
        jdbc,
        user.isEmpty() ? Optional.empty() : Optional.of(decode(user)),
        colon < 0 ? Optional.empty() : Optional.of(decode(credentials.substring(colon + 1))));
  }

  private static String decode(String part) {
    return URLDecoder.decode(part.replace("+", "%2B"), UTF_8);
  }

  @Override
  public String toString() {
    return user.map(name -> name + "@").orElse("") + jdbc; // the password must not reach a log
  }
}
