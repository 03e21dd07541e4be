package chat.server.rest;

import chat.server.account.service.AccountServices;
import chat.server.http.RestExchange;
import chat.server.http.RestResource;
import chat.server.http.Router;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * {@code /api/registration}: who may register, readable without a session, so that a page can offer
 * the available options. Immutable.
 */
final class RegistrationResource implements RestResource {
  private final byte[] mode;

  RegistrationResource(AccountServices services) {
    this.mode = AccountJson.registration(services.registration().mode());
  }

  @Override
  public void addTo(Router routes) {
    routes.get("registration", this::show);
  }

  private CompletionStage<?> show(RestExchange exchange) {
    exchange.answer(200, mode);
    return CompletableFuture.completedFuture(null);
  }
}
