package chat.server.rest;

import chat.server.account.service.AccountServices;
import chat.server.http.Authenticator;
import chat.server.http.RestExchange;
import chat.server.http.RestResource;
import chat.server.http.Router;
import java.util.concurrent.CompletionStage;

/** {@code /api/invitations}: signup invites of the caller. Thread-safe because its parts are. */
final class SignupInvitesResource implements RestResource {
  private final AccountServices services;
  private final Authenticator authenticator;

  SignupInvitesResource(AccountServices services, Authenticator authenticator) {
    this.services = services;
    this.authenticator = authenticator;
  }

  @Override
  public void addTo(Router routes) {
    routes
        .get("invitations", this::list)
        .post("invitations", this::make)
        .delete("invitations/{id}", this::remove);
  }

  private CompletionStage<?> list(RestExchange exchange) {
    return authenticator
        .human(exchange)
        .thenCompose(caller -> services.signupInvites().list(caller))
        .thenAccept(all -> exchange.answer(200, AccountJson.invitations(all)));
  }

  private CompletionStage<?> make(RestExchange exchange) {
    return authenticator
        .human(exchange)
        .thenCompose(
            caller -> {
              AccountBodies.NewInvitation asked = exchange.body(AccountBodies::invitation);
              return services.signupInvites().make(caller, asked.uses(), asked.days());
            })
        .thenAccept(made -> exchange.answer(201, AccountJson.invitation(made)));
  }

  private CompletionStage<?> remove(RestExchange exchange) {
    String id = exchange.variable("id");
    return authenticator
        .human(exchange)
        .thenCompose(caller -> services.signupInvites().remove(caller, id))
        .thenAccept(removed -> exchange.done());
  }
}
