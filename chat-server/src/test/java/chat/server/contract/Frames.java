package chat.server.contract;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Generates client frames from the schemas and their examples: valid objects, and objects with one
 * violation. Confined to one thread.
 */
public final class Frames {
  private static final JsonNodeFactory MAKE = JsonNodeFactory.instance;

  private final Contract contract;

  /** Generates frames of {@code contract}. */
  public Frames(Contract contract) {
    this.contract = contract;
  }

  /** The smallest objects of each kind, with each optional member, and with as many as possible. */
  public List<ObjectNode> good(String pointer) {
    List<ObjectNode> good = new ArrayList<>();
    for (ObjectNode least : smallest(pointer)) {
      good.add(least);
      ObjectNode most = least;
      for (String name : properties(pointer).keySet()) {
        ObjectNode one = with(least, name, pointer);
        if (isGood(pointer, one)) {
          good.add(one);
        }
        ObjectNode more = with(most, name, pointer);
        most = isGood(pointer, more) ? more : most;
      }
      good.add(most);
    }
    return good.stream().distinct().toList();
  }

  /** Objects with one invalid member, by the violation. */
  public Map<String, ObjectNode> bad(String pointer) {
    Map<String, ObjectNode> bad = new LinkedHashMap<>();
    for (ObjectNode least : smallest(pointer)) {
      for (String name : least.propertyNames()) {
        ObjectNode without = least.deepCopy();
        without.remove(name);
        addIfBad(pointer, "without " + name, without, bad);
      }
      properties(pointer)
          .forEach(
              (name, at) ->
                  broken(at)
                      .forEach(
                          (what, value) -> {
                            ObjectNode wrong = with(least, name, pointer);
                            if (isGood(pointer, wrong)) {
                              wrong.set(name, value);
                              addIfBad(pointer, name + " " + what, wrong, bad);
                            }
                          }));
    }
    return bad;
  }

  /** Objects with one member at a limit of the schema, by the member and limit. */
  public Map<String, ObjectNode> atBounds(String pointer) {
    Map<String, ObjectNode> all = new LinkedHashMap<>();
    for (ObjectNode least : smallest(pointer)) {
      properties(pointer)
          .forEach(
              (name, at) ->
                  bounds(at)
                      .forEach(
                          value -> {
                            ObjectNode one = with(least, name, pointer);
                            one.set(name, value);
                            if (isGood(pointer, one)) {
                              all.put(name + "=" + value, one);
                            }
                          }));
    }
    return all;
  }

  private List<JsonNode> bounds(String pointer) {
    JsonNode schema = contract.at(pointer);
    List<JsonNode> bounds = new ArrayList<>();
    for (String bound : List.of("minimum", "maximum")) {
      if (schema.has(bound)) {
        bounds.add(schema.get(bound));
      }
    }
    for (String bound : List.of("minLength", "maxLength")) {
      if (schema.has(bound)) {
        bounds.add(text(schema.get(bound).intValue()));
      }
    }
    schema.path("enum").forEach(bounds::add);
    return bounds;
  }

  private void addIfBad(
      String pointer, String what, ObjectNode object, Map<String, ObjectNode> bad) {
    if (!isGood(pointer, object)) {
      bad.putIfAbsent(what, object);
    }
  }

  private boolean isGood(String pointer, ObjectNode object) {
    return contract.faults(pointer, object.toString()).isEmpty();
  }

  private ObjectNode with(ObjectNode least, String name, String pointer) {
    ObjectNode one = least.deepCopy();
    return one.has(name) ? one : one.set(name, example(properties(pointer).get(name)));
  }

  /** The members of the schema at {@code pointer}, and where each is described. */
  public Map<String, String> properties(String pointer) {
    Map<String, String> properties = new LinkedHashMap<>();
    String at = contract.resolve(pointer);
    for (String name : contract.at(at).path("properties").propertyNames()) {
      properties.put(name, at + "/properties/" + Contract.escape(name));
    }
    for (int i = 0; i < contract.at(at).path("oneOf").size(); i++) {
      if (contract.at(at + "/oneOf/" + i).has("type")) {
        properties(at + "/oneOf/" + i).forEach(properties::putIfAbsent);
      }
    }
    return properties;
  }

