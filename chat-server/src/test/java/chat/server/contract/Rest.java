package chat.server.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.server.RunningServer;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/**
 * Sends requests to a running server, and checks each response against OpenAPI. Confined to one
 * thread.
 */
final class Rest {
  private final RunningServer server;
  private final Contract contract;
  private final Map<String, Operation> operations = new LinkedHashMap<>();
  private final Map<String, String> pathVariables = new HashMap<>();
  private final Set<String> seen = new TreeSet<>();

  Rest(RunningServer server, Contract contract) {
    this.server = server;
    this.contract = contract;
    Operation.all(contract).forEach(each -> operations.put(each.id(), each));
  }

  List<Operation> operations() {
    return List.copyOf(operations.values());
  }

  /** The operations and statuses so far, as {@code postMessage 201}. */
  Set<String> seen() {
    return seen;
  }

  /**
   * Sets a path variable of all requests that are made from now on, instead of its example in the
   * document.
   */
  void setPathVariable(String name, String value) {
    pathVariables.put(name, value);
  }

  /** The path of an operation, with its variables replaced. */
  String path(Operation operation) {
    return operation.pathWith(pathVariables);
  }

  /** A described request with a session, or without if that is empty. */
  Call call(String id, String session) {
    return new Call(operations.get(id), session);
  }

  /** One request. Confined to one thread. */
  final class Call {
    private final Operation operation;
    private final List<String> headers = new ArrayList<>();
    private final Map<String, String> query = new LinkedHashMap<>();
    private final Map<String, String> variables = new HashMap<>(pathVariables);
    private String body = "";

    private Call(Operation operation, String session) {
      this.operation = operation;
      if (!session.isEmpty()) {
        header("Authorization", "Bearer " + session);
      }
      for (String parameter : operation.parameters("query")) {
        JsonNode described = contract.at(parameter);
        if (described.path("required").asBoolean(false)) {
          query(described.get("name").stringValue(), operation.example(parameter));
        }
      }
      if (operation.hasBody()) {
        body = new Frames(contract).good(operation.body()).get(0).toString();
      }
    }

    Call header(String name, String value) {
      headers.addAll(List.of(name, value));
      return this;
    }

    /** Sets the path variable {@code {id}}. */
    Call on(String id) {
      return on("id", id);
    }

    /** Sets a path variable, instead of its example in the document. */
    Call on(String name, String value) {
      variables.put(name, value);
      return this;
    }

    Call query(String name, String value) {
      query.put(name, value);
      return this;
    }

    Call with(String body) {
      this.body = body;
      return this;
    }

    /** Sends the request; fails unless the response has this status and is as described. */
    JsonNode gets(int status) throws Exception {
      headers.addAll(operation.keyOf(body));
      HttpResponse<String> answer =
          server.ask(operation.method(), path(), body, headers.toArray(String[]::new));
      String said = operation + " " + query + " " + body + ": " + answer.body();
      assertEquals(status, answer.statusCode(), said);
      return check(answer, said);
    }

    private String path() {
      StringBuilder path = new StringBuilder(operation.pathWith(variables));
      char separator = '?';
      for (Map.Entry<String, String> each : query.entrySet()) {
        path.append(separator).append(each.getKey()).append('=');
        path.append(URLEncoder.encode(each.getValue(), UTF_8));
        separator = '&';
      }
      return path.toString();
    }

    private JsonNode check(HttpResponse<String> answer, String said) {
      int status = answer.statusCode();
      assertTrue(operation.has(status), () -> "Describe status " + status + " of " + said);
      seen.add(operation.id() + " " + status);
      String response = operation.response(status);
      contract
          .at(response)
          .path("headers")
          .propertyNames()
          .forEach(name -> checkHeader(response, name, answer));
      JsonNode content = contract.at(response).path("content");
      String type = answer.headers().firstValue("Content-Type").orElse("").split(";", 2)[0];
      if (content.isMissingNode()) {
        assertEquals("", answer.body(), said);
        return content;
      }
      assertTrue(content.has(type), () -> "Describe the content type " + type + " of " + said);
      if (!type.endsWith("json")) {
        return content;
      }
      String schema = response + "/content/" + Contract.escape(type) + "/schema";
      contract.assertSent(schema, answer.body());
      return Contract.JSON.readTree(answer.body());
    }

    private void checkHeader(String response, String name, HttpResponse<String> answer) {
      String value = answer.headers().firstValue(name).orElse("");
      String schema = contract.resolve(response + "/headers/" + name) + "/schema";
      String json = Contract.JSON.writeValueAsString(value);
      assertEquals(List.of(), contract.faults(schema, json), operation + ": " + name);
    }
  }
}
