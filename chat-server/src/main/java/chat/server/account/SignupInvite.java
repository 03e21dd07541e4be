package chat.server.account;

import java.time.Instant;
import java.util.Objects;

/**
 * An invite that permits registration. Immutable.
 *
 * @param hash the hash of its token
 * @param uses how many more accounts can be created with it
 * @param created when it was created
 * @param expires when it becomes invalid even if it has uses left
 */
public record SignupInvite(TokenHash hash, int uses, Instant created, Instant expires) {
  /** Rejects null. */
  public SignupInvite {
    Objects.requireNonNull(hash, "hash");
    Objects.requireNonNull(created, "created");
    Objects.requireNonNull(expires, "expires");
  }
}
