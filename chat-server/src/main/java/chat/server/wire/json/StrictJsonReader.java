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
 * Reads untrusted text that should be one JSON object, strictly: nothing around it, no member
 * twice, bounded depth. Stateless, thread-safe.
 */
public final class StrictJsonReader {
  private static final int MAX_DEPTH = 32;

  /** Half a surrogate pair, whether or not it has its other half. */
  private static final Pattern SURROGATE =
      Pattern.compile("[\\ud800-\\udfff]|\\\\u[dD][89a-fA-F][0-9a-fA-F]{2}");

  private static final String STAND_IN = "\\\\ufffd";

  private static final Optional<String> NOT_JSON = Optional.of("The frame is not JSON.");

  private StrictJsonReader() {}

  /**
   * Reads {@code text} into {@code target}, which keeps what came before a fault.
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
   * Strict reading refuses half surrogate pairs, but which field holds one is for the rules of that
   * field to say. Only then is the text read less strictly, and only if it would be strict without.
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
        return Optional.of("A frame is a JSON object.");
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
        throw badFrame("A member stands in an object twice.");
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

  /** Reads every value rather than skipping, for skipping is less strict. */
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
