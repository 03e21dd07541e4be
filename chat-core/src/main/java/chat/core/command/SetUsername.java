package chat.core.command;

import chat.core.bound.Footprint;
import chat.core.model.User;
import chat.core.model.UserName;
import java.util.Objects;
import java.util.Optional;

/**
 * Changes the name of the user. Immutable.
 *
 * @param name the new name; see {@link chat.core.model.UserName}
 */
public record SetUsername(String name) implements Command<SetUsername.Renamed> {
  /**
   * The user has the new name.
   *
   * @param user the user with the new name
   */
  public record Renamed(User user) implements Reply {}

  /** Rejects null. */
  public SetUsername {
    Objects.requireNonNull(name, "name");
  }

  @Override
  public int footprint() {
    return Footprint.OF_COMMAND + Footprint.of(name);
  }

  @Override
  public Optional<Outcome.Refused<Renamed>> check(int maxTextLength) {
    return UserName.check(name).map(fault -> Outcome.invalid("username", fault));
  }
}
