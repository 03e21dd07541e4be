package chat.server.rest;

import chat.core.command.SetUsername;
import chat.core.model.User;
import chat.server.account.Identity;
import chat.server.account.service.AccountServices;
import chat.server.http.ApiException;
import chat.server.http.Authenticator;
import chat.server.http.ChatGateway;
import chat.server.http.RestExchange;
import chat.server.http.RestResource;
import chat.server.http.Router;
import chat.server.limit.RateLimits;
import chat.server.limit.SignInLimits;
import chat.server.wire.RestJson;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** {@code /api/account}: one's own account. Thread-safe by what it is made of. */
final class AccountResource implements RestResource {
  private static final RestJson JSON = new RestJson();

  private final AccountServices services;
  private final ChatGateway chat;
  private final Authenticator authenticator;
  private final RateLimits limits;

  AccountResource(
      AccountServices services, ChatGateway chat, Authenticator authenticator, RateLimits limits) {
    this.services = services;
    this.chat = chat;
    this.authenticator = authenticator;
    this.limits = limits;
  }

  @Override
  public void addTo(Router routes) {
    routes
        .get(
            "account",
            exchange ->
                authenticator
                    .person(exchange)
                    .thenCompose(asker -> show(asker, asker.user(), exchange)))
        .patch(
            "account",
            exchange ->
                authenticator.person(exchange).thenCompose(asker -> change(asker, exchange)))
        .delete(
            "account",
            exchange ->
                authenticator.person(exchange).thenCompose(asker -> delete(asker, exchange)));
  }

  private CompletionStage<?> show(Identity asker, User user, RestExchange exchange) {
    return services
        .own()
        .of(asker)
        .thenAccept(account -> exchange.answer(200, AccountJson.account(user, account)));
  }

  private CompletionStage<?> change(Identity asker, RestExchange exchange) {
    return services
        .own()
        .of(asker)
        .thenCompose(account -> change(exchange.body(AccountBodies::change), asker, exchange));
  }

  private CompletionStage<?> change(
      AccountBodies.Change change, Identity asker, RestExchange exchange) {
    if (change instanceof AccountBodies.Rename rename) {
      return rename(rename, asker, exchange);
    } else if (change instanceof AccountBodies.NewPassword asked) {
      SignInLimits.Attempt attempt = attempt(asker, exchange);
      return SessionResource.counted(
              attempt,
              services
                  .own()
                  .changePassword(asker, asked.password(), asked.newPassword(), exchange.agent()))
          .thenAccept(
              arrival -> {
                exchange.setSession(arrival.session());
                exchange.answer(200, JSON.session(arrival.user(), arrival.session()));
              });
    }
    return services
        .registration()
        .becomeAdmin(asker, ((AccountBodies.BecomeAdmin) change).token())
        .thenCompose(done -> show(asker, asker.user(), exchange));
  }

  /** By the chat, which tells everybody, as when it is asked on a socket. */
  private CompletionStage<?> rename(
      AccountBodies.Rename rename, Identity asker, RestExchange exchange) {
    return authenticator
        .change(
            asker,
            () ->
                chat.ask(
                    Optional.of(asker), exchange.address(), new SetUsername(rename.username())))
        .thenCompose(set -> show(asker, set.user(), exchange));
  }

  private CompletionStage<?> delete(Identity asker, RestExchange exchange) {
    String password = exchange.body(AccountBodies::password);
    SignInLimits.Attempt attempt = attempt(asker, exchange);
    return SessionResource.counted(attempt, services.own().delete(asker, password))
        .thenAccept(
            deleted -> {
              exchange.forgetSession();
              exchange.done();
            });
  }

  /**
   * A session must not be used to try passwords any faster than by signing in. It counts for the
   * session and, apart from sign-ins without one, for the address.
   */
  private SignInLimits.Attempt attempt(Identity asker, RestExchange exchange) {
    SignInLimits.Attempt attempt =
        limits.signIns().with(exchange.address(), asker.session().value());
    ApiException.ifToWait(attempt.waitMillis());
    return attempt;
  }
}
