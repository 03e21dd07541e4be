package chat.server.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.Schema;
import com.networknt.schema.dialect.Dialects;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** The two documents are valid, complete and consistent with each other. */
final class DocumentsTest {
  static Stream<Contract> both() {
    return Stream.of(Contract.asyncApi(), Contract.openApi());
  }

  @Test
  void areValidByTheirMetaSchemas() {
    var asyncApi = Contract.registry(Dialects.getDraft7(), true);
    // That of OpenAPI says that references are URIs, which "#/components" is not.
    var openApi = Contract.registry(Dialects.getDraft202012(), false);

    assertValid(Contract.asyncApi(), asyncApi.getSchema(Contract.read("asyncapi-3.0.0-meta.json")));
    assertValid(Contract.openApi(), openApi.getSchema(Contract.read("openapi-3.1-meta.json")));
  }

  private static void assertValid(Contract contract, Schema metaSchema) {
    assertEquals(List.of(), metaSchema.validate(contract.document()));
  }

  @ParameterizedTest
  @MethodSource("both")
  void resolveEveryReference(Contract contract) {
    contract.walk(
        (pointer, node) -> {
          if (node.path("$ref").isString()) {
            assertFalse(contract.at(pointer).isMissingNode(), pointer);
            assertEquals(1, node.size(), () -> "what stands beside a $ref is not seen: " + pointer);
          }
        });
  }

  @ParameterizedTest
  @MethodSource("both")
  void useEverythingThatTheyDefine(Contract contract) {
    var used = new ArrayList<String>();
    contract.walk((pointer, node) -> used.add(node.path("$ref").asString("")));
    contract
        .document()
        .get("components")
        .properties()
        .forEach(
            kind -> {
              for (String name : kind.getValue().propertyNames()) {
                String reference = "#/components/" + kind.getKey() + "/" + name;
                assertTrue(
                    used.contains(reference) || kind.getKey().equals("securitySchemes"), reference);
              }
            });
  }

  @ParameterizedTest
  @MethodSource("both")
  void letEveryObjectGrow(Contract contract) {
    contract.walk(
        (pointer, node) -> {
          if (isObjectSchema(node) && pointer.startsWith("/components/")) {
            assertTrue(node.path("additionalProperties").asBoolean(false), pointer);
          }
        });
  }

  private static boolean isObjectSchema(JsonNode node) {
    return node.has("properties") && node.path("type").asString("").equals("object");
  }

  @ParameterizedTest
  @MethodSource("both")
  void giveValidExamples(Contract contract) {
    contract.walk(
        (pointer, node) -> {
          JsonNode examples = node.path("examples");
          if (examples.isArray() && node.has("payload")) {
            assertTrue(!examples.isEmpty(), pointer);
            examples.forEach(
                each -> assertTrueExample(contract, pointer + "/payload", each.get("payload")));
          } else if (examples.isArray()) {
            examples.forEach(each -> assertTrueExample(contract, pointer, each));
          }
        });
  }

  private static void assertTrueExample(Contract contract, String pointer, JsonNode example) {
    assertEquals(List.of(), contract.faults(pointer, example.toString()), pointer);
  }

  @Test
  void agreeOnWhatIsInBoth() {
    JsonNode socket = Contract.asyncApi().at("/components/schemas");
    JsonNode rest = Contract.openApi().at("/components/schemas");
    var shared = new ArrayList<>(socket.propertyNames());
    shared.retainAll(rest.propertyNames());

    assertTrue(shared.size() > 15, shared::toString);
    for (String name : shared) {
      assertEquals(socket.get(name), rest.get(name), name);
    }
  }

  @Test
  void describeEveryOperationAndMessage() {
    Contract socket = Contract.asyncApi();
    assertSay(socket.at("/operations"), "summary", any -> true);
    assertSay(socket.at("/components/messages"), "summary", any -> true);
    Contract rest = Contract.openApi();
    assertSay(rest.at("/components/parameters"), "description", any -> true);
    assertSay(rest.at("/components/responses"), "description", any -> true);
    rest.at("/paths")
        .forEach(path -> assertSay(path, "summary", name -> !name.equals("parameters")));
  }

  private static void assertSay(JsonNode objects, String member, Predicate<String> which) {
    objects
        .properties()
        .forEach(
            each -> {
              if (which.test(each.getKey())) {
                assertFalse(each.getValue().path(member).asString("").isBlank(), each.getKey());
              }
            });
  }
}
