package chat.server.http;

/** A group of related routes below {@code /api/}. Thread-safe. */
@FunctionalInterface
public interface RestResource {
  /** Adds its routes to {@code routes}. */
  void addTo(Router routes);
}
