package chat.server.account;

import chat.core.command.Refusal;
import java.time.Duration;
import java.util.Optional;

/**
 * Ends an errand that concerns accounts with a reason for its asker: stages fail with it. Carries
 * no stack: it is an answer. Immutable.
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
        "Too many people are signing in just now. Try again.",
        Optional.of(retryAfter));
  }

  /** What was said. */
  public Refusal refusal() {
    return refusal;
  }

  /** Which field is wrong; empty for none in particular. */
  public Optional<String> field() {
    return field;
  }

  /** When to try again; empty when that would change nothing. */
  public Optional<Duration> retryAfter() {
    return retryAfter;
  }
}
