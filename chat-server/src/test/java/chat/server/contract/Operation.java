package chat.server.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * An operation of OpenAPI. Immutable as the document is.
 *
 * @param contract the document
 * @param path with variables, as {@code rooms/{id}}
 * @param method in upper case
 */
record Operation(Contract contract, String path, String method) {
  private static final Set<String> METHODS =
      Set.of("get", "put", "post", "delete", "options", "head", "patch", "trace");

  /** Every operation of {@code contract}. */
  static List<Operation> all(Contract contract) {
    List<Operation> all = new ArrayList<>();
    for (String path : contract.at("/paths").propertyNames()) {
      contract.at("/paths/" + Contract.escape(path)).propertyNames().stream()
          .filter(METHODS::contains)
          .map(method -> new Operation(contract, path, method.toUpperCase(Locale.ROOT)))
          .forEach(all::add);
    }
    return all;
  }

  private String pathPointer() {
    return "/paths/" + Contract.escape(path);
  }

  String pointer() {
    return pathPointer() + "/" + method.toLowerCase(Locale.ROOT);
  }

  private JsonNode node() {
    return contract.at(pointer());
  }

  String id() {
    return node().get("operationId").stringValue();
  }

  /** Its name in the table of routes. */
  String route() {
    return method + " " + path;
  }

  /**
   * The path with its variables replaced: by {@code values}, or else by the examples of the
   * document.
   */
  String pathWith(Map<String, String> values) {
    String filled = path;
    for (String parameter : parameters("path")) {
      JsonNode described = contract.at(parameter);
      String name = described.get("name").stringValue();
      String value = values.getOrDefault(name, example(parameter));
      String encoded = URLEncoder.encode(value, UTF_8).replace("+", "%20");
      filled = filled.replace("{" + name + "}", encoded);
    }
    return filled;
  }

  /** The first example of a parameter. */
  String example(String parameter) {
    return contract.at(parameter + "/schema").get("examples").get(0).asString();
  }

  /** Whether it is read-only. */
  boolean isRead() {
    return method.equals("GET");
  }

  /** The described statuses. */
  Set<String> statuses() {
    return new TreeSet<>(node().get("responses").propertyNames());
  }

  boolean has(int status) {
    return statuses().contains(Integer.toString(status));
  }

  String response(int status) {
    return contract.resolve(pointer() + "/responses/" + status);
  }

  boolean hasBody() {
    return node().has("requestBody");
  }

  /** The schema of its body. */
  String body() {
    return pointer() + "/requestBody/content/application~1json/schema";
  }

  /** The pointers of its parameters of a kind: {@code query}, {@code path}. */
  List<String> parameters(String in) {
    return Stream.of(pathPointer(), pointer())
        .flatMap(at -> pointers(at + "/parameters"))
        .map(contract::resolve)
        .filter(at -> contract.at(at).get("in").stringValue().equals(in))
        .toList();
  }

  /** The header, as name and value, with the idempotency key of a request. */
  List<String> keyOf(String body) {
    boolean isMissing = !parameters("header").isEmpty() && !body.contains("\"client_id\"");
    return isMissing ? List.of("Idempotency-Key", id()) : List.of();
  }

  private Stream<String> pointers(String list) {
    return contract.document().at(list).isMissingNode()
        ? Stream.of()
        : Stream.iterate(0, i -> i < contract.at(list).size(), i -> i + 1).map(i -> list + "/" + i);
  }

  @Override
  public String toString() {
    return route();
  }
}
