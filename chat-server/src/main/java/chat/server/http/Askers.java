package chat.server.http;

import chat.server.account.Accounts;
import chat.server.account.Credential;
import chat.server.account.Identity;
import chat.server.limit.Limits;
import chat.server.wire.ErrorCode;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Finds out who asks, and holds them to their rate. Thread-safe by what it is made of. */
final class Askers {
  private final Accounts accounts;
  private final Limits limits;

  Askers(Accounts accounts, Limits limits) {
    this.accounts = accounts;
    this.limits = limits;
  }

  /**
   * Who asks; empty for a stranger. Fails as {@code unauthorized} for an unknown Bearer; an unknown
   * cookie is a stranger's, since what is public is there for them too.
   */
  CompletionStage<Optional<Identity>> find(Exchange exchange) {
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
              identity.ifPresent(known -> Refused.ifToWait(limits.request(known.user())));
              return identity;
            });
  }

  /** Whose session the request shows; empty when it shows none, or one that is unknown. */
  CompletionStage<Optional<Identity>> recognized(Exchange exchange) {
    return exchange
        .credential()
        .map(shown -> accounts.identify(shown.token()))
        .orElseGet(() -> CompletableFuture.completedFuture(Optional.empty()));
  }

  /** Fails as {@code unauthorized} when the request shows no open session. Counts nothing. */
  CompletionStage<?> requireOpen(Exchange exchange) {
    return recognized(exchange)
        .thenAccept(
            found -> {
              if (found.isEmpty()) {
                throw exchange.isByCookie() ? nobody() : ended();
              }
            });
  }

  /** Who asks; fails as {@code unauthorized} for a stranger. */
  CompletionStage<Identity> known(Exchange exchange) {
    return find(exchange).thenApply(asker -> asker.orElseThrow(Askers::nobody));
  }

  /** Which person asks; fails as {@code forbidden} for a bot, whose owner has the say. */
  CompletionStage<Identity> person(Exchange exchange) {
    return known(exchange).thenApply(Askers::person);
  }

  static Identity person(Identity asker) {
    if (asker.isBot()) {
      throw new Refused(ErrorCode.FORBIDDEN, "This is for the bot's owner.");
    }
    return asker;
  }

  /**
   * Does what {@code asker} may do only so often, on sockets and here together; what is refused is
   * given back. Fails as {@code rate_limited} without doing it.
   */
  <T> CompletionStage<T> change(Identity asker, Supplier<CompletionStage<T>> doing) {
    Refused.ifToWait(limits.change(asker.user()));
    return CompletableFuture.completedStage(doing)
        .thenCompose(Supplier::get)
        .whenComplete(
            (done, failure) -> {
              if (failure != null) {
                limits.changeRefused(asker.user());
              }
            });
  }

  static Refused nobody() {
    return new Refused(ErrorCode.UNAUTHORIZED, "This needs a session.");
  }

  static Refused ended() {
    return new Refused(ErrorCode.UNAUTHORIZED, "This session is unknown or has ended.");
  }
}
