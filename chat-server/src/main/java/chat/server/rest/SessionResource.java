package chat.server.rest;

import chat.core.model.UserName;
import chat.server.account.AccountException;
import chat.server.account.Identity;
import chat.server.account.password.HashOrigin;
import chat.server.account.service.AccountServices;
import chat.server.account.service.NewSession;
import chat.server.http.ApiException;
import chat.server.http.Authenticator;
import chat.server.http.RestExchange;
import chat.server.http.RestResource;
import chat.server.http.Router;
import chat.server.limit.RateLimits;
import chat.server.limit.SignInLimits;
import chat.server.wire.RestJson;
import chat.server.wire.SessionBody;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/**
 * {@code /api/session}: opens a session for a guest, with an existing session, or by name and
 * password; and signs out. Thread-safe because its parts are.
 */
final class SessionResource implements RestResource {
  private static final RestJson JSON = new RestJson();

  private final AccountServices services;
  private final Authenticator authenticator;
  private final RateLimits limits;

  SessionResource(AccountServices services, Authenticator authenticator, RateLimits limits) {
    this.services = services;
    this.authenticator = authenticator;
    this.limits = limits;
  }

  @Override
  public void addTo(Router routes) {
    routes
        .postWithoutSession("session", exchange -> open(exchange))
        .delete("session", this::signOut);
  }

  private CompletionStage<?> open(RestExchange exchange) {
    return open(JSON.parseSession(exchange.body()), exchange)
        .thenAccept(
            opened -> {
              exchange.setSession(opened.session());
              exchange.answer(201, JSON.session(opened.user(), opened.session()));
            });
  }

  private CompletionStage<NewSession> open(SessionBody body, RestExchange exchange) {
    if (body instanceof SessionBody.SignIn asked) {
      return signIn(asked, exchange);
    }
    if (body instanceof SessionBody.Wanted asked) {
      return asked.session().isPresent() ? exchange(asked.session().get()) : welcomeGuest(exchange);
    }
    throw new ApiException(((SessionBody.Bad) body).error());
  }

  private CompletionStage<NewSession> signIn(SessionBody.SignIn asked, RestExchange exchange) {
    return authenticator.recognized(exchange).thenCompose(shown -> signIn(asked, shown, exchange));
  }

  private CompletionStage<NewSession> signIn(
      SessionBody.SignIn asked, Optional<Identity> shown, RestExchange exchange) {
    String account = tried(asked.username());
    SignInLimits.Attempt attempt =
        shown
            .filter(known -> known.isRegistered() && tried(known.user().name()).equals(account))
            .map(owner -> limits.signIns().with(exchange.address(), owner.session().value()))
            .orElseGet(() -> limits.signIns().from(exchange.address(), account));
    ApiException.ifToWait(attempt.waitMillis());
    HashOrigin origin =
        attempt.isKnown() ? HashOrigin.known(account) : HashOrigin.unknown(exchange.address());
    Optional<Identity> ends =
        shown.filter(known -> exchange.isByCookie() && !known.isBot()); // not of Bearer tokens
    return counted(
        attempt,
        services
            .signIn()
            .signIn(asked.username(), asked.password(), ends, exchange.agent(), origin));
  }

  /**
   * Corrects the count of an attempt by its outcome: a right password, and one that was not tried,
   * do not count as guesses.
   */
  static <T> CompletionStage<T> counted(SignInLimits.Attempt attempt, CompletionStage<T> tried) {
    return tried.whenComplete(
        (done, failure) -> {
          if (failure == null) {
            attempt.right();
          } else if (!isWrongPassword(failure)) {
            attempt.notTried();
          }
        });
  }

  private static boolean isWrongPassword(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    return cause instanceof AccountException rejected && rejected.retryAfter().isEmpty();
  }

  /** The key under which attempts are counted; the same one for all invalid names. */
  static String tried(String name) {
    return UserName.check(name).isEmpty() ? UserName.fold(name) : "";
  }

  private CompletionStage<NewSession> welcomeGuest(RestExchange exchange) {
    ApiException.ifToWait(limits.guest(exchange.address()));
    return services.accounts().welcomeGuest(exchange.agent());
  }

  private CompletionStage<NewSession> exchange(String session) {
    return services
        .accounts()
        .identify(session)
        .thenApply(
            known ->
                known
                    .map(identity -> new NewSession(identity.user(), session))
                    .orElseThrow(Authenticator::unknownSession));
  }

  private CompletionStage<?> signOut(RestExchange exchange) {
    return authenticator
        .find(exchange)
        .thenCompose(
            caller ->
                caller.isPresent()
                    ? services.sessions().end(Authenticator.human(caller.get()))
                    : CompletableFuture.completedFuture(null))
        .thenAccept(
            ended -> {
              exchange.forgetSession();
              exchange.done();
            });
  }
}
