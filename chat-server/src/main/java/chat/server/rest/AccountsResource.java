package chat.server.rest;

import chat.server.account.Identity;
import chat.server.account.password.HashOrigin;
import chat.server.account.service.AccountServices;
import chat.server.account.service.NewSession;
import chat.server.account.service.Registration;
import chat.server.http.ApiException;
import chat.server.http.Authenticator;
import chat.server.http.RestExchange;
import chat.server.http.RestResource;
import chat.server.http.Router;
import chat.server.limit.RateLimits;
import chat.server.wire.RestJson;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** {@code /api/accounts}: registration. Thread-safe because its parts are. */
final class AccountsResource implements RestResource {
  private static final RestJson JSON = new RestJson();

  private final AccountServices services;
  private final Authenticator authenticator;
  private final RateLimits limits;

  AccountsResource(AccountServices services, Authenticator authenticator, RateLimits limits) {
    this.services = services;
    this.authenticator = authenticator;
    this.limits = limits;
  }

  @Override
  public void addTo(Router routes) {
    routes.postWithoutSession("accounts", exchange -> register(exchange));
  }

  private CompletionStage<?> register(RestExchange exchange) {
    return authenticator
        .find(exchange)
        .thenCompose(
            caller -> register(exchange.body(AccountBodies::registration), caller, exchange))
        .thenAccept(
            opened -> {
              limits
                  .signIns()
                  .registered(exchange.address(), SessionResource.tried(opened.user().name()));
              exchange.setSession(opened.session());
              exchange.answer(201, JSON.session(opened.user(), opened.session()));
            });
  }

  /** An invalid registration does not count against the limit. */
  private CompletionStage<NewSession> register(
      Registration.Draft draft, Optional<Identity> caller, RestExchange exchange) {
    services.registration().check(draft, caller);
    ApiException.ifToWait(limits.registration(exchange.address()));
    return services
        .registration()
        .register(draft, caller, exchange.agent(), HashOrigin.unknown(exchange.address()));
  }
}
