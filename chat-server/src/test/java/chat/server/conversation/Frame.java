package chat.server.conversation;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.util.List;
import java.util.stream.StreamSupport;

/** Creates and inspects frames. Stateless. */
final class Frame {
  private Frame() {}

  /** A frame of {@code type} with {@code members} by name and value. */
  static JsonObject of(String type, Object... members) {
    JsonObject frame = new JsonObject();
    frame.addProperty("type", type);
    return with(frame, members);
  }

  /** An object of {@code members} by name and value. */
  static JsonObject object(Object... members) {
    return with(new JsonObject(), members);
  }

  private static JsonObject with(JsonObject object, Object... members) {
    for (int i = 0; i < members.length; i += 2) {
      object.add((String) members[i], json(members[i + 1]));
    }
    return object;
  }

  private static JsonElement json(Object value) {
    if (value instanceof JsonElement element) {
      return element;
    } else if (value instanceof Number number) {
      return new JsonPrimitive(number);
    } else if (value instanceof Boolean bool) {
      return new JsonPrimitive(bool);
    }
    return new JsonPrimitive((String) value);
  }

  /** An array of {@code texts}. */
  static JsonArray array(String... texts) {
    JsonArray array = new JsonArray();
    for (String text : texts) {
      array.add(text);
    }
    return array;
  }

  /** The cursor {@code {epoch, seq}}. */
  static JsonObject cursor(String epoch, long seq) {
    return object("epoch", epoch, "seq", seq);
  }

  static JsonObject parse(String json) {
    return JsonParser.parseString(json).getAsJsonObject();
  }

  /** Whether {@code frame} is of {@code type} and has all of {@code members}. */
  static boolean is(JsonObject frame, String type, Object... members) {
    if (!type.equals(text(frame, "type"))) {
      return false;
    }
    for (int i = 0; i < members.length; i += 2) {
      if (!has(frame, (String) members[i])
          || !at(frame, (String) members[i]).equals(json(members[i + 1]))) {
        return false;
      }
    }
    return true;
  }

  /** Whether there is a value at {@code path}, names separated by dots. */
  static boolean has(JsonObject frame, String path) {
    JsonElement at = frame;
    for (String name : path.split("\\.", -1)) {
      if (!at.isJsonObject() || !at.getAsJsonObject().has(name)) {
        return false;
      }
      at = at.getAsJsonObject().get(name);
    }
    return true;
  }

  /** The value at {@code path}, names separated by dots; it must exist. */
  static JsonElement at(JsonObject frame, String path) {
    JsonElement at = frame;
    for (String name : path.split("\\.", -1)) {
      if (!at.getAsJsonObject().has(name)) {
        throw new AssertionError("no " + path + " in " + frame);
      }
      at = at.getAsJsonObject().get(name);
    }
    return at;
  }

  static String text(JsonObject frame, String path) {
    return at(frame, path).getAsString();
  }

  static long number(JsonObject frame, String path) {
    return at(frame, path).getAsLong();
  }

  static boolean flag(JsonObject frame, String path) {
    return at(frame, path).getAsBoolean();
  }

  static JsonObject object(JsonObject frame, String path) {
    return at(frame, path).getAsJsonObject();
  }

  /** The objects in the array at {@code path}. */
  static List<JsonObject> list(JsonObject frame, String path) {
    JsonArray array = at(frame, path).getAsJsonArray();
    return StreamSupport.stream(array.spliterator(), false)
        .map(JsonElement::getAsJsonObject)
        .toList();
  }

  /** One member of each object in the array at {@code path}. */
  static List<String> texts(JsonObject frame, String path, String member) {
    return list(frame, path).stream().map(each -> text(each, member)).toList();
  }

  /** The {@code seq} of each event. */
  static List<Long> seqs(JsonObject frame) {
    return list(frame, "events").stream().map(event -> number(event, "seq")).toList();
  }
}
