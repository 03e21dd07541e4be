package chat.server.http;

import chat.server.account.AccountServices;
import chat.server.account.Arrival;
import chat.server.account.HashOrigin;
import chat.server.account.Identity;
import chat.server.account.Registration;
import chat.server.limit.Limits;
import chat.server.wire.AccountBodies;
import chat.server.wire.RestJson;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** {@code /api/accounts}: registering. Thread-safe by what it is made of. */
final class AccountsResource implements Resource {
  private static final RestJson JSON = new RestJson();

  private final AccountServices services;
  private final Askers askers;
  private final Limits limits;

  AccountsResource(AccountServices services, Askers askers, Limits limits) {
    this.services = services;
    this.askers = askers;
    this.limits = limits;
  }

  @Override
  public void addTo(Routes routes) {
    routes.postWithoutSession("accounts", exchange -> register(exchange));
  }

  private CompletionStage<?> register(Exchange exchange) {
    return askers
        .find(exchange)
        .thenCompose(asker -> register(exchange.body(AccountBodies::registration), asker, exchange))
        .thenAccept(
            arrival -> {
              limits
                  .signIns()
                  .registered(exchange.address(), SessionResource.tried(arrival.user().name()));
              exchange.setSession(arrival.session());
              exchange.answer(201, JSON.session(arrival.user(), arrival.session()));
            });
  }

  /** What is wrong in itself makes no account, and counts as none. */
  private CompletionStage<Arrival> register(
      Registration.Wish wish, Optional<Identity> asker, Exchange exchange) {
    services.registration().check(wish, asker);
    Refused.ifToWait(limits.registration(exchange.address()));
    return services
        .registration()
        .register(wish, asker, exchange.agent(), HashOrigin.stranger(exchange.address()));
  }
}
