package chat.server.wire.error;

import chat.core.command.Refusal;

/** Every {@code code} that an error can carry, and its status in REST. Immutable. */
public enum ErrorCode {
  /** Not JSON, not an object, without a type, or binary. */
  BAD_FRAME("bad_frame", 400),
  /** A type that this server does not know. */
  UNKNOWN_TYPE("unknown_type", 400),
  /** A field is missing or wrong; the error names it. */
  INVALID(Refusal.INVALID, 400),
  /** There is no such thing that the asker may know of. */
  NOT_FOUND(Refusal.NOT_FOUND, 404),
  /** Only members may do this. */
  NOT_MEMBER(Refusal.NOT_MEMBER, 403),
  /** The name is somebody else's. */
  NAME_TAKEN(Refusal.NAME_TAKEN, 409),
  /** The asker may not do this. */
  FORBIDDEN(Refusal.FORBIDDEN, 403),
  /** The text is longer than the server takes. */
  TOO_LONG(Refusal.TOO_LONG, 413),
  /** Too often; the error says when to try again. */
  RATE_LIMITED("rate_limited", 429),
  /** Too much at once. */
  BUSY(Refusal.BUSY, 503),
  /** The store does not answer, or the server is stopping. */
  UNAVAILABLE(Refusal.UNAVAILABLE, 503),
  /** It needs a session. */
  UNAUTHORIZED(Refusal.UNAUTHORIZED, 401);

  private final String code;
  private final int status;

  ErrorCode(String code, int status) {
    this.code = code;
    this.status = status;
  }

  ErrorCode(Refusal refusal, int status) {
    this(refusal.code(), status);
  }

  /** What stands on the wire. */
  public String code() {
    return code;
  }

  /** The HTTP status that says the same. */
  public int status() {
    return status;
  }
}
