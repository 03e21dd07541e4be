package chat.server.account;

import chat.core.model.User;
import java.util.Objects;
import java.util.Optional;

/**
 * An account to be. Immutable.
 *
 * @param user who, of kind registered; maybe a guest until now
 * @param account what is kept of it
 * @param invitation the one to use up, when it takes one
 * @param session its first session
 * @param guest the guest's session, when it is a guest who registers
 */
public record NewAccount(
    User user,
    Account account,
    Optional<TokenHash> invitation,
    SessionRecord session,
    Optional<Actor> guest) {
  /** Rejects null. */
  public NewAccount {
    Objects.requireNonNull(user, "user");
    Objects.requireNonNull(account, "account");
    Objects.requireNonNull(invitation, "invitation");
    Objects.requireNonNull(session, "session");
    Objects.requireNonNull(guest, "guest");
  }
}
