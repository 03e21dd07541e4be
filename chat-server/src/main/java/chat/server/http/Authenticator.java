package chat.server.http;

import chat.server.account.Identity;
import chat.server.account.service.Accounts;
import chat.server.account.service.Credential;
import chat.server.limit.RateLimits;
import chat.server.wire.error.ErrorCode;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Authenticates requests and applies the users' rate limits. Thread-safe because its parts are. */
public final class Authenticator {
  private final Accounts accounts;
  private final RateLimits limits;

  public Authenticator(Accounts accounts, RateLimits limits) {
    this.accounts = accounts;
    this.limits = limits;
  }

  /**
   * The caller; empty for an anonymous request. Fails as {@code unauthorized} for an unknown Bearer
   * token; a request with an unknown cookie is anonymous, since it may read public resources.
   */
  public CompletionStage<Optional<Identity>> find(RestExchange exchange) {
    Optional<Credential> shown = exchange.credential();
    if (shown.isEmpty()) {
      return CompletableFuture.completedFuture(Optional.empty());
    }
    return accounts
        .identify(shown.get().token())
        .thenApply(
            identity -> {
              if (identity.isEmpty() && shown.get().source() == Credential.Source.BEARER) {
                throw unknownSession();
              }
              identity.ifPresent(known -> ApiException.ifToWait(limits.request(known.user())));
              return identity;
            });
  }

  /** The user of the request's session; empty when it has none, or an unknown one. */
  public CompletionStage<Optional<Identity>> recognized(RestExchange exchange) {
    return exchange
        .credential()
        .map(shown -> accounts.identify(shown.token()))
        .orElseGet(() -> CompletableFuture.completedFuture(Optional.empty()));
  }

  /** Fails as {@code unauthorized} without an open session. Does not count against any limit. */
  public CompletionStage<?> requireOpen(RestExchange exchange) {
    return recognized(exchange)
        .thenAccept(
            found -> {
              if (found.isEmpty()) {
                throw exchange.isByCookie() ? sessionRequired() : unknownSession();
              }
            });
  }

  /** The caller; fails as {@code unauthorized} for an anonymous request. */
  public CompletionStage<Identity> known(RestExchange exchange) {
    return find(exchange).thenApply(caller -> caller.orElseThrow(Authenticator::sessionRequired));
  }

  /** The caller, who must not be a bot; fails as {@code forbidden} for a bot. */
  public CompletionStage<Identity> human(RestExchange exchange) {
    return known(exchange).thenApply(Authenticator::human);
  }

  /** Returns {@code caller}; throws {@code forbidden} for a bot. */
  public static Identity human(Identity caller) {
    if (caller.isBot()) {
      throw new ApiException(ErrorCode.FORBIDDEN, "A bot may not do this. Its owner can.");
    }
    return caller;
  }

  /**
   * Runs an operation that counts against the limit of changes, which REST and WebSockets share; a
   * rejected one is not counted. Fails as {@code rate_limited} without running it.
   */
  public <T> CompletionStage<T> change(Identity caller, Supplier<CompletionStage<T>> operation) {
    ApiException.ifToWait(limits.change(caller.user()));
    return CompletableFuture.completedStage(operation)
        .thenCompose(Supplier::get)
        .whenComplete(
            (done, failure) -> {
              if (failure != null) {
                limits.changeRefused(caller.user());
              }
            });
  }

  static ApiException sessionRequired() {
    return new ApiException(ErrorCode.UNAUTHORIZED, "This requires a session.");
  }

  public static ApiException unknownSession() {
    return new ApiException(ErrorCode.UNAUTHORIZED, "This session is unknown or has ended.");
  }
}
