package chat.server.http;

import chat.server.wire.ErrorCode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * What is answered below {@code /api/}: every path, its methods, and what answers them. A path is
 * written as in OpenAPI, {@code bots/{id}/token}, with at most one part that varies. Filled while
 * the server is put together and only read from then on.
 */
final class Routes {
  static final String PREFIX = "/api/";

  private static final String ANY = "{id}";

  /** The methods whose requests may have a body. */
  private static final Set<String> WITH_BODY = Set.of("POST", "PATCH", "DELETE");

  /**
   * Answers a request, or fails as refused. Must not block. The body has been received before it is
   * called: a session that ends while a client holds its body back is unknown when the action asks
   * for it. Where a session is needed one must be open before the body is received, too: a client
   * that makes one up keeps no body waiting.
   */
  @FunctionalInterface
  interface Action {
    CompletionStage<?> answer(Exchange exchange);
  }

  /** An {@link Action} on what has an id. */
  @FunctionalInterface
  interface ActionOn {
    CompletionStage<?> answer(String id, Exchange exchange);
  }

  /**
   * What answers a method of a path. Immutable.
   *
   * @param needsSession whether a request that shows no open session is refused before its body
   *     comes
   */
  private record Route(ActionOn action, boolean needsSession) {}

  private final Map<List<String>, Map<String, Route>> paths = new LinkedHashMap<>();
  private final Function<Exchange, CompletionStage<?>> sessionCheck;

  /**
   * @param sessionCheck fails as refused when a request shows no open session; counts nothing
   */
  Routes(Function<Exchange, CompletionStage<?>> sessionCheck) {
    this.sessionCheck = sessionCheck;
  }

  /** What reads and changes nothing answers HEAD as well, of which the body is left out. */
  Routes get(String path, Action action) {
    return get(path, (id, exchange) -> action.answer(exchange));
  }

  Routes get(String path, ActionOn action) {
    Route route = new Route(action, false); // there is no body to wait for; the action decides
    return on("GET", path, route).on("HEAD", path, route);
  }

  Routes post(String path, Action action) {
    return post(path, (id, exchange) -> action.answer(exchange));
  }

  Routes post(String path, ActionOn action) {
    return on("POST", path, new Route(action, true));
  }

  /** What needs no session: the only POST that waits for the body of a request without one. */
  Routes postWithoutSession(String path, Action action) {
    return on("POST", path, new Route((id, exchange) -> action.answer(exchange), false));
  }

  Routes patch(String path, Action action) {
    return on("PATCH", path, new Route((id, exchange) -> action.answer(exchange), true));
  }

  Routes patch(String path, ActionOn action) {
    return on("PATCH", path, new Route(action, true));
  }

  Routes delete(String path, Action action) {
    return delete(path, (id, exchange) -> action.answer(exchange));
  }

  Routes delete(String path, ActionOn action) {
    return on("DELETE", path, new Route(action, true));
  }

  private Routes on(String method, String path, Route route) {
    paths.computeIfAbsent(parts(path), made -> new LinkedHashMap<>()).put(method, route);
    return this;
  }

  /** Every route, as {@code GET /api/rooms}. */
  SortedSet<String> names() {
    SortedSet<String> names = new TreeSet<>();
    paths.forEach(
        (path, methods) ->
            methods
                .keySet()
                .forEach(method -> names.add(method + " " + PREFIX + String.join("/", path))));
    return names;
  }

  /**
   * Answers {@code exchange} by what belongs to its path and method.
   *
   * @param path what follows {@link #PREFIX}
   * @throws Refused if the path leads nowhere, or needs a session and the request shows none
   */
  CompletionStage<?> answer(String path, Exchange exchange) {
    List<String> asked = parts(path);
    List<String> found = find(asked).orElseThrow(Routes::nothingHere);
    Map<String, Route> methods = paths.get(found);
    Route route = methods.get(exchange.method());
    if (route == null) {
      exchange.notAllowed(String.join(", ", methods.keySet()));
      return CompletableFuture.completedFuture(null);
    }
    if (route.needsSession && exchange.credential().isEmpty()) {
      throw Askers.nobody(); // whatever the body is
    }
    int any = found.indexOf(ANY);
    String id = any < 0 ? "" : asked.get(any);
    if (!WITH_BODY.contains(exchange.method())) {
      return route.action.answer(id, exchange);
    }
    CompletionStage<?> admitted =
        route.needsSession && exchange.hasBody()
            ? sessionCheck.apply(exchange)
            : CompletableFuture.completedFuture(null);
    return admitted
        .thenCompose(checked -> exchange.receive())
        .thenCompose(received -> route.action.answer(id, exchange));
  }

  private Optional<List<String>> find(List<String> asked) {
    return paths.containsKey(asked) && !asked.contains(ANY)
        ? Optional.of(asked)
        : paths.keySet().stream().filter(path -> matches(path, asked)).findFirst();
  }

  private static boolean matches(List<String> path, List<String> asked) {
    if (path.size() != asked.size()) {
      return false;
    }
    for (int i = 0; i < path.size(); i++) {
      if (!path.get(i).equals(ANY) && !path.get(i).equals(asked.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static List<String> parts(String path) {
    return List.of(path.split("/", -1));
  }

  private static Refused nothingHere() {
    return new Refused(ErrorCode.NOT_FOUND, "There is nothing here.");
  }
}
