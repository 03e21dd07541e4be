package chat.server.http;

/** One part of {@code /api/}. Thread-safe. */
@FunctionalInterface
public interface RestResource {
  /** Adds what this answers to {@code routes}. */
  void addTo(Router routes);
}
