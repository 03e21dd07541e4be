package chat.server.http;

import chat.core.model.RoomId;
import chat.server.wire.error.ApiError;
import chat.server.wire.error.ErrorCode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.eclipse.jetty.util.Fields;

/** The parameters of a query; unknown ones are nobody's business. Immutable as the fields are. */
public final class QueryParams {
  private final Fields fields;

  QueryParams(Fields fields) {
    this.fields = fields;
  }

  public Optional<RoomId> room(String name) {
    Optional<String> value = single(name);
    if (value.isPresent() && !RoomId.isValid(value.get())) {
      throw invalid(name, "The parameter " + name + " must be a room's id.");
    }
    return value.map(RoomId::of);
  }

  public OptionalLong seq(String name) {
    Optional<String> value = single(name);
    return value.isPresent()
        ? OptionalLong.of(number(name, value.get(), Long.MAX_VALUE))
        : OptionalLong.empty();
  }

  public OptionalInt limit() {
    Optional<String> value = single("limit");
    return value.isPresent()
        ? OptionalInt.of((int) number("limit", value.get(), Integer.MAX_VALUE))
        : OptionalInt.empty();
  }

  /** The parameter, {@code true} or {@code false}; false when it is missing. */
  public boolean flag(String name) {
    String value = single(name).orElse("false");
    if (!value.equals("true") && !value.equals("false")) {
      throw invalid(name, "The parameter " + name + " must be true or false.");
    }
    return value.equals("true");
  }

  /** The parameter as it is; empty when it is missing. */
  public Optional<String> text(String name) {
    return single(name);
  }

  private Optional<String> single(String name) {
    List<String> values = fields.getValuesOrEmpty(name);
    if (values.size() > 1) {
      throw invalid(name, "The parameter " + name + " may stand once.");
    }
    return values.stream().findFirst();
  }

  /** Digits alone: {@code parseLong} would also take a sign and the digits of other scripts. */
  private static long number(String name, String text, long most) {
    try {
      if (!text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9')) {
        long number = Long.parseLong(text);
        if (number <= most) {
          return number;
        }
      }
    } catch (NumberFormatException tooBig) {
      // refused below
    }
    throw invalid(name, "The parameter " + name + " must be a whole number, not negative.");
  }

  private static ApiException invalid(String name, String sentence) {
    return new ApiException(ApiError.of(ErrorCode.INVALID, name, sentence));
  }
}
