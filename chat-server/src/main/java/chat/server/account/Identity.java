package chat.server.account;

import chat.core.model.Right;
import chat.core.model.User;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;

/**
 * The authenticated caller of a request: user and session. Immutable.
 *
 * @param user the user, with the name at the time of authentication
 * @param session the hash of the session's token
 * @param rights what the session permits
 * @param known whether the user is not one that a client could have created in bulk just now: true
 *     for accounts and bots, and for guests whose session is older than {@link
 *     Sessions#GUEST_KNOWN_AFTER}
 */
public record Identity(User user, TokenHash session, Set<Right> rights, boolean known) {
  /** Rejects null. */
  public Identity {
    Objects.requireNonNull(user, "user");
    Objects.requireNonNull(session, "session");
    rights = Set.copyOf(rights);
  }

  /** The identity of an account or a bot, or of a guest who has just been created. */
  public Identity(User user, TokenHash session, Set<Right> rights) {
    this(user, session, rights, user.kind() != User.Kind.GUEST);
  }

  /** The user and session to make changes for. */
  public Actor actor() {
    return new Actor(user.id(), session);
  }

  /** Whether the user has an account. */
  public boolean isRegistered() {
    return user.kind() == User.Kind.REGISTERED;
  }

  /** Whether the user is a bot; accounts and their settings are its owner's to manage. */
  public boolean isBot() {
    return user.kind() == User.Kind.BOT;
  }

  /** The same identity with the right to administer the chat. */
  public Identity asAdmin() {
    Set<Right> more = EnumSet.of(Right.ADMINISTER);
    more.addAll(rights);
    return new Identity(user, session, more, known);
  }
}
