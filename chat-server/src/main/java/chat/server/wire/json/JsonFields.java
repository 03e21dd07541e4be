package chat.server.wire.json;

import chat.core.model.Position;
import chat.core.model.RoomId;
import chat.core.model.UserName;
import chat.server.wire.error.ApiError;
import chat.server.wire.error.ErrorCode;
import chat.server.wire.error.InvalidFrameException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * The members of a JSON object by name and type. A missing member and one of another type are
 * reported as {@link InvalidFrameException}. Confined to the parsing of one frame.
 */
public final class JsonFields {
  /** Represents null, which no field accepts. */
  static final Object UNUSED = new Object();

  private static final int MAX_ID_LENGTH = 64;

  /** More UTF-16 units than any valid value except a text: the longest query has 512. */
  static final int MAX_STRING_UNITS = 1_024;

  private final Map<String, Object> values;
  private final int maxTextLength;
  private final int maxStringUnits;

  /** Creates an object without limits on its strings, which the size of a body limits. */
  public JsonFields() {
    this(new HashMap<>());
  }

  /** Creates an object backed by {@code values}; tests record the names that are read. */
  JsonFields(Map<String, Object> values) {
    this.values = values;
    this.maxTextLength = Integer.MAX_VALUE - 1;
    this.maxStringUnits = Integer.MAX_VALUE;
  }

  /**
   * Creates an object whose strings are limited in length, because a frame may wait for long.
   *
   * @param maxTextLength the maximum length of a text, in code points
   */
  public JsonFields(int maxTextLength) {
    this.values = new HashMap<>();
    this.maxTextLength = maxTextLength;
    this.maxStringUnits = MAX_STRING_UNITS;
  }

  /** Adds a member; a duplicate is removed, and false returned. */
  boolean put(String name, Object value) {
    if (values.putIfAbsent(name, value) == null) {
      return true;
    }
    values.remove(name);
    return false;
  }

  void clear() {
    values.clear();
  }

  public boolean has(String name) {
    return values.containsKey(name);
  }

  /** The frame's {@code type}; empty unless it is a string. */
  public Optional<String> type() {
    return values.get("type") instanceof String type ? Optional.of(type) : Optional.empty();
  }

  /** The frame's {@code id}; empty when it is missing or invalid. */
  public Optional<String> usableId() {
    return values.get("id") instanceof String id && isUsable(id)
        ? Optional.of(id)
        : Optional.empty();
  }

  private static boolean isUsable(String id) {
    int length = 0;
    for (int i = 0; i < id.length(); length++) {
      int codePoint = id.codePointAt(i);
      if (Character.getType(codePoint) == Character.SURROGATE) {
        return false;
      }
      i += Character.charCount(codePoint);
    }
    return length >= 1 && length <= MAX_ID_LENGTH;
  }

  /** A required string. */
  public String string(String name) {
    return optionalString(name).orElseThrow(() -> missing(name));
  }

  /** The field {@code username}, normalized by {@link UserName#clean}. */
  public String username() {
    return UserName.clean(string("username"));
  }

  public Optional<String> optionalString(String name) {
    Optional<String> string = optional(name, String.class, "a string");
    if (string.isPresent() && string.get().length() > maxStringUnits) {
      throw InvalidFrameException.invalid(name, "The field " + name + " is too long.");
    }
    return string;
  }

  /** The text of a message. Of a text that is too long, a beginning that is still too long. */
  public String text() {
    String text = optional("text", String.class, "a string").orElseThrow(() -> missing("text"));
    if (text.length() <= maxTextLength
        || text.codePointCount(0, text.length()) <= maxTextLength + 1) {
      return text;
    }
    return text.substring(0, text.offsetByCodePoints(0, maxTextLength + 1));
  }

  /** The code of a room. Of a code that is too long, a beginning that is still not valid. */
  public String code() {
    String code = optional("code", String.class, "a string").orElseThrow(() -> missing("code"));
    String stripped = code.length() > maxStringUnits ? code.strip() : code;
    return stripped.length() > maxStringUnits ? stripped.substring(0, maxStringUnits) : stripped;
  }

