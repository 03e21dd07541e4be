package chat.server.http;

import chat.server.wire.RestJson;
import chat.server.wire.error.ApiError;
import chat.server.wire.error.ErrorCode;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Sends responses. Stateless, thread-safe. */
public final class Responses {
  public static final String JSON = "application/json";
  static final String PROBLEM = "application/problem+json";

  private static final RestJson REST = new RestJson();

  private Responses() {}

  /** Sends {@code body} once the request has been read; completes when it is written. */
  public static void send(
      Response response, Callback callback, int status, String contentType, byte[] body) {
    response.setStatus(status);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, contentType);
    RequestBodyDrain.skip(response, () -> response.write(true, ByteBuffer.wrap(body), callback));
  }

  /** Sends JSON, which must not be cached because it may change at any time. */
  public static void json(Response response, Callback callback, int status, byte[] body) {
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
    send(response, callback, status, JSON, body);
  }

  /** Sends 204 without a body. */
  static void done(Response response, Callback callback) {
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
    empty(response, callback, 204);
  }

  /** Sends a status and headers without a body, once the request has been read. */
  public static void empty(Response response, Callback callback, int status) {
    response.setStatus(status);
    RequestBodyDrain.skip(response, () -> response.write(true, null, callback));
  }

  /** Sends a problem with the status of {@code code}. */
  public static void reject(Response response, Callback callback, ErrorCode code, String sentence) {
    problem(response, callback, code.status(), ApiError.of(code, sentence));
  }

  /** Sends a problem with the status of the error's code. */
  public static void reject(Response response, Callback callback, ApiError error) {
    problem(response, callback, statusOf(error.code()), error);
  }

  private static int statusOf(String code) {
    for (ErrorCode known : ErrorCode.values()) {
      if (known.code().equals(code)) {
        return known.status();
      }
    }
    throw new IllegalArgumentException("no such error: " + code);
  }

  /** Sends a problem (RFC 9457) with a given status. */
  public static void problem(Response response, Callback callback, int status, ApiError error) {
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
    if (status == 401) {
      response.getHeaders().put(HttpHeader.WWW_AUTHENTICATE, "Bearer");
    }
    if (error.retryAfterMs().isPresent()) {
      long seconds = (error.retryAfterMs().getAsLong() + 999) / 1_000; // in whole seconds
      response.getHeaders().put(HttpHeader.RETRY_AFTER, Long.toString(seconds));
    }
    send(response, callback, status, PROBLEM, REST.problem(status, error));
  }

  /** Sends 405 with the methods that the resource has. */
  public static void notAllowed(Response response, Callback callback, String allowed) {
    response.getHeaders().put(HttpHeader.ALLOW, allowed);
    ApiError error = ApiError.of(ErrorCode.INVALID, "Method not allowed. Use " + allowed + ".");
    problem(response, callback, 405, error);
  }
}
