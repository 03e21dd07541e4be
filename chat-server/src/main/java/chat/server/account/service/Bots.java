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
 * Creates, lists and removes bots. A bot is owned by an account and authenticates with a token that
 * its owner creates and revokes. Thread-safe by its parts.
 */
public final class Bots {
  /** Bounds the names that one account can take for bots. */
  static final int MOST_PER_OWNER = 20;

  /**
   * Bounds the names that one account can keep reserved by removed bots whose messages are kept.
   */
  static final int MOST_REMOVED = 100;

  private final BotStore store;
  private final AccountSettings accounts;
  private final Chat chat;
  private final SessionConnections connections;
  private final Clock clock;

  /** Bots in {@code store}, owned by the accounts in {@code accounts}. */
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
   * Creates a bot.
   *
   * @param scopes what its token permits; write requires read, because only members can post
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
          Refusal.INVALID, "scopes", "The scopes must be read, or read and write.");
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
                          Refusal.FORBIDDEN,
                          "An account can have at most " + MOST_PER_OWNER + " bots.");
                  case TOO_MANY_REMOVED ->
                      throw new AccountException(
                          Refusal.FORBIDDEN,
                          "You have removed "
                              + MOST_REMOVED
                              + " bots whose messages are still kept, the most allowed.");
                });
  }

  /** The bots of {@code owner}, the oldest first. */
  public CompletionStage<List<Bot>> of(Identity owner) {
    return accounts.of(owner).thenCompose(account -> store.of(account.user()));
  }

  /**
   * Replaces the token of a bot; the previous one becomes invalid and its connections are closed.
   */
  public CompletionStage<NewSession> renew(Identity owner, String id) {
    return of(owner)
        .thenCompose(
            bots -> {
              Bot bot =
                  bots.stream()
                      .filter(each -> each.user().id().value().equals(id))
                      .findFirst()
                      .orElseThrow(Bots::notFound);
              SessionDraft token =
                  SessionDraft.of(bot.user().id(), "", bot.scopes(), clock.instant());
              return store
                  .renew(owner.actor(), token.record())
                  .thenApply(
                      ended -> {
                        connections.close(ended.orDenied().orElseThrow(Bots::notFound));
                        return new NewSession(bot.user(), token.token());
                      });
            });
  }

  /**
   * Removes a bot. Its messages stay, and its name stays reserved while one of them is kept; the
   * name of a bot without messages is free when this completes.
   */
  public CompletionStage<Void> remove(Identity owner, String id) {
    Optional<UserId> bot = UserId.isValid(id) ? Optional.of(UserId.of(id)) : Optional.empty();
    return accounts
        .of(owner)
        .thenCompose(account -> store.remove(owner.actor(), bot.orElseThrow(Bots::notFound)))
        .thenCompose(
            outcome -> {
              List<TokenHash> ended = outcome.orDenied().orElseThrow(Bots::notFound);
              CompletionStage<Void> retired = chat.retired(bot.orElseThrow(Bots::notFound));
              connections.close(ended);
              return retired;
            });
  }

  private static AccountException notFound() {
    return new AccountException(Refusal.NOT_FOUND, "Bot not found.");
  }
}
