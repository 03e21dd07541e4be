package chat.server.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import chat.server.wire.ErrorCode;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Serves the page and its files, and answers whatever nobody else did. Thread-safe as its assets
 * are.
 */
public final class StaticHandler extends Handler.Abstract {
  /** What reads and changes nothing. */
  static final String READS = "GET, HEAD";

  /** The type of the pages that this server writes itself. */
  static final String HTML = "text/html; charset=utf-8";

  private static final String GZIP = "gzip";
  private static final HttpField BY_CODING =
      new PreEncodedHttpField(HttpHeader.VARY, HttpHeader.ACCEPT_ENCODING.asString());

  private final Assets assets;
  private final PrefixedPage prefixedPage = new PrefixedPage();

  /** Serves {@code assets}. */
  public StaticHandler(Assets assets) {
    super(assets.isFixed() ? InvocationType.NON_BLOCKING : InvocationType.BLOCKING);
    this.assets = assets;
  }

  /** Whether a request only reads. */
  static boolean isRead(Request request) {
    return HttpMethod.GET.is(request.getMethod()) || HttpMethod.HEAD.is(request.getMethod());
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    String path = Request.getPathInContext(request);
    CompletionStage<Optional<Asset>> asset =
        path.equals("/") ? pageFor(request) : assets.find(path);
    asset
        .thenAccept(found -> answer(found, request, response, callback))
        .exceptionally(
            failure -> {
              Response.writeError(request, response, callback, failure);
              return null;
            });
    return true;
  }

  private CompletionStage<Optional<Asset>> pageFor(Request request) {
    String prefix = ProxyHeaders.prefixOf(request);
    return assets
        .find("/index.html")
        .thenApply(found -> found.map(page -> prefixedPage.of(page, prefix)));
  }

  private void answer(
      Optional<Asset> found, Request request, Response response, Callback callback) {
    if (found.isEmpty()) {
      nothing(request, response, callback);
    } else if (!isRead(request)) {
      Answer.notAllowed(response, callback, READS);
    } else {
      serve(found.get(), request, response, callback);
    }
  }

  private void serve(Asset asset, Request request, Response response, Callback callback) {
    HttpFields.Mutable headers = response.getHeaders();
    if (!asset.isDocument()) {
      SecurityHeaders.spareFile(headers);
    }
    Asset sent = asset;
    if (asset.gzip().isPresent()) {
      headers.ensureField(BY_CODING);
      if (takesGzip(request)) {
        sent = asset.gzip().get();
        headers.put(HttpHeader.CONTENT_ENCODING, GZIP);
      }
    }
    headers.put(HttpHeader.ETAG, sent.etag());
    // File names stay the same from version to version: keep, but ask each time.
    headers.put(HttpHeader.CACHE_CONTROL, assets.isFixed() ? "no-cache" : "no-store");
    if (isKept(sent, request)) {
      headers.remove(HttpHeader.CONTENT_ENCODING);
      Answer.empty(response, callback, 304);
    } else {
      Answer.send(response, callback, 200, sent.contentType(), sent.bytes());
    }
  }

  private static boolean takesGzip(Request request) {
    return request.getHeaders().getQualityCSV(HttpHeader.ACCEPT_ENCODING).contains(GZIP);
  }

  private static boolean isKept(Asset asset, Request request) {
    return request.getHeaders().getCSV(HttpHeader.IF_NONE_MATCH, true).stream()
        .map(tag -> tag.startsWith("W/") ? tag.substring(2) : tag)
        .anyMatch(tag -> tag.equals(asset.etag()) || tag.equals("*"));
  }

  private static void nothing(Request request, Response response, Callback callback) {
    if (isPageOfAPerson(request)) {
      String link = "<a href=\"" + pathToRoot(request) + "\">Open the chat</a>";
      byte[] page = page("Not found", "Not found. " + link).getBytes(UTF_8);
      Answer.send(response, callback, 404, HTML, page);
    } else {
      Answer.refuse(response, callback, ErrorCode.NOT_FOUND, "Not found.");
    }
  }

  /** Relative, for a proxy may serve the chat below a path that this server does not know. */
  private static String pathToRoot(Request request) {
    long depth = Request.getPathInContext(request).chars().filter(c -> c == '/').count();
    return depth <= 1 ? "./" : "../".repeat((int) depth - 1);
  }

  /** Whether a browser asks for a page to show to a person. */
  static boolean isPageOfAPerson(Request request) {
    return isRead(request)
        && request.getHeaders().getQualityCSV(HttpHeader.ACCEPT).contains("text/html");
  }

  /** A page that says one thing; {@code body} is HTML. */
  static String page(String title, String body) {
    return """
        <!doctype html>
        <html lang="en">
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width">
        <title>%s</title>
        <p>%s
        """
        .formatted(title, body);
  }
}
