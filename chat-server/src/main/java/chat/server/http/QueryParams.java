package chat.server.http;

import chat.core.model.RoomId;
import chat.core.model.UserId;
import chat.server.wire.error.ApiError;
import chat.server.wire.error.ErrorCode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.eclipse.jetty.util.Fields;

/** Query parameters; unknown ones are ignored. Immutable as the fields are. */
public final class QueryParams {
  private final Fields fields;

  QueryParams(Fields fields) {
    this.fields = fields;
  }

  /** The id of a room; empty when the parameter is missing. */
  public Optional<RoomId> room(String name) {
    Optional<String> value = single(name);
    if (value.isPresent() && !RoomId.isValid(value.get())) {
      throw invalid(name, "The parameter " + name + " must be the id of a room.");
    }
    return value.map(RoomId::of);
  }

  /** The id of a user. */
  public Optional<UserId> user(String name) {
    Optional<String> value = single(name);
    if (value.isPresent() && !UserId.isValid(value.get())) {
      throw invalid(name, "The parameter " + name + " must be the id of a user.");
    }
    return value.map(UserId::of);
  }

  /** A sequence number, at least 0; empty when the parameter is missing. */
  public OptionalLong seq(String name) {
    Optional<String> value = single(name);
    return value.isPresent()
        ? OptionalLong.of(number(name, value.get(), Long.MAX_VALUE))
        : OptionalLong.empty();
  }

  /** The parameter {@code limit}, at least 0; empty when it is missing. */
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
      throw invalid(name, "The parameter " + name + " is specified more than once.");
    }
    return values.stream().findFirst();
  }

  /** Accepts ASCII digits only: {@code parseLong} would also accept a sign and other scripts. */
  private static long number(String name, String text, long most) {
    try {
      if (!text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9')) {
        long number = Long.parseLong(text);
        if (number <= most) {
          return number;
        }
      }
    } catch (NumberFormatException tooBig) {
      // rejected below
    }
    throw invalid(name, "The parameter " + name + " must be a whole number, 0 or greater.");
  }

  private static ApiException invalid(String name, String sentence) {
    return new ApiException(ApiError.of(ErrorCode.INVALID, name, sentence));
  }
}
