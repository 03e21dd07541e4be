package chat.server.http;

import chat.server.wire.error.ApiError;

/**
 * Rejects a REST request with a status that another protocol on HTTP prescribes, in place of that
 * of the error's code. Has no stack trace, because it is an expected outcome.
 */
public final class HttpProblem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final transient ApiError error;

  public HttpProblem(int status, ApiError error) {
    super(error.message(), null, false, false);
    this.status = status;
    this.error = error;
  }

  public int status() {
    return status;
  }

  public ApiError error() {
    return error;
  }
}
