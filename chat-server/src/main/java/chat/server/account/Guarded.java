package chat.server.account;

import chat.core.command.Refusal;
import java.util.Optional;

/**
 * The result of a change that is made only while the session of an {@link Actor} is open.
 * Immutable.
 *
 * @param result of the change; empty when the session has ended, and nothing was changed
 */
public record Guarded<T>(Optional<T> result) {
  /** The change was made, or rejected for a reason of its own. */
  public static <T> Guarded<T> of(T result) {
    return new Guarded<>(Optional.of(result));
  }

  /** Nothing was changed, because the session has ended. */
  public static <T> Guarded<T> sessionEnded() {
    return new Guarded<>(Optional.empty());
  }

  /**
   * The result of the change.
   *
   * @throws AccountException as {@code unauthorized} when the session has ended
   */
  public T orDenied() {
    return result.orElseThrow(
        () -> new AccountException(Refusal.UNAUTHORIZED, "This session is unknown or has ended."));
  }
}
