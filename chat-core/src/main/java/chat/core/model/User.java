package chat.core.model;

import java.util.Objects;

/**
 * A user, human or bot, as others see it. Immutable; a rename makes a new object.
 *
 * @param id the permanent id
 * @param name the current name, unique among users; see {@link UserName}
 * @param kind guest, registered user or bot
 */
public record User(UserId id, String name, Kind kind) {
  /** The kind of a user. */
  public enum Kind {
    /** A user without an account. */
    GUEST,
    /** A user with an account. */
    REGISTERED,
    /** A program. */
    BOT
  }

  /**
   * @throws IllegalArgumentException if {@code name} does not have the form of a user name
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

  /** The same user with another kind. */
  public User as(Kind newKind) {
    return new User(id, name, newKind);
  }

  /** The same user with another name. */
  public User renamed(String newName) {
    return new User(id, newName, kind);
  }
}
