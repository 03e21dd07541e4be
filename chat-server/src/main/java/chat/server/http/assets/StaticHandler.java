package chat.server.http.assets;

import chat.server.http.ForwardedHeaders;
import chat.server.http.Responses;
import chat.server.http.SecurityHeaders;
import chat.server.http.SimplePage;
import chat.server.wire.error.ErrorCode;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Serves the page and its files, and answers all other requests with 404. Thread-safe as its assets
 * are.
 */
public final class StaticHandler extends Handler.Abstract {
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
    String prefix = ForwardedHeaders.prefixOf(request);
    return assets
        .find("/index.html")
        .thenApply(found -> found.map(page -> prefixedPage.of(page, prefix)));
  }

  private void answer(
      Optional<Asset> found, Request request, Response response, Callback callback) {
    if (found.isEmpty()) {
      notFound(request, response, callback);
    } else if (!SimplePage.isRead(request)) {
      Responses.notAllowed(response, callback, SimplePage.READS);
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
    // File names are the same in each version: caches have to revalidate.
    headers.put(HttpHeader.CACHE_CONTROL, assets.isFixed() ? "no-cache" : "no-store");
    if (isCached(sent, request)) {
      headers.remove(HttpHeader.CONTENT_ENCODING);
      Responses.empty(response, callback, 304);
    } else {
      Responses.send(response, callback, 200, sent.contentType(), sent.bytes());
    }
  }

  private static boolean takesGzip(Request request) {
    return request.getHeaders().getQualityCSV(HttpHeader.ACCEPT_ENCODING).contains(GZIP);
  }

  private static boolean isCached(Asset asset, Request request) {
    return request.getHeaders().getCSV(HttpHeader.IF_NONE_MATCH, true).stream()
        .map(tag -> tag.startsWith("W/") ? tag.substring(2) : tag)
        .anyMatch(tag -> tag.equals(asset.etag()) || tag.equals("*"));
  }

  private static void notFound(Request request, Response response, Callback callback) {
    if (SimplePage.isAskedFor(request)) {
      String link = "<a href=\"" + pathToRoot(request) + "\">Open the chat</a>";
      SimplePage.send(response, callback, 404, "Not found", "Not found. " + link);
    } else {
      Responses.reject(response, callback, ErrorCode.NOT_FOUND, "Not found.");
    }
  }

  /** Relative, because a proxy may serve the chat below a path unknown to this server. */
  private static String pathToRoot(Request request) {
    long depth = Request.getPathInContext(request).chars().filter(c -> c == '/').count();
    return depth <= 1 ? "./" : "../".repeat((int) depth - 1);
  }
}
