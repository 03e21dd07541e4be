package chat.server.http;

import chat.server.wire.error.ApiError;
import chat.server.wire.error.ErrorCode;

/** Rejects a REST request with an error. Has no stack trace, because it is an expected outcome. */
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
   * Throws if a rate limit is exceeded.
   *
   * @param wait the result of the limiter: how many milliseconds to wait, or 0
   * @throws ApiException {@code rate_limited} if {@code wait} is positive
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
