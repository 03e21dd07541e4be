package chat.server.http;

import chat.server.account.AccountServices;
import chat.server.account.Identity;
import chat.server.wire.AccountJson;
import java.util.concurrent.CompletionStage;

/** {@code /api/sessions}: one's own sessions. Thread-safe by what it is made of. */
final class SessionsResource implements Resource {
  private final AccountServices services;
  private final Askers askers;

  SessionsResource(AccountServices services, Askers askers) {
    this.services = services;
    this.askers = askers;
  }

  @Override
  public void addTo(Routes routes) {
    routes.get("sessions", this::list).delete("sessions/{id}", this::end);
  }

  private CompletionStage<?> list(Exchange exchange) {
    return askers
        .person(exchange)
        .thenCompose(
            asker ->
                services
                    .sessions()
                    .of(asker)
                    .thenAccept(
                        all -> exchange.answer(200, AccountJson.sessions(all, asker.session()))));
  }

  private CompletionStage<?> end(Exchange exchange) {
    String id = exchange.variable("id");
    return askers
        .person(exchange)
        .thenCompose(
            (Identity asker) ->
                services
                    .sessions()
                    .end(asker, id)
                    .thenAccept(
                        ended -> {
                          if (asker.session().id().equals(id)) {
                            exchange.forgetSession();
                          }
                          exchange.done();
                        }));
  }
}
