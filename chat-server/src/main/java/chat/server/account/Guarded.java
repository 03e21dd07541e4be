package chat.server.account;

import chat.core.command.Refusal;
import java.util.Optional;

/**
 * The result of a change that is made only if the session of an {@link Actor} is still open.
 * Immutable.
 *
 * @param result the result of the change; empty when the session had ended, so that nothing was
 *     changed
 */
public record Guarded<T>(Optional<T> result) {
  /** The change was made, or rejected for a reason that {@code result} gives. */
  public static <T> Guarded<T> of(T result) {
    return new Guarded<>(Optional.of(result));
  }

  /** Nothing was changed, because the session had ended. */
  public static <T> Guarded<T> sessionEnded() {
    return new Guarded<>(Optional.empty());
  }

  /**
   * The result of the change.
   *
   * @throws AccountException {@code unauthorized} when the session had ended
   */
  public T orDenied() {
    return result.orElseThrow(
        () -> new AccountException(Refusal.UNAUTHORIZED, "This session is unknown or has ended."));
  }
}
