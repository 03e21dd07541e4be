package chat.core.port;

/**
 * A store did not do what it was asked, or nobody knows whether it did. The one exception that the
 * domain expects from {@link MessageLog} and {@link Directory}; askers are told {@code
 * unavailable}.
 */
public final class StoreException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** A failure without another exception behind it. */
  public StoreException(String message) {
    super(message);
  }

  /** A failure that {@code cause} tells more about. */
  public StoreException(String message, Throwable cause) {
    super(message, cause);
  }
}
