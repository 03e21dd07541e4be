package chat.server.http;

import chat.server.wire.RestJson;
import chat.server.wire.error.ApiError;
import chat.server.wire.error.ErrorCode;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** The ways to answer a request. Stateless, thread-safe. */
public final class Responses {
  public static final String JSON = "application/json";
  static final String PROBLEM = "application/problem+json";

  private static final RestJson REST = new RestJson();

  private Responses() {}

  /** Sends {@code body} whole once the request has ended; all is done when it is written. */
  public static void send(
      Response response, Callback callback, int status, String contentType, byte[] body) {
    response.setStatus(status);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, contentType);
    RequestBodyDrain.skip(response, () -> response.write(true, ByteBuffer.wrap(body), callback));
  }

  /** Sends JSON, which no cache may keep: the next moment it is another. */
  public static void json(Response response, Callback callback, int status, byte[] body) {
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
    send(response, callback, status, JSON, body);
  }

  /** Sends nothing but that it is done. */
  static void done(Response response, Callback callback) {
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
    empty(response, callback, 204);
  }

  /** Sends a status and headers alone, once the request has ended. */
  public static void empty(Response response, Callback callback, int status) {
    response.setStatus(status);
    RequestBodyDrain.skip(response, () -> response.write(true, null, callback));
  }

  /** Refuses with the status that belongs to {@code code}. */
  public static void refuse(Response response, Callback callback, ErrorCode code, String sentence) {
    problem(response, callback, code.status(), ApiError.of(code, sentence));
  }

  /** Refuses with the status that belongs to the error's code. */
  public static void refuse(Response response, Callback callback, ApiError error) {
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

  /** Refuses with a status of its own. */
  public static void problem(Response response, Callback callback, int status, ApiError error) {
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
    if (status == 401) {
      response.getHeaders().put(HttpHeader.WWW_AUTHENTICATE, "Bearer");
    }
    if (error.retryAfterMs().isPresent()) {
      long seconds = (error.retryAfterMs().getAsLong() + 999) / 1_000; // it knows no less
      response.getHeaders().put(HttpHeader.RETRY_AFTER, Long.toString(seconds));
    }
    send(response, callback, status, PROBLEM, REST.problem(status, error));
  }

  /** Refuses a method that the resource does not have. */
  public static void notAllowed(Response response, Callback callback, String allowed) {
    response.getHeaders().put(HttpHeader.ALLOW, allowed);
    ApiError error = ApiError.of(ErrorCode.INVALID, "This can be asked with " + allowed + " only.");
    problem(response, callback, 405, error);
  }
}
