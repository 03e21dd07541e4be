package chat.server.emoji;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The content of an unpacked npm package {@code emojibase-data}. Immutable. */
final class Emojibase {
  /** Unicode's group of skin tones and hair styles, which are no emoji by themselves. */
  private static final int COMPONENTS = 2;

  private static final int FULLY_QUALIFIED = 0;
  private static final String TEXT_STYLE = "FE0E"; // variation selector 15

  /**
   * An emoji.
   *
   * @param hexcode its key in the package's other files
   * @param text its fully qualified form
   * @param label its name
   * @param tags words by which it is found
   * @param group Unicode's group
   * @param version of Unicode's emoji data in which it came
   * @param toned the same with skin tones
   */
  record Entry(
      String hexcode,
      String text,
      String label,
      List<String> tags,
      int group,
      double version,
      List<Entry> toned) {}

  private final Path directory;
  private final JsonObject forms;

  Emojibase(Path directory) throws IOException {
    this.directory = directory;
    this.forms = read("meta/hexcodes.json").getAsJsonObject();
  }

  String version() throws IOException {
    return read("package.json").getAsJsonObject().get("version").getAsString();
  }

  /** The emoji without the components, in Unicode's order. */
  List<Entry> entries(String language) throws IOException {
    return objects(read(language + "/data.json").getAsJsonArray())
        .filter(each -> each.has("group") && each.get("group").getAsInt() != COMPONENTS)
        .sorted(Comparator.comparingInt(each -> each.get("order").getAsInt()))
        .map(this::entry)
        .toList();
  }

  /** The names of the five skin tones from light to dark. */
  List<String> tones(String language) throws IOException {
    return objects(read(language + "/data.json").getAsJsonArray())
        .filter(each -> each.get("hexcode").getAsString().matches("1F3F[B-F]"))
        .sorted(Comparator.comparing(each -> each.get("hexcode").getAsString()))
        .map(each -> each.get("label").getAsString())
        .toList();
  }

  /** Shortcodes by hexcodes, of one of the package's sets. */
  Map<String, List<String>> shortcodes(String set) throws IOException {
    Map<String, List<String>> all = new HashMap<>();
    read("en/shortcodes/" + set + ".json")
        .getAsJsonObject()
        .asMap()
        .forEach(
            (hexcode, codes) ->
                all.put(
                    hexcode, codes.isJsonArray() ? strings(codes) : List.of(codes.getAsString())));
    return all;
  }

  private Entry entry(JsonObject json) {
    JsonElement skins = json.get("skins");
    String hexcode = json.get("hexcode").getAsString();
    return new Entry(
        hexcode,
        text(hexcode),
        json.get("label").getAsString(),
        json.has("tags") ? strings(json.get("tags")) : List.of(),
        json.get("group").getAsInt(),
        json.get("version").getAsDouble(),
        skins == null ? List.of() : objects(skins.getAsJsonArray()).map(this::entry).toList());
  }

  /**
   * The fully qualified form: the package counts forms with a superfluous U+FE0F among these, so it
   * is the shortest one. Those of all emoji are exactly the set RGI_Emoji of Unicode 17.
   */
  private String text(String hexcode) {
    return forms.getAsJsonObject(hexcode).asMap().entrySet().stream()
        .filter(form -> form.getValue().getAsInt() == FULLY_QUALIFIED)
        .map(Map.Entry::getKey)
        .filter(form -> !form.contains(TEXT_STYLE))
        .min(Comparator.comparingInt(String::length))
        .map(Emojibase::decode)
        .orElseThrow();
  }

  private static String decode(String hexcode) {
    StringBuilder text = new StringBuilder();
    for (String codePoint : hexcode.split("-", -1)) {
      text.appendCodePoint(Integer.parseInt(codePoint, 16));
    }
    return text.toString();
  }

  private static List<String> strings(JsonElement array) {
    List<String> strings = new ArrayList<>();
    array.getAsJsonArray().forEach(each -> strings.add(each.getAsString()));
    return strings;
  }

  private static Stream<JsonObject> objects(JsonArray array) {
    return array.asList().stream().map(JsonElement::getAsJsonObject);
  }

  private JsonElement read(String file) throws IOException {
    return JsonParser.parseString(Files.readString(directory.resolve(file)));
  }
}
