package chat.server.contract;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Records which members and enum values of the schemas occurred in sent JSON, by their pointers.
 * Confined to one thread.
 */
final class Coverage {
  private static final List<String> CHOICES = List.of("oneOf", "anyOf");

  private final Contract contract;
  private final Set<String> present = new HashSet<>();
  private final Set<String> absent = new HashSet<>();
  private final Set<String> words = new HashSet<>();

  Coverage(Contract contract) {
    this.contract = contract;
  }

  /** Records the parts of the schema at {@code pointer} that occur in {@code value}. */
  void note(String pointer, JsonNode value) {
    String at = contract.resolve(pointer);
    JsonNode schema = contract.document().at(at);
    for (String choice : CHOICES) {
      for (int i = 0; i < schema.path(choice).size(); i++) {
        String each = at + "/" + choice + "/" + i;
        if (isSchemaOfItsOwn(each) && contract.faults(each, value.toString()).isEmpty()) {
          note(each, value);
        }
      }
    }
    schema.path("properties").propertyNames().forEach(name -> note(at, name, value));
    if (schema.has("items")) {
      value.forEach(item -> note(at + "/items", item));
    }
    if (schema.has("enum")) {
      words.add(at + "=" + value);
    }
  }

  private void note(String schema, String name, JsonNode value) {
    String property = schema + "/properties/" + Contract.escape(name);
    if (value.has(name)) {
      present.add(property);
      note(property, value.get(name));
    } else {
      absent.add(property);
    }
  }

  /** Other keywords only restrict their schema. */
  private boolean isSchemaOfItsOwn(String pointer) {
    return contract.at(pointer).has("type");
  }

  /** The parts of the schema at {@code pointer} that never occurred, as sentences. */
  List<String> unseen(String pointer) {
    List<String> unseen = new ArrayList<>();
    collect(pointer, new HashSet<>(), unseen);
    return unseen;
  }

  private void collect(String pointer, Set<String> done, List<String> unseen) {
    String at = contract.resolve(pointer);
    if (!done.add(at)) {
      return;
    }
    JsonNode schema = contract.document().at(at);
    for (String choice : CHOICES) {
      for (int i = 0; i < schema.path(choice).size(); i++) {
        if (isSchemaOfItsOwn(at + "/" + choice + "/" + i)) {
          collect(at + "/" + choice + "/" + i, done, unseen);
        }
      }
    }
    Set<String> required = new HashSet<>();
    schema.path("required").forEach(name -> required.add(name.stringValue()));
    for (String name : schema.path("properties").propertyNames()) {
      String property = at + "/properties/" + Contract.escape(name);
      if (!present.contains(property)) {
        unseen.add(property + " is never there");
      } else if (!required.contains(name) && !absent.contains(property)) {
        unseen.add(property + " is always there, so it is required");
      }
      collect(property, done, unseen);
    }
    if (schema.has("items")) {
      collect(at + "/items", done, unseen);
    }
    for (JsonNode word : schema.path("enum")) {
      if (!words.contains(at + "=" + word)) {
        unseen.add(at + " is never " + word);
      }
    }
  }
}
