package chat.server.wire.json;

import chat.server.wire.error.ApiError;
import chat.server.wire.error.ErrorCode;
import chat.server.wire.error.InvalidFrameException;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Parses untrusted text as one JSON object, strictly: nothing around it, no duplicate members,
 * limited depth. Stateless, thread-safe.
 */
public final class StrictJsonReader {
  private static final int MAX_DEPTH = 32;

  /** A surrogate, whether paired or not. */
  private static final Pattern SURROGATE =
      Pattern.compile("[\\ud800-\\udfff]|\\\\u[dD][89a-fA-F][0-9a-fA-F]{2}");

  private static final String STAND_IN = "\\\\ufffd";

  private static final Optional<String> NOT_JSON = Optional.of("The frame is not JSON.");

  private StrictJsonReader() {}

  /**
   * Parses {@code text} into {@code target}, which keeps the members before an error.
   *
   * @throws InvalidFrameException if it is not one JSON object
   */
  public static void read(String text, JsonFields target) {
    Optional<String> fault = tryRead(text, Strictness.STRICT, target);
    if (fault.isPresent() && isStrictButForSurrogates(text)) {
      target.clear();
      fault = tryRead(text, Strictness.LEGACY_STRICT, target);
    }
    if (fault.isPresent()) {
      throw badFrame(fault.get());
    }
  }

  /**
   * The strict reader rejects unpaired surrogates, but whether one is allowed depends on the field.
   * So a text with surrogates is read less strictly, provided that it is valid without them.
   */
  private static boolean isStrictButForSurrogates(String text) {
    var masked = SURROGATE.matcher(text);
    return masked.find()
        && tryRead(masked.replaceAll(STAND_IN), Strictness.STRICT, new JsonFields()).isEmpty();
  }

  private static Optional<String> tryRead(String text, Strictness strictness, JsonFields target) {
    JsonReader reader = new JsonReader(new StringReader(text));
    reader.setStrictness(strictness);
    reader.setNestingLimit(MAX_DEPTH);
    try {
      if (reader.peek() != JsonToken.BEGIN_OBJECT) {
        return Optional.of("The frame is not a JSON object.");
      }
      readObject(reader, target);
      return reader.peek() == JsonToken.END_DOCUMENT ? Optional.empty() : NOT_JSON;
    } catch (IOException | IllegalStateException notJson) {
      return NOT_JSON;
    }
  }

  private static InvalidFrameException badFrame(String message) {
    return new InvalidFrameException(ApiError.of(ErrorCode.BAD_FRAME, message));
  }

  private static void readObject(JsonReader reader, JsonFields target) throws IOException {
    reader.beginObject();
    while (reader.hasNext()) {
      String name = reader.nextName();
      if (!target.put(name, readValue(reader))) {
        throw badFrame("A member is specified more than once.");
      }
    }
    reader.endObject();
  }

  private static Object readValue(JsonReader reader) throws IOException {
    return switch (reader.peek()) {
      case STRING -> reader.nextString();
      case NUMBER -> new JsonNumber(reader.nextString());
      case BOOLEAN -> reader.nextBoolean();
      case BEGIN_OBJECT -> {
        JsonFields inner = new JsonFields();
        readObject(reader, inner);
        yield inner;
      }
      case BEGIN_ARRAY -> readArray(reader);
      default -> {
        reader.nextNull();
        yield JsonFields.UNUSED;
      }
    };
  }

  /** Reads every value rather than skipping it, because skipping is less strict. */
  private static List<Object> readArray(JsonReader reader) throws IOException {
    List<Object> values = new ArrayList<>();
    reader.beginArray();
    while (reader.hasNext()) {
      values.add(readValue(reader));
    }
    reader.endArray();
    return values;
  }
}
