package chat.server.contract;

import static chat.server.contract.People.ANONYMOUS;
import static java.util.stream.Collectors.toCollection;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.server.RunningServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** OpenAPI describes exactly the routes, bodies and parameters of a running server. */
final class RestContractTest {
  /** A read of a query parameter in the source of a resource. */
  private static final Pattern ASKED =
      Pattern.compile("query(?:\\(\\))?\\s*\\.\\w+\\(\"(\\w+)\"\\)");

  @TempDir Path folder;
  private final Contract contract = Contract.openApi();
  private People people;
  private RunningServer server;
  private Rest rest;
  private String admin;

  @BeforeEach
  void start() throws Exception {
    people = People.at(folder, contract);
    server = people.server();
    rest = people.rest();
    admin = people.admin();
  }

  @AfterEach
  void stop() {
    people.close();
  }

  @Test
  void describesEveryRouteAndNoOther() {
    var described =
        rest.operations().stream()
            .filter(each -> each.path().startsWith("/api/"))
            .flatMap(
                each ->
                    each.isRead()
                        ? Stream.of(each.route(), "HEAD " + each.path())
                        : Stream.of(each.route()))
            .collect(toCollection(TreeSet::new));

    assertEquals(server.routes(), described, "Describe it in the paths of openapi.json.");
  }

  @Test
  void refusesEveryMethodThatIsNotDescribed() throws Exception {
    Map<String, Set<String>> described = methods();
    for (Map.Entry<String, Set<String>> each : described.entrySet()) {
      for (String method : List.of("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")) {
        if (!each.getValue().contains(method)) {
          var answer = server.ask(method, each.getKey(), "");
          Set<String> allowed =
              Set.of(answer.headers().firstValue("Allow").orElse("").split(", ", -1));

          assertEquals(405, answer.statusCode(), method + " " + each.getKey());
          assertEquals(each.getValue(), new TreeSet<>(allowed), each.getKey());
          contract.assertSent("/components/schemas/Problem", answer.body());
        }
      }
    }
  }

  private Map<String, Set<String>> methods() {
    var methods = new TreeMap<String, Set<String>>();
    for (Operation each : rest.operations()) {
      Set<String> known = methods.computeIfAbsent(rest.path(each), path -> new TreeSet<>());
      known.add(each.method());
      if (each.isRead() && !each.path().equals("/ws")) {
        known.add("HEAD");
      }
    }
    return methods;
  }

  @Test
  void describes429And503WhereverTheyCanBe() {
    for (Operation each : rest.operations()) {
      boolean isApi = each.path().startsWith("/api/") || each.path().equals("/ws");
      assertEquals(isApi, each.has(429), each::route);
      assertTrue(each.has(503), each::route);
    }
  }

  @Test
  void saysWhenToRetryAsDescribed() throws Exception {
    try (RunningServer strict = RunningServer.start("--limit-address-requests=1+1/h")) {
      Rest limited = new Rest(strict, contract);
      limited.call("listRooms", ANONYMOUS).gets(200);
      for (Operation each : limited.operations()) {
        if (each.path().startsWith("/api/")) {
          JsonNode problem = limited.call(each.id(), ANONYMOUS).gets(429);

          assertTrue(problem.get("retry_after_ms").longValue() > 0, each::route);
        }
      }
    }
  }

  @Test
  void rejectsEveryBodyThatViolatesItsSchema() throws Exception {
    Frames frames = new Frames(contract);
    for (Operation each : rest.operations()) {
      if (each.hasBody()) {
        String session = each.id().equals("register") ? ANONYMOUS : admin;
        var bad = frames.bad(each.body());
        assertFalse(bad.isEmpty(), each::route);
        for (var body : bad.values()) {
          rest.call(each.id(), session).with(body.toString()).gets(400);
        }
      }
    }
  }

  @Test
  void acceptsEveryBodyAtTheLimitsOfItsSchema() throws Exception {
    Frames frames = new Frames(contract);
    // Those of rooms first: those of accounts end the session of the admin.
    var operations = new ArrayList<>(rest.operations());
    operations.sort(Comparator.comparing(each -> !each.path().startsWith("/api/rooms/")));
    for (Operation each : operations) {
      if (each.hasBody()) {
        if (each.path().startsWith("/api/rooms/")) {
          people.talkInRoomOfItsOwn(); // a key belongs to one command of a room
        }
        for (var body : frames.atBounds(each.body()).entrySet()) {
          String session = each.id().equals("register") ? ANONYMOUS : admin;
          var answer =
              server.ask(
                  each.method(),
                  rest.path(each),
                  body.getValue().toString(),
                  headers(session, each.keyOf(body.getValue().toString())));

          assertNotEquals(400, answer.statusCode(), () -> body + ": " + answer.body());
        }
      }
    }
  }

  private static String[] headers(String session, List<String> others) {
    List<String> headers = new ArrayList<>(others);
    if (!session.isEmpty()) {
      headers.addAll(List.of("Authorization", "Bearer " + session));
    }
    return headers.toArray(String[]::new);
  }

  @Test
  void readsEveryParameterThatIsDescribedAndNoOther() throws Exception {
    Set<String> known = parametersOfTheCode();
    people.talkInRoomOfItsOwn();
    Frames frames = new Frames(contract);
    for (Operation each : rest.operations()) {
      if (!each.isRead() || !each.path().startsWith("/api/")) {
        continue;
      }
      Set<String> others = new TreeSet<>(known);
      for (String parameter : each.parameters("query")) {
        String name = contract.at(parameter).get("name").stringValue();
        assertTrue(others.remove(name), () -> each + " does not ask for " + name);
        rest.call(each.id(), admin).query(name, each.example(parameter)).gets(200);
        boolean isNumber =
            contract.at(parameter + "/schema").get("type").asString().equals("integer");
        for (JsonNode value : frames.broken(parameter + "/schema").values()) {
          if (value.isString() || (isNumber && value.isNumber())) {
            JsonNode problem = rest.call(each.id(), admin).query(name, value.asString()).gets(400);
            assertEquals(name, problem.get("field").stringValue(), value::toString);
          }
        }
      }
      for (String other : others) {
        var answer =
            server.get(
                rest.path(each) + "?query=tea&" + other + "=%07",
                "Authorization",
                "Bearer " + admin);
        assertNotEquals(400, answer.statusCode(), () -> "Describe " + other + " of " + each);
      }
    }
  }

  private static Set<String> parametersOfTheCode() throws IOException {
    var names = new TreeSet<>(Set.of("limit"));
    try (Stream<Path> files = Files.list(Path.of("src/main/java/chat/server/rest"))) {
      for (Path file : files.filter(each -> each.toString().endsWith("Resource.java")).toList()) {
        ASKED.matcher(Files.readString(file)).results().forEach(each -> names.add(each.group(1)));
      }
    }
    return names;
  }
}
