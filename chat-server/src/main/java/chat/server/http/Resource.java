package chat.server.http;

/** One part of {@code /api/}. Thread-safe. */
@FunctionalInterface
interface Resource {
  /** Adds what this answers to {@code routes}. */
  void addTo(Routes routes);
}
