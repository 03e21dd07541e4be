package chat.core.command;

import chat.core.event.MessagePosted;
import java.util.Objects;
import java.util.Optional;

/**
 * The outcome of a command: accepted or rejected. Immutable.
 *
 * @param <R> the reply when the command is accepted
 */
public sealed interface Outcome<R extends Reply> {
  /**
   * The command was executed, and its changes are stored.
   *
   * @param reply the reply
   */
  record Accepted<R extends Reply>(R reply) implements Outcome<R> {
    /** Rejects null. */
    public Accepted {
      Objects.requireNonNull(reply, "reply");
    }
  }

  /**
   * The command was rejected and changed nothing. After {@link Refusal#UNAVAILABLE} its outcome is
   * unknown; the client repeats it with the same {@code client_id}.
   *
   * @param refusal the error code
   * @param field the invalid field of the command; empty for none in particular
   * @param message the reason as a sentence for users
   * @param current the message as it is now, with {@link Refusal#CONFLICT}
   */
  record Refused<R extends Reply>(
      Refusal refusal, String field, String message, Optional<MessagePosted> current)
      implements Outcome<R> {
    /** Rejects null. */
    public Refused {
      Objects.requireNonNull(refusal, "refusal");
      Objects.requireNonNull(field, "field");
      Objects.requireNonNull(message, "message");
      Objects.requireNonNull(current, "current");
    }

    /** A rejection of a field. */
    public Refused(Refusal refusal, String field, String message) {
      this(refusal, field, message, Optional.empty());
    }

    /** A rejection without a field. */
    public Refused(Refusal refusal, String message) {
      this(refusal, "", message);
    }

    /** The same rejection as the outcome of another type of command. */
    public <S extends Reply> Refused<S> as() {
      return new Refused<>(refusal, field, message, current);
    }
  }

  /** The rejection of a command with an invalid {@code field}. */
  static <R extends Reply> Refused<R> invalid(String field, String message) {
    return new Refused<>(Refusal.INVALID, field, message);
  }

  /** The outcome of an accepted command. */
  static <R extends Reply> Outcome<R> accepted(R reply) {
    return new Accepted<>(reply);
  }
}
