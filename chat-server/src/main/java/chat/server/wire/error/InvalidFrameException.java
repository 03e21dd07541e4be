package chat.server.wire.error;

/**
 * Carries the first fault of a frame out of its reading; without a stack trace, since what
 * strangers send is no bug here. Immutable.
 */
public final class InvalidFrameException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient ApiError error;

  public InvalidFrameException(ApiError error) {
    super(error.message(), null, false, false);
    this.error = error;
  }

  public static InvalidFrameException invalid(String field, String message) {
    return new InvalidFrameException(ApiError.of(ErrorCode.INVALID, field, message));
  }

  public ApiError error() {
    return error;
  }
}
