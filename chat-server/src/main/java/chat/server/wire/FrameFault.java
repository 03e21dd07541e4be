package chat.server.wire;

/**
 * Carries the first fault of a frame out of its reading; without a stack trace, since what
 * strangers send is no bug here. Immutable.
 */
final class FrameFault extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient WireError error;

  FrameFault(WireError error) {
    super(error.message(), null, false, false);
    this.error = error;
  }

  static FrameFault invalid(String field, String message) {
    return new FrameFault(WireError.of(ErrorCode.INVALID, field, message));
  }

  WireError error() {
    return error;
  }
}
