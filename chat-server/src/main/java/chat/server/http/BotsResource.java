package chat.server.http;

import chat.server.account.AccountServices;
import chat.server.account.Arrival;
import chat.server.account.Identity;
import chat.server.limit.Limits;
import chat.server.wire.AccountBodies;
import chat.server.wire.AccountJson;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** {@code /api/bots}: one's own bots. Thread-safe by what it is made of. */
final class BotsResource implements Resource {
  private final AccountServices services;
  private final Askers askers;
  private final Limits limits;

  BotsResource(AccountServices services, Askers askers, Limits limits) {
    this.services = services;
    this.askers = askers;
    this.limits = limits;
  }

  @Override
  public void addTo(Routes routes) {
    routes
        .get("bots", this::list)
        .post("bots", this::add)
        .delete("bots/{id}", this::remove)
        .post("bots/{id}/token", this::renew);
  }

  private CompletionStage<?> list(Exchange exchange) {
    return askers
        .person(exchange)
        .thenCompose(owner -> services.bots().of(owner))
        .thenAccept(bots -> exchange.answer(200, AccountJson.bots(bots)));
  }

  private CompletionStage<?> add(Exchange exchange) {
    return askers
        .person(exchange)
        .thenCompose(owner -> make(exchange.body(AccountBodies::bot), owner, exchange))
        .thenAccept(made -> exchange.answer(201, AccountJson.token(made)));
  }

  /** Nobody else ever gets its name, so it counts as one that is taken. */
  private CompletionStage<Arrival> make(
      AccountBodies.NewBot bot, Identity owner, Exchange exchange) {
    Refused.ifToWait(limits.bot(owner.user(), exchange.address()));
    return CompletableFuture.completedStage(bot)
        .thenCompose(made -> services.bots().add(owner, made.username(), made.scopes()))
        .whenComplete(
            (made, failure) -> {
              if (failure != null) {
                limits.botRefused(owner.user(), exchange.address());
              }
            });
  }

  private CompletionStage<?> renew(Exchange exchange) {
    String id = exchange.variable("id");
    return askers
        .person(exchange)
        .thenCompose(owner -> services.bots().renew(owner, id))
        .thenAccept(renewed -> exchange.answer(201, AccountJson.token(renewed)));
  }

  private CompletionStage<?> remove(Exchange exchange) {
    String id = exchange.variable("id");
    return askers
        .person(exchange)
        .thenCompose(owner -> services.bots().remove(owner, id))
        .thenAccept(removed -> exchange.done());
  }
}
