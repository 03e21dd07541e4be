package chat.server.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The contract as programs read it: {@code asyncapi.json} tells of the socket, {@code openapi.json}
 * of REST. Both are files that are read once. Immutable.
 */
final class ContractResource implements Resource {
  /** Where the two are, among the resources of the server. */
  private static final String DIRECTORY = "/chat/server/contract/";

  private final byte[] asyncApi = read("asyncapi.json");
  private final byte[] openApi = read("openapi.json");

  @Override
  public void addTo(Routes routes) {
    routes
        .get("asyncapi.json", exchange -> answer(asyncApi, exchange))
        .get("openapi.json", exchange -> answer(openApi, exchange));
  }

  private static CompletionStage<?> answer(byte[] document, Exchange exchange) {
    exchange.answer(200, document);
    return CompletableFuture.completedFuture(null);
  }

  private static byte[] read(String name) {
    try (InputStream file = ContractResource.class.getResourceAsStream(DIRECTORY + name)) {
      return file.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
