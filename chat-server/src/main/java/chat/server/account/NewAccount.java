package chat.server.account;

import chat.core.model.User;
import java.util.Objects;
import java.util.Optional;

/**
 * An account to create. Immutable.
 *
 * @param user the user, of kind registered; possibly a guest until now
 * @param account the record to store
 * @param signupInvite the signup invite to use; empty when none is required
 * @param session the first session
 * @param guest the guest and its session, when a guest registers
 */
public record NewAccount(
    User user,
    Account account,
    Optional<TokenHash> signupInvite,
    SessionRecord session,
    Optional<Actor> guest) {
  /** Rejects null. */
  public NewAccount {
    Objects.requireNonNull(user, "user");
    Objects.requireNonNull(account, "account");
    Objects.requireNonNull(signupInvite, "signupInvite");
    Objects.requireNonNull(session, "session");
    Objects.requireNonNull(guest, "guest");
  }
}
