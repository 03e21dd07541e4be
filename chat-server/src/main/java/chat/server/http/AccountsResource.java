package chat.server.http;

import chat.server.account.AccountServices;
import chat.server.wire.AccountBodies;
import chat.server.wire.RestJson;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** {@code /api/accounts}: registering. Thread-safe by what it is made of. */
final class AccountsResource implements Resource {
  private static final RestJson JSON = new RestJson();

  private final AccountServices services;

  AccountsResource(AccountServices services) {
    this.services = services;
  }

  @Override
  public CompletionStage<?> answer(List<String> path, Exchange exchange) {
    if (!path.isEmpty()) {
      throw Resource.nothingHere();
    }
    return Methods.post(() -> register(exchange)).answer(exchange);
  }

  private CompletionStage<?> register(Exchange exchange) {
    return exchange
        .body(AccountBodies::registration)
        .thenCombine(
            exchange.asker(services.accounts()),
            (wish, asker) -> services.registration().register(wish, asker, exchange.agent()))
        .thenCompose(registered -> registered)
        .thenAccept(
            arrival -> {
              exchange.setSession(arrival.session());
              exchange.answer(201, JSON.session(arrival.user(), arrival.session()));
            });
  }
}
