package chat.core.command;

import chat.core.model.UserName;
import java.util.Optional;
import chat.core.bound.Footprint;
import java.util.Objects;

/**
 * Takes another name. Immutable.
 *
 * @param name the wish; see {@link chat.core.model.UserName}
 */
public record SetUsername(String name) implements Command<Reply.UsernameSet> {
  /** Takes the wish as it is. */
  public SetUsername {
    Objects.requireNonNull(name, "name");
  }

  @Override
  public int footprint() {
    return Footprint.OF_COMMAND + Footprint.of(name);
  }

  @Override
  public Optional<Outcome.Refused<Reply.UsernameSet>> check(int maxTextLength) {
    return UserName.check(name).map(fault -> Outcome.invalid("username", fault));
  }
}
