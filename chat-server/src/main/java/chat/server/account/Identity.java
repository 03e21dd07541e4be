package chat.server.account;

import chat.core.model.Right;
import chat.core.model.User;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;

/**
 * Who asks, and by which session. Immutable.
 *
 * @param user who, under the name of the time when it was found out
 * @param session what is kept of the session's token
 * @param rights what the session is good for
 * @param known whether the server has known the user for longer than a client needs to make as many
 *     users as it likes: an account or a bot, or a guest whose session is older than {@link
 *     Sessions#GUEST_KNOWN_AFTER}
 */
public record Identity(User user, TokenHash session, Set<Right> rights, boolean known) {
  /** Rejects null. */
  public Identity {
    Objects.requireNonNull(user, "user");
    Objects.requireNonNull(session, "session");
    rights = Set.copyOf(rights);
  }

  /** One with an account or a bot, or a guest who has just come. */
  public Identity(User user, TokenHash session, Set<Right> rights) {
    this(user, session, rights, user.kind() != User.Kind.GUEST);
  }

  /** In whose name a change is made. */
  public Actor actor() {
    return new Actor(user.id(), session);
  }

  /** Whether it has an account. */
  public boolean isRegistered() {
    return user.kind() == User.Kind.REGISTERED;
  }

  /** Whether it is a program, which its owner speaks for in what concerns accounts. */
  public boolean isBot() {
    return user.kind() == User.Kind.BOT;
  }

  /** The same, by somebody who administers the chat. */
  public Identity asAdmin() {
    Set<Right> more = EnumSet.of(Right.ADMINISTER);
    more.addAll(rights);
    return new Identity(user, session, more, known);
  }
}
