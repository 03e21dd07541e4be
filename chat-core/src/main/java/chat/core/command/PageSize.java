package chat.core.command;

import java.util.Optional;
import java.util.OptionalInt;

/** How many entries a page has. Stateless. */
public final class PageSize {
  /** The most entries of a page. */
  public static final int MAX = 200;

  /** The entries of a page when the command does not say. */
  public static final int DEFAULT = 50;

  private PageSize() {}

  /** Why {@code limit} is rejected; empty when it is from 1 to {@link #MAX}, or not given. */
  public static <R extends Reply> Optional<Outcome.Refused<R>> check(OptionalInt limit) {
    boolean valid = limit.isEmpty() || (limit.getAsInt() >= 1 && limit.getAsInt() <= MAX);
    return valid
        ? Optional.empty()
        : Optional.of(Outcome.invalid("limit", "A limit is a number from 1 to " + MAX + "."));
  }
}
