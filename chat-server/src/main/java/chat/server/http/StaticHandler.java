package chat.server.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import chat.server.wire.ErrorCode;
import java.util.Optional;
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

  private static final String GZIP = "gzip";
  private static final HttpField BY_CODING =
      new PreEncodedHttpField(HttpHeader.VARY, HttpHeader.ACCEPT_ENCODING.asString());

  private static final byte[] NOTHING_HERE =
      """
      <!doctype html>
      <html lang="en">
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width">
      <title>Nothing here</title>
      <p>There is nothing here. <a href="/">Open the chat</a>
      """
          .getBytes(UTF_8);

  private final Assets assets;

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
    assets
        .find(path.equals("/") ? "/index.html" : path)
        .thenAccept(found -> answer(found, request, response, callback))
        .exceptionally(
            failure -> {
              Response.writeError(request, response, callback, failure);
              return null;
            });
    return true;
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
    boolean person = request.getHeaders().getQualityCSV(HttpHeader.ACCEPT).contains("text/html");
    if (person && isRead(request)) {
      Answer.send(response, callback, 404, "text/html; charset=utf-8", NOTHING_HERE);
    } else {
      Answer.refuse(response, callback, ErrorCode.NOT_FOUND, "There is nothing here.");
    }
  }
}
