package chat.core.port;

import java.time.Duration;

/**
 * How long a test waits for what has to happen. It is far above what an idle machine needs (most
 * waits end within milliseconds), so that a test fails for what the product does and not for how
 * fast the machine is; only a failing test ever waits so long. Stateless.
 */
public final class Patience {
  /** In seconds. */
  public static final int SECONDS = 120;

  /** In milliseconds. */
  public static final int MILLIS = 1_000 * SECONDS;

  /** In nanoseconds. */
  public static final long NANOS = 1_000_000L * MILLIS;

  /** The same as a duration. */
  public static final Duration DURATION = Duration.ofSeconds(SECONDS);

  private Patience() {}
}
