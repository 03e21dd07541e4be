package chat.core.command;

import java.util.Objects;

/**
 * What came of a command. Immutable.
 *
 * @param <R> what answers the command when it is accepted
 */
public sealed interface Outcome<R extends Reply> {
  /**
   * It is done, and what it changed is kept.
   *
   * @param reply what it brought
   */
  record Accepted<R extends Reply>(R reply) implements Outcome<R> {
    /** Rejects null. */
    public Accepted {
      Objects.requireNonNull(reply, "reply");
    }
  }

  /**
   * It is not done, and changed nothing; after {@link Refusal#UNAVAILABLE} it may yet turn out to
   * be done, so it is repeated with the same key.
   *
   * @param refusal why
   * @param field which part of the command is wrong, empty for none in particular
   * @param message why, as a sentence for a person
   */
  record Refused<R extends Reply>(Refusal refusal, String field, String message)
      implements Outcome<R> {
    /** Rejects null. */
    public Refused {
      Objects.requireNonNull(refusal, "refusal");
      Objects.requireNonNull(field, "field");
      Objects.requireNonNull(message, "message");
    }

    /** A refusal of no part in particular. */
    public Refused(Refusal refusal, String message) {
      this(refusal, "", message);
    }

    /** The same refusal as the outcome of another kind of command. */
    public <S extends Reply> Refused<S> as() {
      return new Refused<>(refusal, field, message);
    }
  }

  /** The outcome of a command of which {@code field} is wrong, for the reason {@code message}. */
  static <R extends Reply> Refused<R> invalid(String field, String message) {
    return new Refused<>(Refusal.INVALID, field, message);
  }

  /** An accepted command's outcome. */
  static <R extends Reply> Outcome<R> accepted(R reply) {
    return new Accepted<>(reply);
  }
}
