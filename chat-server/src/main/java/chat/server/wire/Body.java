package chat.server.wire;

import chat.server.wire.error.ApiError;
import chat.server.wire.error.InvalidFrameException;
import chat.server.wire.json.JsonFields;
import java.util.Objects;
import java.util.function.Function;

/**
 * The body of a request, understood or not. Immutable.
 *
 * @param <T> what it says
 */
public sealed interface Body<T> {
  /**
   * Says something.
   *
   * @param value what
   */
  record Read<T>(T value) implements Body<T> {
    /** Rejects null. */
    public Read {
      Objects.requireNonNull(value, "value");
    }

    /** Hides what may be a secret. */
    @Override
    public String toString() {
      return "Read";
    }
  }

  /**
   * Cannot be understood.
   *
   * @param error what to answer
   */
  record Bad<T>(ApiError error) implements Body<T> {
    /** Rejects null. */
    public Bad {
      Objects.requireNonNull(error, "error");
    }
  }

  /** What {@code reading} makes of the members of a body. */
  static <T> Body<T> of(byte[] body, Function<JsonFields, T> reading) {
    try {
      return new Read<>(reading.apply(RestJson.read(body)));
    } catch (InvalidFrameException fault) {
      return new Bad<>(fault.error());
    }
  }
}