  private List<ObjectNode> smallest(String pointer) {
    String at = contract.resolve(pointer);
    JsonNode schema = contract.at(at);
    List<String> choices = new ArrayList<>();
    for (int i = 0; i < schema.path("oneOf").size(); i++) {
      choices.add(at + "/oneOf/" + i);
    }
    if (choices.isEmpty()) {
      return List.of(required(at, MAKE.objectNode(), at));
    }
    return choices.stream()
        .map(choice -> required(choice, required(at, MAKE.objectNode(), at), at))
        .toList();
  }

  /**
   * Adds what is required at {@code pointer}; where only a word is said, the rest is {@code at}'s.
   */
  private ObjectNode required(String pointer, ObjectNode object, String at) {
    JsonNode schema = contract.at(pointer);
    for (JsonNode name : schema.path("required")) {
      String own = pointer + "/properties/" + name.stringValue();
      boolean isHere = contract.document().at(own).isObject();
      String where = isHere ? own : at + "/properties/" + name.stringValue();
      object.set(name.stringValue(), example(where));
    }
    schema
        .path("properties")
        .properties()
        .forEach(
            each -> {
              if (each.getValue().has("const")) {
                object.set(each.getKey(), each.getValue().get("const"));
              }
            });
    return object;
  }

  private JsonNode example(String pointer) {
    JsonNode schema = contract.at(pointer);
    if (schema.has("const")) {
      return schema.get("const");
    } else if (schema.has("examples")) {
      return schema.get("examples").get(0);
    } else if (schema.has("enum")) {
      return schema.get("enum").get(0);
    } else if (schema.path("type").asString("").equals("boolean")) {
      return MAKE.booleanNode(true);
    }
    throw new AssertionError("Give an example of what stands at " + contract.resolve(pointer));
  }

  /** Values that the schema at {@code pointer} rejects, by the violation. */
  public Map<String, JsonNode> broken(String pointer) {
    String at = contract.resolve(pointer);
    JsonNode schema = contract.at(at);
    Map<String, JsonNode> broken = new LinkedHashMap<>();
    String type = schema.path("type").asString("");
    Stream.of("string", "integer", "boolean", "object", "array")
        .filter(other -> !other.equals(type))
        .forEach(other -> broken.put("is of type " + other, ofType(other)));
    if (type.equals("integer")) {
      broken.put("is a fraction", MAKE.numberNode(1.5));
    }
    if (schema.has("minimum")) {
      broken.put("is too small", MAKE.numberNode(schema.get("minimum").longValue() - 1));
    }
    if (schema.has("maximum")) {
      broken.put("is too big", MAKE.numberNode(schema.get("maximum").longValue() + 1));
    }
    if (schema.has("minLength")) {
      broken.put("is too short", text(schema.get("minLength").intValue() - 1));
    }
    if (schema.has("maxLength")) {
      broken.put("is too long", text(schema.get("maxLength").intValue() + 1));
    }
    if (schema.has("pattern")) {
      broken.put("has a control character", MAKE.stringNode("a\u0007b"));
      broken.put("is empty", text(0));
    }
    if (schema.has("enum") || schema.has("const")) {
      broken.put("is another word", MAKE.stringNode("other"));
    }
    if (schema.has("minItems")) {
      broken.put("has no element", MAKE.arrayNode());
    }
    if (schema.has("items")) {
      broken(at + "/items")
          .forEach((what, item) -> broken.put("has an element that " + what, array(item)));
    }
    if (schema.has("contains")) {
      contract
          .at(at + "/items")
          .path("enum")
          .forEach(word -> broken.put("has only " + word, array(word)));
    }
    if (schema.has("properties")) {
      bad(at).forEach((what, object) -> broken.put("has " + what, object));
    }
    broken.values().removeIf(value -> contract.faults(at, value.toString()).isEmpty());
    return broken;
  }

  private static ArrayNode array(JsonNode item) {
    return MAKE.arrayNode().add(item);
  }

  private static JsonNode text(int length) {
    return MAKE.stringNode("a".repeat(length));
  }

  private static JsonNode ofType(String type) {
    return switch (type) {
      case "string" -> MAKE.stringNode("text");
      case "integer" -> MAKE.numberNode(7);
      case "boolean" -> MAKE.booleanNode(true);
      case "object" -> MAKE.objectNode();
      default -> MAKE.arrayNode();
    };
  }
}
