package chat.server.account;

import chat.core.ChatConnection;
import chat.core.command.Command;
import chat.core.command.Outcome;
import chat.core.command.Refusal;
import chat.core.command.Reply;
import chat.core.model.User;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Who asks, and by which session. Immutable.
 *
 * @param user who, under the name of the time when it was found out
 * @param session what is kept of the session's token
 * @param scopes what the session is good for
 */
public record Identity(User user, TokenHash session, Set<Scope> scopes) {
  /** What sessions are good for that are not a bot's. */
  public static final Set<Scope> EVERYTHING = Set.of(Scope.READ, Scope.WRITE);

  /** Takes the parts as they are; none is null. */
  public Identity {
    Objects.requireNonNull(user, "user");
    Objects.requireNonNull(session, "session");
    scopes = Set.copyOf(scopes);
  }

  /** Whether it has an account. */
  public boolean isRegistered() {
    return user.kind() == User.Kind.REGISTERED;
  }

  /** Whether it is a program, which its owner speaks for in what concerns accounts. */
  public boolean isBot() {
    return user.kind() == User.Kind.BOT;
  }

  /**
   * Asks the chat for something, unless the session is not good for it. The one place where scopes
   * are enforced: sockets and REST both ask by it.
   *
   * @return whether the chat was asked; otherwise {@code callback} has been told why not
   */
  public <R extends Reply> boolean execute(
      ChatConnection connection, Command<R> command, Consumer<Outcome<R>> callback) {
    Scope needed = Scope.neededFor(command);
    if (scopes.contains(needed)) {
      connection.execute(command, callback);
      return true;
    }
    callback.accept(
        new Outcome.Refused<>(
            Refusal.FORBIDDEN, "This token lacks the scope " + needed.word() + "."));
    return false;
  }
}
