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
 * Rejects requests that no client of a chat sends: methods that echo requests or open tunnels,
 * headers with too many fields, and bodies whose end two servers could determine differently
 * (request smuggling). Immutable.
 */
public final class RequestGuard extends Handler.Wrapper {
  /** Browsers behind two proxies send about 30. */
  private static final int MOST_FIELDS = 100;

  private static final Set<String> FORBIDDEN_METHODS = Set.of("TRACE", "TRACK", "CONNECT");

  /** Guards {@code handler}. */
  public RequestGuard(Handler handler) {
    super(handler);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    if (FORBIDDEN_METHODS.contains(request.getMethod())) {
      // The client may treat the bytes that follow as the content of a tunnel.
      response.getHeaders().put(HttpHeader.CONNECTION, "close");
      Responses.notAllowed(response, callback, "GET, HEAD, POST, OPTIONS");
    } else if (!isPlainlyFramed(request)) {
      response.getHeaders().put(HttpHeader.CONNECTION, "close");
      Responses.problem(
          response,
          callback,
          HttpStatus.BAD_REQUEST_400,
          ApiError.of(
              ErrorCode.INVALID, "Transfer-Encoding must be chunked, and requires HTTP/1.1."));
    } else if (request.getHeaders().size() > MOST_FIELDS) {
      Responses.problem(
          response,
          callback,
          HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE_431,
          ApiError.of(
              ErrorCode.INVALID, "A request may have at most " + MOST_FIELDS + " header fields."));
    } else {
      return super.handle(request, response, callback);
    }
    return true;
  }

  /**
   * Whether every server on the way determines the same end of the body (RFC 9112 6.1): where a
   * proxy ignores a coding that this server applies, or the reverse, they disagree on where the
   * next request begins.
   */
  private static boolean isPlainlyFramed(Request request) {
    List<String> codings = request.getHeaders().getValuesList(HttpHeader.TRANSFER_ENCODING);
    return codings.isEmpty()
        || (codings.size() == 1
            && codings.get(0).equalsIgnoreCase("chunked")
            && request.getConnectionMetaData().getHttpVersion() == HttpVersion.HTTP_1_1);
  }
}
