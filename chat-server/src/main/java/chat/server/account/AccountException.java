package chat.server.account;

import chat.core.command.Refusal;
import java.time.Duration;
import java.util.Optional;

/**
 * Rejects a request that concerns accounts. Stages fail with it. Its message is shown to the
 * client. Has no stack trace, because a rejection is an expected result. Immutable.
 */
public final class AccountException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Refusal refusal;
  private final transient Optional<String> field;
  private final transient Optional<Duration> retryAfter;

  public AccountException(Refusal refusal, String sentence) {
    this(refusal, Optional.empty(), sentence, Optional.empty());
  }

  public AccountException(Refusal refusal, String field, String sentence) {
    this(refusal, Optional.of(field), sentence, Optional.empty());
  }

  private AccountException(
      Refusal refusal, Optional<String> field, String sentence, Optional<Duration> retryAfter) {
    super(sentence, null, false, false);
    this.refusal = refusal;
    this.field = field;
    this.retryAfter = retryAfter;
  }

  public static AccountException busy(Duration retryAfter) {
    return new AccountException(
        Refusal.BUSY,
        Optional.empty(),
        "Too many sign-in attempts at the moment. Try again in a few seconds.",
        Optional.of(retryAfter));
  }

  /** The reason of the rejection. */
  public Refusal refusal() {
    return refusal;
  }

  /** The request field that is wrong; empty if it is none in particular. */
  public Optional<String> field() {
    return field;
  }

  /** How long to wait before a retry; empty if a retry would fail again. */
  public Optional<Duration> retryAfter() {
    return retryAfter;
  }
}
