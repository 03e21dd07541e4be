package chat.server.wire.error;

import chat.core.command.Refusal;

/** The {@code code} of an error, and its HTTP status in REST. Immutable. */
public enum ErrorCode {
  /** The frame is not JSON, not an object, without a type, or binary. */
  BAD_FRAME("bad_frame", 400),
  /** The type of the frame is unknown to this server. */
  UNKNOWN_TYPE("unknown_type", 400),
  /** A field is missing or wrong; the error names it. */
  INVALID(Refusal.INVALID, 400),
  /** The object does not exist, or is hidden from the caller. */
  NOT_FOUND(Refusal.NOT_FOUND, 404),
  /** The caller is not a member of the room. */
  NOT_MEMBER(Refusal.NOT_MEMBER, 403),
  /** Another user has the name. */
  NAME_TAKEN(Refusal.NAME_TAKEN, 409),
  /** The message was edited since the caller saw it; the error has it as it is now. */
  CONFLICT(Refusal.CONFLICT, 409),
  /** The caller lacks the permission. */
  FORBIDDEN(Refusal.FORBIDDEN, 403),
  /** The text is longer than the server accepts. */
  TOO_LONG(Refusal.TOO_LONG, 413),
  /** The server has no space for more files. */
  QUOTA(Refusal.QUOTA, 507),
  /** A rate limit is exceeded; the error says when to retry. */
  RATE_LIMITED("rate_limited", 429),
  /** The server or the connection has too much pending work. */
  BUSY(Refusal.BUSY, 503),
  /** The store does not respond, or the server is stopping. */
  UNAVAILABLE(Refusal.UNAVAILABLE, 503),
  /** A session is required. */
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

  /** The value on the wire. */
  public String code() {
    return code;
  }

  /** The HTTP status in REST. */
  public int status() {
    return status;
  }
}
