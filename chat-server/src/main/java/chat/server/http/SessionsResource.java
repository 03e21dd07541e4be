package chat.server.http;

import chat.server.account.AccountServices;
import chat.server.account.Identity;
import chat.server.wire.AccountJson;
import java.util.List;
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
  public CompletionStage<?> answer(List<String> path, Exchange exchange) {
    if (path.isEmpty()) {
      return Methods.get(() -> list(exchange)).answer(exchange);
    }
    if (path.size() == 1) {
      return Methods.delete(() -> end(path.get(0), exchange)).answer(exchange);
    }
    throw Resource.nothingHere();
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

  private CompletionStage<?> end(String id, Exchange exchange) {
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
