package chat.server.rest;

import chat.server.account.Identity;
import chat.server.account.service.AccountServices;
import chat.server.account.service.NewSession;
import chat.server.http.ApiException;
import chat.server.http.Authenticator;
import chat.server.http.RestExchange;
import chat.server.http.RestResource;
import chat.server.http.Router;
import chat.server.limit.RateLimits;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** {@code /api/bots}: the caller's bots. Thread-safe because its parts are. */
final class BotsResource implements RestResource {
  private final AccountServices services;
  private final Authenticator authenticator;
  private final RateLimits limits;

  BotsResource(AccountServices services, Authenticator authenticator, RateLimits limits) {
    this.services = services;
    this.authenticator = authenticator;
    this.limits = limits;
  }

  @Override
  public void addTo(Router routes) {
    routes
        .get("bots", this::list)
        .post("bots", this::add)
        .delete("bots/{id}", this::remove)
        .post("bots/{id}/token", this::renew);
  }

  private CompletionStage<?> list(RestExchange exchange) {
    return authenticator
        .human(exchange)
        .thenCompose(owner -> services.bots().of(owner))
        .thenAccept(bots -> exchange.answer(200, AccountJson.bots(bots)));
  }

  private CompletionStage<?> add(RestExchange exchange) {
    return authenticator
        .human(exchange)
        .thenCompose(owner -> make(exchange.body(AccountBodies::bot), owner, exchange))
        .thenAccept(made -> exchange.answer(201, AccountJson.token(made)));
  }

  /** A bot reserves its name permanently, so its creation counts as a change of a name. */
  private CompletionStage<NewSession> make(
      AccountBodies.NewBot bot, Identity owner, RestExchange exchange) {
    ApiException.ifToWait(limits.bot(owner.user(), exchange.address()));
    return CompletableFuture.completedStage(bot)
        .thenCompose(made -> services.bots().add(owner, made.username(), made.scopes()))
        .whenComplete(
            (made, failure) -> {
              if (failure != null) {
                limits.botRefused(owner.user(), exchange.address());
              }
            });
  }

  private CompletionStage<?> renew(RestExchange exchange) {
    String id = exchange.variable("id");
    return authenticator
        .human(exchange)
        .thenCompose(owner -> services.bots().renew(owner, id))
        .thenAccept(renewed -> exchange.answer(201, AccountJson.token(renewed)));
  }

  private CompletionStage<?> remove(RestExchange exchange) {
    String id = exchange.variable("id");
    return authenticator
        .human(exchange)
        .thenCompose(owner -> services.bots().remove(owner, id))
        .thenAccept(removed -> exchange.done());
  }
}
