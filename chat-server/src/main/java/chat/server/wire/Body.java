package chat.server.wire;

import chat.server.wire.error.ApiError;
import chat.server.wire.error.InvalidFrameException;
import chat.server.wire.json.JsonFields;
import java.util.Objects;
import java.util.function.Function;

/**
 * The parsed body of a request, valid or not. Immutable.
 *
 * @param <T> the type of its value
 */
public sealed interface Body<T> {
  /**
   * A valid body.
   *
   * @param value the parsed value
   */
  record Read<T>(T value) implements Body<T> {
    /** Rejects null. */
    public Read {
      Objects.requireNonNull(value, "value");
    }

    /** Hides the value, which may contain a secret. */
    @Override
    public String toString() {
      return "Read";
    }
  }

  /**
   * An invalid body.
   *
   * @param error the error to respond with
   */
  record Bad<T>(ApiError error) implements Body<T> {
    /** Rejects null. */
    public Bad {
      Objects.requireNonNull(error, "error");
    }
  }

  /** Parses a body as JSON and then with {@code parser}. */
  public static <T> Body<T> of(byte[] body, Function<JsonFields, T> parser) {
    try {
      return new Read<>(parser.apply(RestJson.read(body)));
    } catch (InvalidFrameException fault) {
      return new Bad<>(fault.error());
    }
  }
}
