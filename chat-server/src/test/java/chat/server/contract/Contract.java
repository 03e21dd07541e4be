package chat.server.contract;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.keyword.NonValidationKeyword;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * One of the two documents. Its schemas are applied strictly: members that they do not describe are
 * errors, so that everything that is sent is described. Confined to one thread.
 */
public final class Contract {
  static final ObjectMapper JSON = JsonMapper.builder().build();

  /** The pointer of the schemas. */
  private static final List<String> PARTS = List.of("components", "paths", "channels");

  private static final List<String> NO_SCHEMAS =
      List.of("components", "paths", "channels", "example");

  private final String name;
  private final JsonNode document;
  private final ObjectNode strict;
  private final SchemaRegistry schemas;
  private final Map<String, Schema> compiled = new TreeMap<>();
  private final Coverage coverage = new Coverage(this);

  private Contract(String name, Dialect dialect) {
    this.name = name;
    this.document = read(name);
    this.strict = (ObjectNode) read(name);
    strict.findParents("properties").forEach(Contract::close);
    this.schemas = registry(dialect, true);
  }

  /** The AsyncAPI document. */
  public static Contract asyncApi() {
    return new Contract("asyncapi.json", Dialects.getDraft7());
  }

  /** The OpenAPI document. */
  public static Contract openApi() {
    return new Contract("openapi.json", Dialects.getDraft202012());
  }

  /** Schemas of a dialect; the parts of a document that are none may stand beside them. */
  static SchemaRegistry registry(Dialect standard, boolean formats) {
    Dialect dialect =
        Dialect.builder(standard)
            .keywords(NO_SCHEMAS.stream().map(NonValidationKeyword::new).toList())
            .build();
    SchemaRegistryConfig config =
        SchemaRegistryConfig.builder().formatAssertionsEnabled(formats).build();
    return SchemaRegistry.withDefaultDialect(dialect, made -> made.schemaRegistryConfig(config));
  }

  static JsonNode read(String name) {
    try (InputStream file = Contract.class.getResourceAsStream(name)) {
      return JSON.readTree(file);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static void close(JsonNode schema) {
    if (schema.path("type").asString("").equals("object")) {
      ((ObjectNode) schema).put("additionalProperties", false);
    }
  }

  /** The document. */
  public JsonNode document() {
    return document;
  }

  /** The value at a JSON pointer, with references resolved. */
  public JsonNode at(String pointer) {
    return document.at(resolve(pointer));
  }

  /** The pointer that {@code pointer} resolves to. */
  public String resolve(String pointer) {
    JsonNode node = document.at(pointer);
    assertTrue(!node.isMissingNode(), () -> name + " has nothing at " + pointer);
    JsonNode reference = node.path("$ref");
    return reference.isString() ? resolve(reference.stringValue().substring(1)) : pointer;
  }

  /** The violations of the schema at {@code pointer} in {@code json}; empty when it is valid. */
  public List<String> faults(String pointer, String json) {
    Schema schema = compiled.computeIfAbsent(pointer, this::compile);
    return schema.validate(JSON.readTree(json)).stream().map(Error::toString).toList();
  }

  private Schema compile(String pointer) {
    ObjectNode root = JSON.createObjectNode().put("$ref", "#" + pointer);
    PARTS.forEach(part -> root.set(part, strict.path(part)));
    return schemas.getSchema(root);
  }

  /** Fails unless {@code json} is valid by the schema at {@code pointer}, and records it. */
  public void assertSent(String pointer, String json) {
    List<String> faults = faults(pointer, json);
    assertTrue(
        faults.isEmpty(),
        () ->
            "The server sends what %s does not describe: %s\n%s\nDescribe it at %s."
                .formatted(name, faults, json, resolve(pointer)));
    coverage.note(pointer, JSON.readTree(json));
  }

  /** Fails if the schema at {@code pointer} describes members that were never sent. */
  public void assertAllSeen(String pointer) {
    List<String> unseen = coverage.unseen(pointer);
    assertTrue(
        unseen.isEmpty(),
        () -> "%s describes what the server does not send: %s".formatted(name, unseen));
  }

  /** Calls {@code action} with every object and its pointer. */
  public void walk(BiConsumer<String, JsonNode> action) {
    walk("", document, action);
  }

  private static void walk(String pointer, JsonNode node, BiConsumer<String, JsonNode> action) {
    if (node.isObject()) {
      action.accept(pointer, node);
      node.properties()
          .forEach(each -> walk(pointer + "/" + escape(each.getKey()), each.getValue(), action));
    } else if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        walk(pointer + "/" + i, node.get(i), action);
      }
    }
  }

  /** A key, escaped for a JSON pointer. */
  public static String escape(String key) {
    return key.replace("~", "~0").replace("/", "~1");
  }
}
