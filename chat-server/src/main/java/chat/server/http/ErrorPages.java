package chat.server.http;

import chat.server.wire.error.ApiError;
import chat.server.wire.error.ErrorCode;
import java.util.function.Consumer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/**
 * What is said when no handler got to say it: requests that are not HTTP, and failures. It names
 * neither the server nor what went wrong inside. Stateless, thread-safe.
 */
public final class ErrorPages extends ErrorHandler {
  private final Consumer<Throwable> failures;

  /**
   * @param failures takes errors, which are no client's fault; thread-safe
   */
  public ErrorPages(Consumer<Throwable> failures) {
    this.failures = failures;
  }

  @Override
  protected void generateResponse(
      Request request,
      Response response,
      int code,
      String message,
      Throwable cause,
      Callback callback) {
    if (cause instanceof Error) {
      failures.accept(cause);
    }
    SecurityHeaders.putInto(response.getHeaders(), request.isSecure());
    if (!request.getConnectionMetaData().isPersistent()) {
      // Jetty closes after what it could not read, and does not say so: a client that sent its next
      // request on the same connection would lose it.
      response.getHeaders().put(HttpHeader.CONNECTION, "close");
    }
    ErrorCode errorCode =
        switch (code) {
          case 401 -> ErrorCode.UNAUTHORIZED;
          case 403 -> ErrorCode.FORBIDDEN;
          case 404 -> ErrorCode.NOT_FOUND;
          case 413 -> ErrorCode.TOO_LONG;
          default -> code < 500 ? ErrorCode.INVALID : ErrorCode.UNAVAILABLE;
        };
    ApiError error = ApiError.of(errorCode, HttpStatus.getMessage(code) + ".");
    Responses.problem(response, callback, code, error);
  }

  /** Also for methods whose answers Jetty would leave empty. */
  @Override
  public boolean errorPageForMethod(String method) {
    return true;
  }
}
