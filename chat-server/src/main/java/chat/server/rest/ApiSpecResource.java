package chat.server.rest;

import chat.server.http.RestExchange;
import chat.server.http.RestResource;
import chat.server.http.Router;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The machine-readable API descriptions: {@code asyncapi.json} for the WebSocket, {@code
 * openapi.json} for REST. Both are loaded once. Immutable.
 */
final class ApiSpecResource implements RestResource {
  /** Their directory on the class path. */
  private static final String DIRECTORY = "/chat/server/contract/";

  private final byte[] asyncApi = read("asyncapi.json");
  private final byte[] openApi = read("openapi.json");

  @Override
  public void addTo(Router routes) {
    routes
        .get("asyncapi.json", exchange -> answer(asyncApi, exchange))
        .get("openapi.json", exchange -> answer(openApi, exchange));
  }

  private static CompletionStage<?> answer(byte[] document, RestExchange exchange) {
    exchange.answer(200, document);
    return CompletableFuture.completedFuture(null);
  }

  private static byte[] read(String name) {
    try (InputStream file = ApiSpecResource.class.getResourceAsStream(DIRECTORY + name)) {
      return file.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
