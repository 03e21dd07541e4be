package chat.server.http;

import chat.server.account.AccountServices;
import chat.server.wire.AccountBodies;
import chat.server.wire.AccountJson;
import java.util.concurrent.CompletionStage;

/** {@code /api/invitations}: what lets others register. Thread-safe by what it is made of. */
final class InvitationsResource implements Resource {
  private final AccountServices services;
  private final Askers askers;

  InvitationsResource(AccountServices services, Askers askers) {
    this.services = services;
    this.askers = askers;
  }

  @Override
  public void addTo(Routes routes) {
    routes
        .get("invitations", this::list)
        .post("invitations", this::make)
        .delete("invitations/{id}", this::remove);
  }

  private CompletionStage<?> list(Exchange exchange) {
    return askers
        .person(exchange)
        .thenCompose(asker -> services.invitations().list(asker))
        .thenAccept(all -> exchange.answer(200, AccountJson.invitations(all)));
  }

  private CompletionStage<?> make(Exchange exchange) {
    return askers
        .person(exchange)
        .thenCompose(
            asker -> {
              AccountBodies.NewInvitation wish = exchange.body(AccountBodies::invitation);
              return services.invitations().make(asker, wish.uses(), wish.days());
            })
        .thenAccept(made -> exchange.answer(201, AccountJson.invitation(made)));
  }

  private CompletionStage<?> remove(Exchange exchange) {
    String id = exchange.variable("id");
    return askers
        .person(exchange)
        .thenCompose(asker -> services.invitations().remove(asker, id))
        .thenAccept(removed -> exchange.done());
  }
}
