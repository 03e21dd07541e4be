package chat.server.account;

import chat.core.model.Right;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a session permits. Sessions of guests and accounts have all scopes; the owner of a bot
 * chooses its scopes.
 */
public enum Scope {
  /** {@link Right#READ}. */
  READ,
  /** {@link Right#WRITE}. */
  WRITE;

  /** The scopes of every session that is not a bot's. */
  public static final Set<Scope> ALL = Set.of(READ, WRITE);

  /** The name on the wire and in the store. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The scope with the wire name {@code word}; empty if there is none. */
  public static Optional<Scope> named(String word) {
    return Arrays.stream(values()).filter(scope -> scope.word().equals(word)).findFirst();
  }

  /** The right that this scope gives to connections. */
  Right right() {
    return this == READ ? Right.READ : Right.WRITE;
  }

  /** The rights that {@code scopes} give. */
  public static Set<Right> rights(Set<Scope> scopes) {
    return scopes.stream().map(Scope::right).collect(Collectors.toUnmodifiableSet());
  }
}
