package chat.server.http;

import chat.server.wire.error.ApiError;
import chat.server.wire.error.ErrorCode;

/** Ends a REST request with an error for its asker. Carries no stack: it is an answer. */
public final class ApiException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient ApiError error;

  public ApiException(ApiError error) {
    super(error.message(), null, false, false);
    this.error = error;
  }

  public ApiException(ErrorCode code, String sentence) {
    this(ApiError.of(code, sentence));
  }

  /**
   * Goes on unless a limit says to wait.
   *
   * @param wait what the limit answered: 0, or how many milliseconds
   * @throws ApiException if there is to be waited
   */
  public static void ifToWait(long wait) {
    if (wait > 0) {
      throw new ApiException(ApiError.rateLimited(wait));
    }
  }

  public ApiError error() {
    return error;
  }
}
