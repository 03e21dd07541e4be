package chat.server.rest;

import chat.server.account.Identity;
import chat.server.account.service.AccountServices;
import chat.server.http.Authenticator;
import chat.server.http.RestExchange;
import chat.server.http.RestResource;
import chat.server.http.Router;
import java.util.concurrent.CompletionStage;

/** {@code /api/sessions}: the caller's sessions. Thread-safe because its parts are. */
final class SessionsResource implements RestResource {
  private final AccountServices services;
  private final Authenticator authenticator;

  SessionsResource(AccountServices services, Authenticator authenticator) {
    this.services = services;
    this.authenticator = authenticator;
  }

  @Override
  public void addTo(Router routes) {
    routes.get("sessions", this::list).delete("sessions/{id}", this::end);
  }

  private CompletionStage<?> list(RestExchange exchange) {
    return authenticator
        .human(exchange)
        .thenCompose(
            caller ->
                services
                    .sessions()
                    .of(caller)
                    .thenAccept(
                        all -> exchange.answer(200, AccountJson.sessions(all, caller.session()))));
  }

  private CompletionStage<?> end(RestExchange exchange) {
    String id = exchange.variable("id");
    return authenticator
        .human(exchange)
        .thenCompose(
            (Identity caller) ->
                services
                    .sessions()
                    .end(caller, id)
                    .thenAccept(
                        ended -> {
                          if (caller.session().id().equals(id)) {
                            exchange.forgetSession();
                          }
                          exchange.done();
                        }));
  }
}
