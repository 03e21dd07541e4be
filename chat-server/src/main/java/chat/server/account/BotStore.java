package chat.server.account;

import chat.core.model.UserId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Keeps bots, beside the people of a {@link chat.core.port.Directory} and their sessions. An
 * implementation
 *
 * <ol>
 *   <li>MUST complete a change only after it is as durable as the store can make anything, and show
 *       it to every call made afterwards, to the directory and the {@link SessionStore} too;
 *   <li>MUST do all of a change or nothing, and nothing of one that it refuses;
 *   <li>MUST keep the bots of one owner from those of another: what is not the owner's is not
 *       there;
 *   <li>MUST leave a bot no session but the last that it was given;
 *   <li>MUST make a change in the name of an {@link Actor} only if the actor's session is still
 *       open when the change is made;
 *   <li>MUST retire a bot that is removed;
 *   <li>MUST count a removed bot as its owner's while the directory knows it;
 *   <li>MUST fail what it cannot do with a {@link chat.core.port.StoreException}, and MUST NOT
 *       throw from the call;
 *   <li>MUST NOT block the caller, and MAY complete on any thread, the caller's included.
 * </ol>
 *
 * Thread-safe.
 */
public interface BotStore {
  /** What became of a bot to be added. */
  enum Added {
    /** It is there now. */
    DONE,
    /** Somebody else has the name, or one that looks like it. */
    NAME_TAKEN,
    /** The owner has as many as one may have, or no account. */
    TOO_MANY,
    /** The owner has removed as many that are still known as one may. */
    TOO_MANY_REMOVED
  }

  /**
   * Makes a bot known, with a session that stands for its token.
   *
   * @param bounds how many bots one owner may have, and may have removed
   */
  CompletionStage<Guarded<Added>> add(Actor by, Bot bot, SessionRecord token, BotBounds bounds);

  /** An owner's bots, the oldest first. */
  CompletionStage<List<Bot>> of(UserId owner);

  /**
   * Gives a bot another token.
   *
   * @return the sessions that ended; empty when the actor owns no such bot
   */
  CompletionStage<Guarded<Optional<List<TokenHash>>>> renew(Actor by, SessionRecord token);

  /**
   * Removes a bot.
   *
   * @return the sessions that ended; empty when the actor owns no such bot
   */
  CompletionStage<Guarded<Optional<List<TokenHash>>>> remove(Actor by, UserId bot);
}
