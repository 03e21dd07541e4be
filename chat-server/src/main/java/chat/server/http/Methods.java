package chat.server.http;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** What a resource does for each method; the others are refused. Confined to one request. */
final class Methods {
  private final Map<String, Supplier<CompletionStage<?>>> answers = new LinkedHashMap<>();

  /** What reads and changes nothing answers HEAD as well, of which the body is left out. */
  static Methods get(Supplier<CompletionStage<?>> answer) {
    return new Methods().on("GET", answer).on("HEAD", answer);
  }

  static Methods post(Supplier<CompletionStage<?>> answer) {
    return new Methods().on("POST", answer);
  }

  static Methods delete(Supplier<CompletionStage<?>> answer) {
    return new Methods().on("DELETE", answer);
  }

  Methods andPost(Supplier<CompletionStage<?>> answer) {
    return on("POST", answer);
  }

  Methods andPatch(Supplier<CompletionStage<?>> answer) {
    return on("PATCH", answer);
  }

  Methods andDelete(Supplier<CompletionStage<?>> answer) {
    return on("DELETE", answer);
  }

  private Methods on(String method, Supplier<CompletionStage<?>> answer) {
    answers.put(method, answer);
    return this;
  }

  /** Answers {@code exchange} by what belongs to its method. */
  CompletionStage<?> answer(Exchange exchange) {
    Supplier<CompletionStage<?>> answer = answers.get(exchange.method());
    if (answer == null) {
      exchange.notAllowed(String.join(", ", answers.keySet()));
      return CompletableFuture.completedFuture(null);
    }
    return answer.get();
  }
}
