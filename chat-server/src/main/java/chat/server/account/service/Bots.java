package chat.server.account.service;

import chat.core.Chat;
import chat.core.command.Refusal;
import chat.core.model.User;
import chat.core.model.UserId;
import chat.core.model.UserName;
import chat.server.account.AccountException;
import chat.server.account.Bot;
import chat.server.account.BotBounds;
import chat.server.account.BotStore;
import chat.server.account.Identity;
import chat.server.account.Scope;
import chat.server.account.SessionDraft;
import chat.server.account.TokenHash;
import chat.server.account.Tokens;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * Programs that speak under a name of their own, each owned by an account, each let in by a token
 * that its owner makes and revokes. Thread-safe by what it is made of.
 */
public final class Bots {
  /** Names are for people first. */
  static final int MOST_PER_OWNER = 20;

  /** So many names one account can take from all others for as long as their messages are kept. */
  static final int MOST_REMOVED = 100;

  private final BotStore store;
  private final AccountSettings accounts;
  private final Chat chat;
  private final SessionConnections connections;
  private final Clock clock;

  /** Bots kept in {@code store}, of the owners of {@code accounts}. */
  public Bots(
      BotStore store,
      AccountSettings accounts,
      Chat chat,
      SessionConnections connections,
      Clock clock) {
    this.store = store;
    this.accounts = accounts;
    this.chat = chat;
    this.connections = connections;
    this.clock = clock;
  }

  /**
   * Makes a bot.
   *
   * @param scopes what its token is good for; writing takes reading, for whoever posts is a member
   * @return the bot and its token
   */
  public CompletionStage<NewSession> add(Identity owner, String name, Set<Scope> scopes) {
    UserName.check(name)
        .ifPresent(
            fault -> {
              throw new AccountException(Refusal.INVALID, "username", fault);
            });
    if (!scopes.contains(Scope.READ)) {
      throw new AccountException(
          Refusal.INVALID, "scopes", "The scopes are read, or read and write.");
    }
    User user = new User(Tokens.ofUser(), name, User.Kind.BOT);
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    SessionDraft token = SessionDraft.of(user.id(), "", scopes, now);
    return accounts
        .of(owner)
        .thenCompose(
            account ->
                store.add(
                    owner.actor(),
                    new Bot(user, account.user(), scopes, now),
                    token.record(),
                    new BotBounds(MOST_PER_OWNER, MOST_REMOVED)))
        .thenApply(
            added ->
                switch (added.orDenied()) {
                  case DONE -> new NewSession(user, token.token());
                  case NAME_TAKEN -> throw Registration.nameTaken(name);
                  case TOO_MANY ->
                      throw new AccountException(
                          Refusal.FORBIDDEN, "One has at most " + MOST_PER_OWNER + " bots.");
                  case TOO_MANY_REMOVED ->
                      throw new AccountException(
                          Refusal.FORBIDDEN,
                          "You have removed "
                              + MOST_REMOVED
                              + " bots whose messages are still kept, the most allowed.");
                });
  }

  /** One's own bots, the oldest first. */
  public CompletionStage<List<Bot>> of(Identity owner) {
    return accounts.of(owner).thenCompose(account -> store.of(account.user()));
  }

  /** Gives a bot another token; the one before is no longer good, nor is what it opened. */
  public CompletionStage<NewSession> renew(Identity owner, String id) {
    return of(owner)
        .thenCompose(
            bots -> {
              Bot bot =
                  bots.stream()
                      .filter(each -> each.user().id().value().equals(id))
                      .findFirst()
                      .orElseThrow(Bots::none);
              SessionDraft token =
                  SessionDraft.of(bot.user().id(), "", bot.scopes(), clock.instant());
              return store
                  .renew(owner.actor(), token.record())
                  .thenApply(
                      ended -> {
                        connections.close(ended.orDenied().orElseThrow(Bots::none));
                        return new NewSession(bot.user(), token.token());
                      });
            });
  }

  /**
   * Removes a bot. What it said stays, and no other user gets its name while a message of it is
   * kept; the name of a bot that said nothing is free when this completes.
   */
  public CompletionStage<Void> remove(Identity owner, String id) {
    Optional<UserId> bot = UserId.isValid(id) ? Optional.of(UserId.of(id)) : Optional.empty();
    return accounts
        .of(owner)
        .thenCompose(account -> store.remove(owner.actor(), bot.orElseThrow(Bots::none)))
        .thenCompose(
            outcome -> {
              List<TokenHash> ended = outcome.orDenied().orElseThrow(Bots::none);
              CompletionStage<Void> retired = chat.retired(bot.orElseThrow(Bots::none));
              connections.close(ended);
              return retired;
            });
  }

  private static AccountException none() {
    return new AccountException(Refusal.NOT_FOUND, "You have no such bot.");
  }
}
