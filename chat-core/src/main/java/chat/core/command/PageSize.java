package chat.core.command;

import java.util.Optional;
import java.util.OptionalInt;

/** The number of entries of a page. Stateless. */
public final class PageSize {
  /** Maximum number of entries of a page. */
  public static final int MAX = 200;

  /** Number of entries of a page when the command gives no limit. */
  public static final int DEFAULT = 50;

  private PageSize() {}

  /**
   * The rejection of a {@code limit} that is not from 1 to {@link #MAX}; empty when it is valid or
   * not given.
   */
  public static <R extends Reply> Optional<Outcome.Refused<R>> check(OptionalInt limit) {
    boolean valid = limit.isEmpty() || (limit.getAsInt() >= 1 && limit.getAsInt() <= MAX);
    return valid
        ? Optional.empty()
        : Optional.of(Outcome.invalid("limit", "A limit must be a number from 1 to " + MAX + "."));
  }
}
