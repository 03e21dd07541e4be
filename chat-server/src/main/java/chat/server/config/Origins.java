package chat.server.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Origins as browsers name them: {@code https://chat.example:8443}. Stateless. */
final class Origins {
  private Origins() {}

  /** Parses comma-separated origins into their canonical form, as browsers send them. */
  static Set<String> parse(String text, Consumer<String> mistakes) {
    Set<String> origins = new LinkedHashSet<>();
    for (String part : SettingParser.parts(text)) {
      if (part.contains("*")) {
        mistakes.accept(
            "must list each origin; * would let every page on the web act for its users.");
      } else {
        read(part)
            .ifPresentOrElse(
                origins::add,
                () ->
                    mistakes.accept(
                        "must hold origins such as https://chat.example:8443"
                            + SettingParser.not(part)));
      }
    }
    return origins;
  }

  private static Optional<String> read(String text) {
    try {
      URI uri = new URI(text);
      boolean bare =
          uri.getHost() != null
              && uri.getRawPath().isEmpty()
              && uri.getRawQuery() == null
              && uri.getRawFragment() == null
              && uri.getRawUserInfo() == null;
      return bare ? canonical(uri) : Optional.empty();
    } catch (URISyntaxException notAUri) {
      return Optional.empty();
    }
  }

  /** Lower-case, and without the port that the scheme implies. */
  private static Optional<String> canonical(URI uri) {
    String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
    int usualPort = scheme.equals("https") ? 443 : 80;
    boolean web = scheme.equals("https") || scheme.equals("http");
    if (!web || uri.getPort() > 65_535) {
      return Optional.empty();
    }
    boolean plain = uri.getPort() < 0 || uri.getPort() == usualPort;
    String host = uri.getHost().toLowerCase(Locale.ROOT);
    return Optional.of(scheme + "://" + host + (plain ? "" : ":" + uri.getPort()));
  }
}
