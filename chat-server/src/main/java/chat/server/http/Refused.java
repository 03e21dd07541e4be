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

  WireError error() {
    return error;
  }
}
