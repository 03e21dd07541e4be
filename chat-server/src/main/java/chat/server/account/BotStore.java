package chat.server.account;

import chat.core.model.UserId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Stores bots, next to the users of a {@link chat.core.port.Directory} and their sessions. An
 * implementation
 *
 * <ol>
 *   <li>MUST complete a change only after it is as durable as the store can make anything, and show
 *       it to every call made afterwards, to the directory and the {@link SessionStore} too;
 *   <li>MUST do all of a change or nothing, and nothing of one that it rejects;
 *   <li>MUST treat a bot of another owner as unknown;
 *   <li>MUST leave a bot only the session that it was given last;
 *   <li>MUST make a change in the name of an {@link Actor} only if the actor's session is still
 *       open when the change is made;
 *   <li>MUST retire a bot that is removed;
 *   <li>MUST count a removed bot against its owner's limit while the directory knows it;
 *   <li>MUST report a failure with a {@link chat.core.port.StoreException}, and MUST NOT throw from
 *       the call;
 *   <li>MUST NOT block the caller, and MAY complete on any thread, the caller's included.
 * </ol>
 *
 * Thread-safe.
 */
public interface BotStore {
  /** The result of adding a bot. */
  enum Added {
    /** The bot was created. */
    DONE,
    /** Another user has the name, or one that looks like it. */
    NAME_TAKEN,
    /** The owner has the maximum number of bots, or no account. */
    TOO_MANY,
    /** The owner has the maximum number of removed bots that are still known. */
    TOO_MANY_REMOVED
  }

  /**
   * Creates a bot and the session of its token.
   *
   * @param bounds the limits on the bots of one owner
   */
  CompletionStage<Guarded<Added>> add(Actor by, Bot bot, SessionRecord token, BotBounds bounds);

  /** The bots of {@code owner}, the oldest first. */
  CompletionStage<List<Bot>> of(UserId owner);

  /**
   * Replaces the token of a bot.
   *
   * @return the sessions that were ended; empty when the actor owns no such bot
   */
  CompletionStage<Guarded<Optional<List<TokenHash>>>> renew(Actor by, SessionRecord token);

  /**
   * Removes a bot.
   *
   * @return the sessions that were ended; empty when the actor owns no such bot
   */
  CompletionStage<Guarded<Optional<List<TokenHash>>>> remove(Actor by, UserId bot);
}
