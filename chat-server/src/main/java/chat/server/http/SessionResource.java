package chat.server.http;

import chat.server.account.AccountServices;
import chat.server.account.Arrival;
import chat.server.wire.ErrorCode;
import chat.server.wire.RestJson;
import chat.server.wire.SessionBody;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * {@code /api/session}: coming in, as a guest, with a session or by name and password; and signing
 * out. Thread-safe by what it is made of.
 */
final class SessionResource implements Resource {
  private static final RestJson JSON = new RestJson();

  private final AccountServices services;

  SessionResource(AccountServices services) {
    this.services = services;
  }

  @Override
  public CompletionStage<?> answer(List<String> path, Exchange exchange) {
    if (!path.isEmpty()) {
      throw Resource.nothingHere();
    }
    return Methods.post(() -> open(exchange)).andDelete(() -> signOut(exchange)).answer(exchange);
  }

  private CompletionStage<?> open(Exchange exchange) {
    return exchange
        .body()
        .thenCompose(body -> open(JSON.parseSession(body), exchange))
        .thenAccept(
            arrival -> {
              exchange.setSession(arrival.session());
              exchange.answer(201, JSON.session(arrival.user(), arrival.session()));
            });
  }

  private CompletionStage<Arrival> open(SessionBody body, Exchange exchange) {
    if (body instanceof SessionBody.SignIn wish) {
      return exchange
          .holderOfCookie(services.accounts())
          .thenCompose(
              shown ->
                  services
                      .signIn()
                      .signIn(
                          wish.username(),
                          wish.password(),
                          shown.filter(known -> !known.isBot()),
                          exchange.agent()));
    }
    if (body instanceof SessionBody.Wanted wish) {
      return wish.session().isPresent()
          ? exchange(wish.session().get())
          : services.accounts().welcomeGuest(exchange.agent());
    }
    throw new Refused(((SessionBody.Bad) body).error());
  }

  private CompletionStage<Arrival> exchange(String session) {
    return services
        .accounts()
        .identify(session)
        .thenApply(
            known ->
                known
                    .map(identity -> new Arrival(identity.user(), session))
                    .orElseThrow(
                        () ->
                            new Refused(
                                ErrorCode.UNAUTHORIZED, "This session is unknown or has ended.")));
  }

  private CompletionStage<?> signOut(Exchange exchange) {
    if (exchange.credential().isEmpty()) {
      throw Exchange.nobody();
    }
    return exchange
        .asker(services.accounts())
        .thenCompose(
            asker ->
                asker.isPresent()
                    ? services.sessions().end(Exchange.person(asker.get()))
                    : CompletableFuture.completedFuture(null))
        .thenAccept(
            ended -> {
              exchange.forgetSession();
              exchange.done();
            });
  }
}
