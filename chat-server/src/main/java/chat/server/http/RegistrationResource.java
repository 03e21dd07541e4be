package chat.server.http;

import chat.server.account.AccountServices;
import chat.server.wire.AccountJson;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * {@code /api/registration}: who may register, told to whoever asks, so that a page offers what
 * there is. Immutable.
 */
final class RegistrationResource implements Resource {
  private final byte[] mode;

  RegistrationResource(AccountServices services) {
    this.mode = AccountJson.registration(services.registration().mode());
  }

  @Override
  public void addTo(Routes routes) {
    routes.get("registration", this::tell);
  }

  private CompletionStage<?> tell(Exchange exchange) {
    exchange.answer(200, mode);
    return CompletableFuture.completedFuture(null);
  }
}
