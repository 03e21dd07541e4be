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

/** Finds out who asks, and holds them to their rate. Thread-safe by what it is made of. */
public final class Authenticator {
  private final Accounts accounts;
  private final RateLimits limits;

  public Authenticator(Accounts accounts, RateLimits limits) {
    this.accounts = accounts;
    this.limits = limits;
  }

  /**
   * Who asks; empty for a stranger. Fails as {@code unauthorized} for an unknown Bearer; an unknown
   * cookie is a stranger's, since what is public is there for them too.
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
                throw ended();
              }
              identity.ifPresent(known -> ApiException.ifToWait(limits.request(known.user())));
              return identity;
            });
  }

  /** Whose session the request shows; empty when it shows none, or one that is unknown. */
  public CompletionStage<Optional<Identity>> recognized(RestExchange exchange) {
    return exchange
        .credential()
        .map(shown -> accounts.identify(shown.token()))
        .orElseGet(() -> CompletableFuture.completedFuture(Optional.empty()));
  }

  /** Fails as {@code unauthorized} when the request shows no open session. Counts nothing. */
  public CompletionStage<?> requireOpen(RestExchange exchange) {
    return recognized(exchange)
        .thenAccept(
            found -> {
              if (found.isEmpty()) {
                throw exchange.isByCookie() ? nobody() : ended();
              }
            });
  }

  /** Who asks; fails as {@code unauthorized} for a stranger. */
  public CompletionStage<Identity> known(RestExchange exchange) {
    return find(exchange).thenApply(asker -> asker.orElseThrow(Authenticator::nobody));
  }

  /** Which person asks; fails as {@code forbidden} for a bot, whose owner has the say. */
  public CompletionStage<Identity> person(RestExchange exchange) {
    return known(exchange).thenApply(Authenticator::person);
  }

  public static Identity person(Identity asker) {
    if (asker.isBot()) {
      throw new ApiException(ErrorCode.FORBIDDEN, "This is for the bot's owner.");
    }
    return asker;
  }

  /**
   * Does what {@code asker} may do only so often, on sockets and here together; what is refused is
   * given back. Fails as {@code rate_limited} without doing it.
   */
  public <T> CompletionStage<T> change(Identity asker, Supplier<CompletionStage<T>> doing) {
    ApiException.ifToWait(limits.change(asker.user()));
    return CompletableFuture.completedStage(doing)
        .thenCompose(Supplier::get)
        .whenComplete(
            (done, failure) -> {
              if (failure != null) {
                limits.changeRefused(asker.user());
              }
            });
  }

  static ApiException nobody() {
    return new ApiException(ErrorCode.UNAUTHORIZED, "This needs a session.");
  }

  public static ApiException ended() {
    return new ApiException(ErrorCode.UNAUTHORIZED, "This session is unknown or has ended.");
  }
}
