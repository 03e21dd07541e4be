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
 * action that answers it. Where two templates match a path, the one with a literal at the first
 * difference is taken, whatever methods it has. Filled while the server is put together and only
 * read from then on.
 */
public final class Router {
  public static final String PREFIX = "/api/";

  /**
   * Answers a request, or fails as refused. Must not block. Path variables are {@link
   * RestExchange#variable}.
   */
  @FunctionalInterface
  public interface Action {
    CompletionStage<?> answer(RestExchange exchange);
  }

  /** What is done with the body of a request. */
  private enum BodyUse {
    /** The action runs at once; what there is of a body is dropped after it. */
    NONE,

    /**
     * The action runs when the whole body, of bounded length, has been received: a session that
     * ends while a client holds its body back is unknown when the action asks for it. Where a
     * session is needed one must be open before the body is received, too: a client that makes one
     * up keeps no body waiting.
     */
    COLLECTED,

    /**
     * The action runs before anything of the body is read, decides whether the request may be, and
     * then asks for the body by {@link RestExchange#stream}.
     */
    STREAMED
  }

  /**
   * What answers a method of a path. Immutable.
   *
   * @param needsSession whether a request that shows no open session is refused before its body
   *     comes
   */
  private record Route(Action action, boolean needsSession, BodyUse bodyUse) {}

  /** The methods of a template, in the order in which {@code Allow} names them. */
  private record Path(PathTemplate template, Map<String, Route> methods) {}

  /** By the shape of the template: the more specific of two that match comes first. */
  private final TreeMap<String, Path> paths = new TreeMap<>();

  private final Function<RestExchange, CompletionStage<?>> sessionCheck;

  /**
   * An empty table.
   *
   * @param sessionCheck fails as refused when a request shows no open session; counts nothing
   */
  public Router(Function<RestExchange, CompletionStage<?>> sessionCheck) {
    this.sessionCheck = sessionCheck;
  }

  /** What reads and changes nothing answers HEAD as well, of which the body is left out. */
  public Router get(String template, Action action) {
    Route route = new Route(action, false, BodyUse.NONE); // the action decides about the session
    return on("GET", template, route).on("HEAD", template, route);
  }

  public Router post(String template, Action action) {
    return on("POST", template, new Route(action, true, BodyUse.COLLECTED));
  }

  /** What needs no session: the only POST that waits for the body of a request without one. */
  public Router postWithoutSession(String template, Action action) {
    return on("POST", template, new Route(action, false, BodyUse.COLLECTED));
  }

  public Router patch(String template, Action action) {
    return on("PATCH", template, new Route(action, true, BodyUse.COLLECTED));
  }

  public Router delete(String template, Action action) {
    return on("DELETE", template, new Route(action, true, BodyUse.COLLECTED));
  }

  /**
   * What takes a body of any length as it comes. Without a credential a request is refused; what
   * the credential is worth the action decides, before it asks for the body.
   */
  Router streamed(String method, String template, Action action) {
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
   * Answers {@code exchange} by what belongs to its path and method.
   *
   * @param path what follows {@link #PREFIX}, in canonical form: Jetty has rejected escaped slashes
   *     and percent signs, so that a variable is decoded once and stays in its segment
   * @throws ApiException if the path leads nowhere, or needs a session and the request shows none
   */
  public CompletionStage<?> answer(String path, RestExchange exchange) {
    List<String> segments = PathTemplate.segments(path);
    Path found =
        paths.values().stream()
            .filter(each -> each.template.matches(segments))
            .findFirst()
            .orElseThrow(Router::nothingHere);
    Route route = found.methods.get(exchange.method());
    if (route == null) {
      exchange.notAllowed(String.join(", ", found.methods.keySet()));
      return CompletableFuture.completedFuture(null);
    }
    if (route.needsSession && exchange.credential().isEmpty()) {
      throw Authenticator.nobody(); // whatever the body is
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

  private static ApiException nothingHere() {
    return new ApiException(ErrorCode.NOT_FOUND, "There is nothing here.");
  }
}
