package chat.server.wire.error;

import chat.core.command.Outcome;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Why something was refused, as it stands on the wire. Immutable.
 *
 * @param code one of {@link ErrorCode}
 * @param field which field is wrong, empty for none in particular
 * @param message why, as a sentence for a person
 * @param retryAfterMs when to try again, for what is temporary and says so
 */
public record ApiError(
    String code, Optional<String> field, String message, OptionalLong retryAfterMs) {
  /** Rejects null. */
  public ApiError {
    Objects.requireNonNull(code, "code");
    Objects.requireNonNull(field, "field");
    Objects.requireNonNull(message, "message");
    Objects.requireNonNull(retryAfterMs, "retryAfterMs");
  }

  /** The error that tells of {@code refused}. */
  public static ApiError of(Outcome.Refused<?> refused) {
    Optional<String> field = Optional.of(refused.field()).filter(name -> !name.isEmpty());
    return new ApiError(refused.refusal().code(), field, refused.message(), OptionalLong.empty());
  }

  /** An error of no field in particular. */
  public static ApiError of(ErrorCode code, String message) {
    return new ApiError(code.code(), Optional.empty(), message, OptionalLong.empty());
  }

  /** An error that {@code field} is to blame for. */
  public static ApiError of(ErrorCode code, String field, String message) {
    return new ApiError(code.code(), Optional.of(field), message, OptionalLong.empty());
  }

  /** The answer to what comes too often, and may come again after {@code retryAfterMs}. */
  public static ApiError rateLimited(long retryAfterMs) {
    long seconds = (retryAfterMs + 999) / 1_000;
    return new ApiError(
        ErrorCode.RATE_LIMITED.code(),
        Optional.empty(),
        "That was too often. Try again in " + seconds + " s.",
        OptionalLong.of(retryAfterMs));
  }
}
