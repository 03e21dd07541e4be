package chat.core.port;

/**
 * A store failed, or the outcome of a change is unknown. The only exception that the domain expects
 * from {@link MessageLog} and {@link Directory}; commands are rejected as {@code unavailable}.
 */
public final class StoreException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** A failure without a cause. */
  public StoreException(String message) {
    super(message);
  }

  /** A failure with a cause. */
  public StoreException(String message, Throwable cause) {
    super(message, cause);
  }
}
