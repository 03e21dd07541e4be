package chat.server.http;

import chat.server.wire.ErrorCode;
import chat.server.wire.WireError;

/** Ends a REST request with an error for its asker. Carries no stack: it is an answer. */
final class Refused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient WireError error;

  Refused(WireError error) {
    super(error.message(), null, false, false);
    this.error = error;
  }

  Refused(ErrorCode code, String sentence) {
    this(WireError.of(code, sentence));
  }

  /**
   * Goes on unless a limit says to wait.
   *
   * @param wait what the limit answered: 0, or how many milliseconds
   * @throws Refused if there is to be waited
   */
  static void ifToWait(long wait) {
    if (wait > 0) {
      throw new Refused(WireError.rateLimited(wait));
    }
  }

  WireError error() {
    return error;
  }
}
