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
 * {@code /api/session}: coming in, as a guest, with a session or by name and password; and signing
 * out. Thread-safe by what it is made of.
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
            arrival -> {
              exchange.setSession(arrival.session());
              exchange.answer(201, JSON.session(arrival.user(), arrival.session()));
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
        shown.filter(known -> exchange.isByCookie() && !known.isBot()); // scripts keep theirs
    return counted(
        attempt,
        services
            .signIn()
            .signIn(asked.username(), asked.password(), ends, exchange.agent(), origin));
  }

  /**
   * Corrects what was counted by what came of it: what was not tried, or was right, is no guess.
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
    return cause instanceof AccountException denied && denied.retryAfter().isEmpty();
  }

  /** What counts as one account; what is nobody's name counts as one, however long it is. */
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
                    .orElseThrow(Authenticator::ended));
  }

  private CompletionStage<?> signOut(RestExchange exchange) {
    return authenticator
        .find(exchange)
        .thenCompose(
            asker ->
                asker.isPresent()
                    ? services.sessions().end(Authenticator.person(asker.get()))
                    : CompletableFuture.completedFuture(null))
        .thenAccept(
            ended -> {
              exchange.forgetSession();
              exchange.done();
            });
  }
}
