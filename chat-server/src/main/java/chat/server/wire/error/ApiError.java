package chat.server.wire.error;

import chat.core.command.Outcome;
import chat.core.event.MessagePosted;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * An error as it is sent to clients. Immutable.
 *
 * @param code one of {@link ErrorCode}
 * @param field the field that is wrong; empty for no particular one
 * @param message a sentence for developers and users
 * @param retryAfterMs after how many milliseconds to retry; empty when unknown or not temporary
 * @param current the message as it is now, of a {@code conflict}
 */
public record ApiError(
    String code,
    Optional<String> field,
    String message,
    OptionalLong retryAfterMs,
    Optional<MessagePosted> current) {
  /** Rejects null. */
  public ApiError {
    Objects.requireNonNull(code, "code");
    Objects.requireNonNull(field, "field");
    Objects.requireNonNull(message, "message");
    Objects.requireNonNull(retryAfterMs, "retryAfterMs");
    Objects.requireNonNull(current, "current");
  }

  /** An error without a message of a room. */
  public ApiError(String code, Optional<String> field, String message, OptionalLong retryAfterMs) {
    this(code, field, message, retryAfterMs, Optional.empty());
  }

  /** The error of a rejected command. */
  public static ApiError of(Outcome.Refused<?> rejected) {
    Optional<String> field = Optional.of(rejected.field()).filter(name -> !name.isEmpty());
    return new ApiError(
        rejected.refusal().code(),
        field,
        rejected.message(),
        OptionalLong.empty(),
        rejected.current());
  }

  /** An error without a field. */
  public static ApiError of(ErrorCode code, String message) {
    return new ApiError(code.code(), Optional.empty(), message, OptionalLong.empty());
  }

  /** An error of {@code field}. */
  public static ApiError of(ErrorCode code, String field, String message) {
    return new ApiError(code.code(), Optional.of(field), message, OptionalLong.empty());
  }

  /** The error of an exceeded rate limit, to retry after {@code retryAfterMs}. */
  public static ApiError rateLimited(long retryAfterMs) {
    long seconds = (retryAfterMs + 999) / 1_000;
    return new ApiError(
        ErrorCode.RATE_LIMITED.code(),
        Optional.empty(),
        "Too many requests. Try again in " + seconds + " s.",
        OptionalLong.of(retryAfterMs));
  }
}
