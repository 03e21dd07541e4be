package chat.server.http;

import chat.server.wire.ErrorCode;
import chat.server.wire.WireError;
import java.util.Set;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Refuses what no client of a chat sends: methods that mirror requests or open tunnels, and headers
 * of a hundred fields. Immutable.
 */
public final class RequestBounds extends Handler.Wrapper {
  /** Browsers behind two proxies send about thirty. */
  private static final int MOST_FIELDS = 100;

  private static final Set<String> NOWHERE = Set.of("TRACE", "TRACK", "CONNECT");

  /** Bounds what reaches {@code handler}. */
  public RequestBounds(Handler handler) {
    super(handler);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    if (NOWHERE.contains(request.getMethod())) {
      // Whoever asked for a tunnel may take what follows for its inside.
      response.getHeaders().put(HttpHeader.CONNECTION, "close");
      Answer.notAllowed(response, callback, "GET, HEAD, POST, OPTIONS");
    } else if (request.getHeaders().size() > MOST_FIELDS) {
      Answer.problem(
          response,
          callback,
          HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE_431,
          WireError.of(ErrorCode.INVALID, "A header has at most " + MOST_FIELDS + " fields."));
    } else {
      return super.handle(request, response, callback);
    }
    return true;
  }
}
