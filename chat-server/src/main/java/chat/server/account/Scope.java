package chat.server.account;

import chat.core.model.Right;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What a session is good for. People's sessions are good for all; a bot's owner chooses. */
public enum Scope {
  /** {@link Right#READ}. */
  READ,
  /** {@link Right#WRITE}. */
  WRITE;

  /** What sessions are good for that are not a bot's. */
  public static final Set<Scope> ALL = Set.of(READ, WRITE);

  /** What stands on the wire and in the store. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The scope that {@code word} names. */
  public static Optional<Scope> named(String word) {
    return Arrays.stream(values()).filter(scope -> scope.word().equals(word)).findFirst();
  }

  /** What the chat lets connections do that a session with this scope is shown for. */
  Right right() {
    return this == READ ? Right.READ : Right.WRITE;
  }

  /** What a session with these scopes is good for. */
  public static Set<Right> rights(Set<Scope> scopes) {
    return scopes.stream().map(Scope::right).collect(Collectors.toUnmodifiableSet());
  }
}
