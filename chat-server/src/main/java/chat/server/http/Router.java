package chat.server.http;

import chat.server.wire.error.ErrorCode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * The table of REST routes: for each {@link PathTemplate} below {@code /api/} and each method, the
 * action that handles it. Where two templates match a path, the one with a literal at the first
 * difference is used, whatever methods it has. Filled while the server is created and read-only
 * from then on.
 */
public final class Router {
  public static final String PREFIX = "/api/";

  /**
   * Answers a request, or fails with an {@link ApiException}. Must not block. Path variables are
   * {@link RestExchange#variable}.
   */
  @FunctionalInterface
  public interface Action {
    CompletionStage<?> answer(RestExchange exchange);
  }

  /** How the body of a request is read. */
  private enum BodyUse {
    /** The action runs immediately; a body is discarded after it. */
    NONE,

    /**
     * The action runs when the whole body, of bounded length, has been received, so that a session
     * that ends while a client delays its body is rejected by the action. Where a session is
     * required, it is also checked before the body is received: a client with an invalid session
     * cannot make the server wait for a body.
     */
    COLLECTED,

    /**
     * The action runs before any of the body is read, decides whether the request is allowed, and
     * then reads the body with {@link RestExchange#stream}.
     */
    STREAMED
  }

  /**
   * The handling of one method of a path. Immutable.
   *
   * @param needsSession whether a request without an open session is rejected before its body is
   *     read
   */
  private record Route(Action action, boolean needsSession, BodyUse bodyUse) {}

  /** The methods of a template, in the order in which {@code Allow} names them. */
  private record Path(PathTemplate template, Map<String, Route> methods) {}

  /** By the shape of the template: the more specific of two that match comes first. */
  private final TreeMap<String, Path> paths = new TreeMap<>();

  private final Function<RestExchange, CompletionStage<?>> sessionCheck;

  /**
   * Creates an empty table.
   *
   * @param sessionCheck fails as {@code unauthorized} when a request has no open session; does not
   *     count against any limit
   */
  public Router(Function<RestExchange, CompletionStage<?>> sessionCheck) {
    this.sessionCheck = sessionCheck;
  }

  /** Adds a read-only route for GET, and for HEAD, whose response has no body. */
  public Router get(String template, Action action) {
    Route route = new Route(action, false, BodyUse.NONE); // the action decides about the session
    return on("GET", template, route).on("HEAD", template, route);
  }

  /** Adds a route for HEAD alone, whose response has no body. */
  public Router head(String template, Action action) {
    return on("HEAD", template, new Route(action, false, BodyUse.NONE));
  }

  /** Adds a route for OPTIONS, which tells what a resource can do. */
  public Router options(String template, Action action) {
    return on("OPTIONS", template, new Route(action, false, BodyUse.NONE));
  }

  /** Adds a route that requires a session and collects the body. */
  public Router post(String template, Action action) {
    return on("POST", template, new Route(action, true, BodyUse.COLLECTED));
  }

  /** Adds a POST route that collects the body of requests without a session, too. */
  public Router postWithoutSession(String template, Action action) {
    return on("POST", template, new Route(action, false, BodyUse.COLLECTED));
  }

  /** Adds a route that requires a session and collects the body. */
  public Router patch(String template, Action action) {
    return on("PATCH", template, new Route(action, true, BodyUse.COLLECTED));
  }

  /** Adds a route that requires a session and collects the body. */
  public Router put(String template, Action action) {
    return on("PUT", template, new Route(action, true, BodyUse.COLLECTED));
  }

  /** Adds a route that requires a session and collects the body. */
  public Router delete(String template, Action action) {
    return on("DELETE", template, new Route(action, true, BodyUse.COLLECTED));
  }

  /**
   * Adds a route that streams a body of any length. A request without a credential is rejected; the
   * action has to verify the credential before it reads the body.
   */
  public Router streamed(String method, String template, Action action) {
    return on(method, template, new Route(action, true, BodyUse.STREAMED));
  }

  private Router on(String method, String text, Route route) {
    PathTemplate template = new PathTemplate(text);
    Path path =
        paths.computeIfAbsent(template.shape(), shape -> new Path(template, new LinkedHashMap<>()));
    if (!path.template.toString().equals(text)) {
      throw new IllegalArgumentException(path.template + " and " + text + " match the same paths");
    }
    if (path.methods.putIfAbsent(method, route) != null) {
      throw new IllegalArgumentException("specified more than once: " + method + " " + text);
    }
    return this;
  }

  /** Every route, as {@code GET /api/rooms}. */
  public SortedSet<String> names() {
    SortedSet<String> names = new TreeSet<>();
    for (Path path : paths.values()) {
      path.methods.keySet().forEach(method -> names.add(method + " " + PREFIX + path.template));
    }
    return names;
  }

  /**
   * Answers {@code exchange} with the action of its path and method.
   *
   * @param path what follows {@link #PREFIX}, in canonical form: Jetty has rejected escaped slashes
   *     and percent signs, so that a variable is decoded once and stays in its segment
   * @throws ApiException if no template matches the path, or the route requires a session and the
   *     request has no credential
   */
  public CompletionStage<?> answer(String path, RestExchange exchange) {
    List<String> segments = PathTemplate.segments(path);
    Path found =
        paths.values().stream()
            .filter(each -> each.template.matches(segments))
            .findFirst()
            .orElseThrow(Router::notFound);
    Route route = found.methods.get(exchange.method());
    if (route == null) {
      exchange.notAllowed(String.join(", ", found.methods.keySet()));
      return CompletableFuture.completedFuture(null);
    }
    if (route.needsSession && exchange.credential().isEmpty()) {
      throw Authenticator.sessionRequired(); // whatever the body is
    }
    exchange.setVariables(found.template.variables(segments));
    return switch (route.bodyUse) {
      case NONE, STREAMED -> route.action.answer(exchange);
      case COLLECTED ->
          admit(route, exchange)
              .thenCompose(checked -> exchange.receive())
              .thenCompose(received -> route.action.answer(exchange));
    };
  }

  private CompletionStage<?> admit(Route route, RestExchange exchange) {
    return route.needsSession && exchange.hasBody()
        ? sessionCheck.apply(exchange)
        : CompletableFuture.completedFuture(null);
  }

  private static ApiException notFound() {
    return new ApiException(ErrorCode.NOT_FOUND, "Not found.");
  }
}