  /** A required list of strings. */
  public List<String> strings(String name) {
    List<?> list = optional(name, List.class, "a list of strings").orElseThrow(() -> missing(name));
    List<String> strings = new ArrayList<>();
    for (Object each : list) {
      if (!(each instanceof String string)) {
        throw InvalidFrameException.invalid(
            name, "The field " + name + " must be a list of strings.");
      }
      strings.add(string);
    }
    return strings;
  }

  /** A required list of whole numbers, 0 or greater. */
  public List<Long> numbers(String name) {
    List<?> list = optional(name, List.class, "a list of numbers").orElseThrow(() -> missing(name));
    List<Long> numbers = new ArrayList<>();
    for (Object each : list) {
      OptionalLong whole =
          each instanceof JsonNumber number ? number.whole() : OptionalLong.empty();
      if (whole.isEmpty() || whole.getAsLong() < 0) {
        throw InvalidFrameException.invalid(
            name, "The field " + name + " must be a list of whole numbers, 0 or greater.");
      }
      numbers.add(whole.getAsLong());
    }
    return numbers;
  }

  public boolean bool(String name) {
    return optionalBool(name).orElseThrow(() -> missing(name));
  }

  public Optional<Boolean> optionalBool(String name) {
    return optional(name, Boolean.class, "true or false");
  }

  public long number(String name) {
    return optionalNumber(name).orElseThrow(() -> missing(name));
  }

  public OptionalLong optionalNumber(String name) {
    Optional<JsonNumber> number = optional(name, JsonNumber.class, "a number");
    if (number.isEmpty()) {
      return OptionalLong.empty();
    }
    OptionalLong whole = number.get().whole();
    if (whole.isEmpty() || whole.getAsLong() < 0) {
      throw InvalidFrameException.invalid(
          name, "The field " + name + " must be a whole number, 0 or greater.");
    }
    return whole;
  }

  /** A time in the format of RFC 3339, of the years 0001 to 9999. */
  public Optional<Instant> optionalTime(String name) {
    return optionalString(name)
        .map(
            text ->
                Timestamp.parse(text)
                    .orElseThrow(
                        () ->
                            InvalidFrameException.invalid(
                                name,
                                "The field "
                                    + name
                                    + " must be a time such as 2026-01-31T09:05:00.000Z.")));
  }

  public OptionalInt limit() {
    OptionalLong limit = optionalNumber("limit");
    if (limit.isEmpty()) {
      return OptionalInt.empty();
    }
    if (limit.getAsLong() > Integer.MAX_VALUE) {
      throw InvalidFrameException.invalid("limit", "The field limit must be from 1 to 200.");
    }
    return OptionalInt.of((int) limit.getAsLong());
  }

  /** The field {@code room}. An invalid id is reported as an unknown room. */
  public RoomId room() {
    String room = string("room");
    if (room.isEmpty()) {
      throw InvalidFrameException.invalid("room", "The field room must not be empty.");
    }
    if (!RoomId.isValid(room)) {
      throw new InvalidFrameException(ApiError.of(ErrorCode.NOT_FOUND, "room", "Room not found."));
    }
    return RoomId.of(room);
  }

  /** The cursor {@code after}: an object with an epoch and a seq. */
  public Optional<Position> cursor() {
    return optional("after", JsonFields.class, "an object with epoch and seq")
        .map(JsonFields::position);
  }

  private Position position() {
    try {
      String epoch = string("epoch");
      return new Position(
          epoch.length() > MAX_STRING_UNITS ? epoch.substring(0, MAX_STRING_UNITS) : epoch,
          number("seq"));
    } catch (InvalidFrameException fault) {
      throw InvalidFrameException.invalid(
          "after", "The field after must contain epoch, a string, and seq, a whole number.");
    }
  }

  private <T> Optional<T> optional(String name, Class<T> type, String description) {
    Object value = values.get(name);
    if (value == null) {
      return Optional.empty();
    }
    if (!type.isInstance(value)) {
      throw InvalidFrameException.invalid(
          name, "The field " + name + " must be " + description + ".");
    }
    return Optional.of(type.cast(value));
  }

  private static InvalidFrameException missing(String name) {
    return InvalidFrameException.invalid(name, "The field " + name + " is missing.");
  }
}
