package chat.server.wire.json;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** Records which members of a JSON object its parser reads. Confined to one thread. */
public final class AskedFields {
  private final SortedSet<String> asked = new TreeSet<>();

  /** Parses {@code object} with {@code reader}, and records the members that it reads. */
  public void read(JsonNode object, Consumer<JsonFields> reader) {
    reader.accept(fields("", object));
  }

  /** The names read so far; nested ones as {@code after.seq}. */
  public Set<String> asked() {
    return asked;
  }

  private JsonFields fields(String prefix, JsonNode object) {
    JsonFields fields = new JsonFields(new Recording(prefix));
    object.properties().forEach(each -> fields.put(each.getKey(), value(prefix, each)));
    return fields;
  }

  private Object value(String prefix, Map.Entry<String, JsonNode> member) {
    return value(prefix + member.getKey() + ".", member.getValue());
  }

  private Object value(String prefix, JsonNode value) {
    if (value.isObject()) {
      return fields(prefix, value);
    } else if (value.isString()) {
      return value.stringValue();
    } else if (value.isBoolean()) {
      return value.booleanValue();
    } else if (value.isNumber()) {
      return new JsonNumber(value.toString());
    }
    return value.valueStream().map(each -> value(prefix, each)).toList();
  }

  private final class Recording extends HashMap<String, Object> {
    private static final long serialVersionUID = 1L;

    private final String prefix;

    Recording(String prefix) {
      this.prefix = prefix;
    }

    @Override
    public Object get(Object name) {
      asked.add(prefix + name);
      return super.get(name);
    }

    @Override
    public boolean containsKey(Object name) {
      asked.add(prefix + name);
      return super.containsKey(name);
    }
  }
}
