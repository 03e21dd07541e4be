package chat.server.wire;

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
    /** Takes the value as it is. */
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
  record Bad<T>(WireError error) implements Body<T> {
    /** Takes the error as it is. */
    public Bad {
      Objects.requireNonNull(error, "error");
    }
  }

  /** What {@code reading} makes of the members of a body. */
  static <T> Body<T> of(byte[] body, Function<Fields, T> reading) {
    try {
      return new Read<>(reading.apply(RestJson.read(body)));
    } catch (FrameFault fault) {
      return new Bad<>(fault.error());
    }
  }
}
