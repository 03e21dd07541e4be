package chat.server.wire.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import chat.core.file.FileId;
import chat.core.file.FileInfo;
import chat.server.wire.json.JsonWriter;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Writes and reads what a message says of a file, for the wire, the store and exports. Stateless.
 */
public final class FileJson {
  private static final int USUAL_BYTES = 256;
  private static final String MEMBER = "{\"files\":";

  private FileJson() {}

  /** Writes a file as an object. */
  public static void write(JsonWriter json, FileInfo file) {
    json.object(it -> members(it, file));
  }

  private static void members(JsonWriter json, FileInfo file) {
    FileInfo.Media media = file.media();
    json.string("id", file.id().value())
        .string("name", file.name())
        .string("type", file.type())
        .number("size", file.size());
    if (media.width() > 0) {
      json.number("width", media.width()).number("height", media.height());
    }
    if (media.durationMillis() > 0) {
      json.number("duration", media.durationMillis());
    }
    json.string("thumbhash", Optional.of(media.thumbhash()).filter(hash -> !hash.isEmpty()))
        .flag("preview", file.preview())
        .string("alt", file.description());
  }

  /** A file as a JSON object. */
  public static String object(FileInfo file) {
    return new String(JsonWriter.object(USUAL_BYTES, json -> members(json, file)), UTF_8);
  }

  /** The files of a message as a JSON array. */
  public static String array(List<FileInfo> files) {
    byte[] object =
        JsonWriter.object(USUAL_BYTES, json -> json.list("files", files, FileJson::write));
    return new String(object, MEMBER.length(), object.length - MEMBER.length() - 1, UTF_8);
  }

  /** Writes the files of a message, if there are any. */
  static void files(JsonWriter json, List<FileInfo> files) {
    if (!files.isEmpty()) {
      json.list("files", files, FileJson::write);
    }
  }

  /** The files of a message, from its own fields. */
  static List<FileInfo> files(JsonObject body) {
    return body.has("files") ? list(body.get("files")) : List.of();
  }

  /**
   * The files of a message.
   *
   * @param array a JSON array
   */
  public static List<FileInfo> list(JsonElement array) {
    List<FileInfo> files = new ArrayList<>();
    for (JsonElement each : array.getAsJsonArray()) {
      files.add(read(each.getAsJsonObject()));
    }
    return files;
  }

  /**
   * Reads a file.
   *
   * @throws RuntimeException if a member is missing or wrong
   */
  public static FileInfo read(String object) {
    return read(JsonParser.parseString(object).getAsJsonObject());
  }

  private static FileInfo read(JsonObject json) {
    return new FileInfo(
        FileId.of(json.get("id").getAsString()),
        json.get("name").getAsString(),
        json.get("type").getAsString(),
        json.get("size").getAsLong(),
        new FileInfo.Media(
            (int) number(json, "width"),
            (int) number(json, "height"),
            number(json, "duration"),
            text(json, "thumbhash")),
        json.has("preview"),
        text(json, "alt"));
  }

  private static long number(JsonObject json, String member) {
    return json.has(member) ? json.get(member).getAsLong() : 0;
  }

  private static String text(JsonObject json, String member) {
    return json.has(member) ? json.get(member).getAsString() : "";
  }
}
