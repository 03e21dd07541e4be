package chat.server.http.assets;

import static java.nio.charset.StandardCharsets.UTF_8;

import chat.server.http.ForwardedHeaders;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;

/**
 * The page behind a proxy that serves it below a path. At {@code /chat}, without a trailing slash,
 * the page's relative links would point outside that path and none of its files would load, so its
 * links are made absolute; its first script then redirects to {@code /chat/}. Thread-safe.
 */
final class PrefixedPage {
  private static final Pattern RELATIVE_LINK =
      Pattern.compile("(?<name> (?:href|src)=\")(?<path>[A-Za-z][A-Za-z0-9/._-]*\")");

  /** The latest page: a server is normally served below one path only. */
  private final AtomicReference<Made> last = new AtomicReference<>();

  private record Made(Asset page, String prefix, Asset prefixed) {}

  /**
   * {@code page} as it is served below {@code prefix}.
   *
   * @param prefix as {@link ForwardedHeaders#prefixOf}; empty leaves the page as it is
   */
  Asset of(Asset page, String prefix) {
    if (prefix.isEmpty()) {
      return page;
    }
    Made made = last.get();
    if (made == null || !made.page().etag().equals(page.etag()) || !made.prefix().equals(prefix)) {
      String html = new String(page.bytes(), UTF_8);
      String linked = RELATIVE_LINK.matcher(html).replaceAll("${name}" + prefix + "/${path}");
      made = new Made(page, prefix, Asset.of(linked.getBytes(UTF_8), page.contentType()));
      last.set(made);
    }
    return made.prefixed();
  }
}
