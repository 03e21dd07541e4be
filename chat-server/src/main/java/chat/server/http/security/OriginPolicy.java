package chat.server.http.security;

import chat.server.http.Responses;
import chat.server.http.RestExchange;
import chat.server.wire.error.ErrorCode;
import java.util.Set;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Lets pages of listed origins read responses (CORS), and rejects unsafe requests of other origins,
 * which would carry the user's cookie (CSRF). Immutable.
 */
public final class OriginPolicy extends Handler.Wrapper {
  private static final Set<String> SAFE_METHODS = Set.of("GET", "HEAD", "OPTIONS");

  /** Long enough to avoid a preflight per message, short enough for a change to take effect. */
  private static final String PREFLIGHT_SECONDS = "600";

  private final OriginAllowList origins;

  /** Applies the policy to requests for {@code handler}. */
  public OriginPolicy(OriginAllowList origins, Handler handler) {
    super(handler);
    this.origins = origins;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    if (!SAFE_METHODS.contains(request.getMethod()) && !origins.mayChange(request)) {
      Responses.reject(
          response, callback, ErrorCode.FORBIDDEN, "Requests from this origin are not allowed.");
      return true;
    }
    String origin = request.getHeaders().get(HttpHeader.ORIGIN);
    if (origin != null && origins.isListed(origin)) {
      HttpFields.Mutable answer = response.getHeaders();
      answer.put("Access-Control-Allow-Origin", origin);
      answer.put("Access-Control-Allow-Credentials", "true");
      answer.put(
          "Access-Control-Expose-Headers",
          "Location, Retry-After, Tus-Resumable, Upload-Length, Upload-Offset");
      answer.add(HttpHeader.VARY, "Origin");
      if (isPreflight(request)) {
        answer.put("Access-Control-Allow-Methods", "GET, POST, PUT, PATCH, DELETE");
        answer.put(
            "Access-Control-Allow-Headers",
            "Authorization, Content-Type, Range, "
                + RestExchange.IDEMPOTENCY_KEY
                + ", Tus-Resumable, Upload-Length, Upload-Metadata, Upload-Offset,"
                + " Upload-Checksum, X-HTTP-Method-Override");
        answer.put("Access-Control-Max-Age", PREFLIGHT_SECONDS);
        Responses.empty(response, callback, 204);
        return true;
      }
    }
    return super.handle(request, response, callback);
  }

  private static boolean isPreflight(Request request) {
    return HttpMethod.OPTIONS.is(request.getMethod())
        && request.getHeaders().contains("Access-Control-Request-Method");
  }
}
