package chat.server.wire.error;

/**
 * The first error found while parsing a frame. Has no stack trace, because malformed input is
 * expected. Immutable.
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
