package chat.server.account;

import java.time.Instant;
import java.util.Objects;

/**
 * Lets people register. Immutable.
 *
 * @param hash of what they show
 * @param uses how many accounts it is still good for
 * @param created when it was made
 * @param expires when it ends all the same
 */
public record SignupInvite(TokenHash hash, int uses, Instant created, Instant expires) {
  /** Rejects null. */
  public SignupInvite {
    Objects.requireNonNull(hash, "hash");
    Objects.requireNonNull(created, "created");
    Objects.requireNonNull(expires, "expires");
  }
}
