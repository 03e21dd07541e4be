package chat.server.http.security;

import chat.server.http.Responses;
import chat.server.wire.error.ApiError;
import chat.server.wire.error.ErrorCode;
import java.util.List;
import java.util.Set;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Refuses what no client of a chat sends: methods that mirror requests or open tunnels, and headers
 * of a hundred fields, and bodies whose end two programs may see at two places. Immutable.
 */
public final class RequestGuard extends Handler.Wrapper {
  /** Browsers behind two proxies send about thirty. */
  private static final int MOST_FIELDS = 100;

  private static final Set<String> NOWHERE = Set.of("TRACE", "TRACK", "CONNECT");

  /** Bounds what reaches {@code handler}. */
  public RequestGuard(Handler handler) {
    super(handler);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    if (NOWHERE.contains(request.getMethod())) {
      // Whoever asked for a tunnel may take what follows for its inside.
      response.getHeaders().put(HttpHeader.CONNECTION, "close");
      Responses.notAllowed(response, callback, "GET, HEAD, POST, OPTIONS");
    } else if (!isPlainlyFramed(request)) {
      response.getHeaders().put(HttpHeader.CONNECTION, "close");
      Responses.problem(
          response,
          callback,
          HttpStatus.BAD_REQUEST_400,
          ApiError.of(ErrorCode.INVALID, "The only transfer coding is chunked, in HTTP/1.1."));
    } else if (request.getHeaders().size() > MOST_FIELDS) {
      Responses.problem(
          response,
          callback,
          HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE_431,
          ApiError.of(ErrorCode.INVALID, "A header has at most " + MOST_FIELDS + " fields."));
    } else {
      return super.handle(request, response, callback);
    }
    return true;
  }

  /**
   * Whether the end of the body is where every server on the way sees it (RFC 9112 6.1): a proxy
   * that ignores a coding which is ignored here too would take one request for two.
   */
  private static boolean isPlainlyFramed(Request request) {
    List<String> codings = request.getHeaders().getValuesList(HttpHeader.TRANSFER_ENCODING);
    return codings.isEmpty()
        || (codings.size() == 1
            && codings.get(0).equalsIgnoreCase("chunked")
            && request.getConnectionMetaData().getHttpVersion() == HttpVersion.HTTP_1_1);
  }
}
