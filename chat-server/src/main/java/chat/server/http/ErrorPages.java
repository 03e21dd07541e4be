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
 * Responses to requests that no handler has answered: malformed HTTP, and failures. They reveal
 * neither the server software nor internal errors. Stateless, thread-safe.
 */
public final class ErrorPages extends ErrorHandler {
  private final Consumer<Throwable> failures;

  /**
   * @param failures receives each {@link Error} that a handler has thrown; thread-safe
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
      // Jetty closes the connection after a request that it could not parse, without announcing it:
      // a client that sent its next request on the same connection would lose it.
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

  /** All methods have an error body, also those for which Jetty would send none. */
  @Override
  public boolean errorPageForMethod(String method) {
    return true;
  }
}
