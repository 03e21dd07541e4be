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

/** {@code /api/account}: the caller's account. Thread-safe because its parts are. */
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
                    .human(exchange)
                    .thenCompose(caller -> show(caller, caller.user(), exchange)))
        .patch(
            "account",
            exchange ->
                authenticator.human(exchange).thenCompose(caller -> change(caller, exchange)))
        .delete(
            "account",
            exchange ->
                authenticator.human(exchange).thenCompose(caller -> delete(caller, exchange)));
  }

  private CompletionStage<?> show(Identity caller, User user, RestExchange exchange) {
    return services
        .own()
        .of(caller)
        .thenAccept(account -> exchange.answer(200, AccountJson.account(user, account)));
  }

  private CompletionStage<?> change(Identity caller, RestExchange exchange) {
    return services
        .own()
        .of(caller)
        .thenCompose(account -> change(exchange.body(AccountBodies::change), caller, exchange));
  }

  private CompletionStage<?> change(
      AccountBodies.Change change, Identity caller, RestExchange exchange) {
    if (change instanceof AccountBodies.Rename rename) {
      return rename(rename, caller, exchange);
    } else if (change instanceof AccountBodies.NewPassword asked) {
      SignInLimits.Attempt attempt = attempt(caller, exchange);
      return SessionResource.counted(
              attempt,
              services
                  .own()
                  .changePassword(caller, asked.password(), asked.newPassword(), exchange.agent()))
          .thenAccept(
              opened -> {
                exchange.setSession(opened.session());
                exchange.answer(200, JSON.session(opened.user(), opened.session()));
              });
    }
    return services
        .registration()
        .becomeAdmin(caller, ((AccountBodies.BecomeAdmin) change).token())
        .thenCompose(done -> show(caller, caller.user(), exchange));
  }

  /** Executes the command in the chat, which broadcasts the new name. */
  private CompletionStage<?> rename(
      AccountBodies.Rename rename, Identity caller, RestExchange exchange) {
    return authenticator
        .change(
            caller,
            () ->
                chat.ask(
                    Optional.of(caller), exchange.address(), new SetUsername(rename.username())))
        .thenCompose(set -> show(caller, set.user(), exchange));
  }

  private CompletionStage<?> delete(Identity caller, RestExchange exchange) {
    String password = exchange.body(AccountBodies::password);
    SignInLimits.Attempt attempt = attempt(caller, exchange);
    return SessionResource.counted(attempt, services.own().delete(caller, password))
        .thenAccept(
            deleted -> {
              exchange.forgetSession();
              exchange.done();
            });
  }

  /**
   * A session must not allow faster guessing of passwords than signing in. An attempt counts for
   * the session and, separately from sign-ins without one, for the address.
   */
  private SignInLimits.Attempt attempt(Identity caller, RestExchange exchange) {
    SignInLimits.Attempt attempt =
        limits.signIns().with(exchange.address(), caller.session().value());
    ApiException.ifToWait(attempt.waitMillis());
    return attempt;
  }
}
