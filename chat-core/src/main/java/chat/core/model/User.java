package chat.core.model;

import java.util.Objects;

/**
 * A person or bot as others see it at one moment. Immutable; a rename makes a new one.
 *
 * @param id who it is, for ever
 * @param name what it is called now; nobody else's, see {@link UserName}
 * @param kind how the server knows it
 */
public record User(UserId id, String name, Kind kind) {
  /** How the server knows somebody. */
  public enum Kind {
    /** Somebody without an account. */
    GUEST,
    /** Somebody with an account. */
    REGISTERED,
    /** A program. */
    BOT
  }

  /**
   * @throws IllegalArgumentException if {@code name} has not the form of a user name
   */
  public User {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(kind, "kind");
    UserName.checkForm(name)
        .ifPresent(
            fault -> {
              throw new IllegalArgumentException(fault);
            });
  }

  /** The same user, known to the server in another way. */
  public User as(Kind newKind) {
    return new User(id, name, newKind);
  }

  /** The same user under another name. */
  public User renamed(String newName) {
    return new User(id, newName, kind);
  }
}
