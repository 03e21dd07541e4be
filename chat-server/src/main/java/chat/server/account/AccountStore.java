package chat.server.account;

import chat.core.model.UserId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Keeps accounts, beside the people of a {@link chat.core.port.Directory} and their sessions. An
 * implementation
 *
 * <ol>
 *   <li>MUST complete a change only after it is as durable as the store can make anything, and show
 *       it to every call made afterwards, to the directory and the {@link SessionStore} too;
 *   <li>MUST do all of a change or nothing, and nothing of one that it refuses;
 *   <li>MUST use an invitation no more often than it has uses, and none that has run out, whoever
 *       asks at the same time;
 *   <li>MUST make an account an admin by {@link #register} and {@link #claimAdmin} only while there
 *       is no admin, whoever asks at the same time;
 *   <li>MUST end all sessions that a person had when they register, change their password or are
 *       deleted;
 *   <li>MUST make a change in the name of an {@link Actor}, and open a session by {@link #signIn},
 *       only if what it depends on still holds when the change is made, whatever happens at the
 *       same time;
 *   <li>MUST retire a person who is deleted, and their bots with all tokens;
 *   <li>MUST fail what it cannot do with a {@link chat.core.port.StoreException}, and MUST NOT
 *       throw from the call;
 *   <li>MUST NOT block the caller, and MAY complete on any thread, the caller's included.
 * </ol>
 *
 * Thread-safe.
 */
public interface AccountStore {
  /** What became of a registration. */
  enum Registered {
    /** There is an account now. */
    DONE,
    /** Somebody else has the name, or one that looks like it. */
    NAME_TAKEN,
    /** There is no such invitation, or none any more. */
    INVITATION_INVALID,
    /** The person has an account. */
    ACCOUNT_EXISTS,
    /** It would be an admin's, and there is an admin. */
    ADMIN_EXISTS
  }

  /** Makes a person registered, known or not until now, with their account and a session. */
  CompletionStage<Guarded<Registered>> register(NewAccount wanted);

  /**
   * Opens a session of somebody whose password was checked.
   *
   * @param checked the account as it was when its password was checked
   * @param shown a session that ends with it, when it is still open
   * @return whether {@code shown} was open; empty, and nothing is changed, when the account has
   *     another password by now, or is gone
   */
  CompletionStage<Optional<Boolean>> signIn(
      Account checked, Optional<TokenHash> shown, SessionRecord session);

  /** Somebody's account. */
  CompletionStage<Optional<Account>> find(UserId user);

  /** The account of whoever has this name, regardless of case. */
  CompletionStage<Optional<Account>> named(String name);

  /**
   * Changes a password and opens a session.
   *
   * @param before the account as it was when its password was checked; one that has another
   *     password by now has no session from before
   * @return the sessions that ended
   */
  CompletionStage<Guarded<List<TokenHash>>> changePassword(
      Actor by, Account before, String passwordHash, SessionRecord session);

  /**
   * Makes somebody with an account the first admin.
   *
   * @return false when there is an admin, or no such account
   */
  CompletionStage<Guarded<Boolean>> claimAdmin(Actor by);

  /** Whether there is an admin. */
  CompletionStage<Boolean> hasAdmin();

  /**
   * What went with an account.
   *
   * @param users who were retired: the person and their bots
   * @param sessions the sessions of theirs that ended
   */
  record Deleted(List<UserId> users, List<TokenHash> sessions) {
    /** Copies the lists. */
    public Deleted {
      users = List.copyOf(users);
      sessions = List.copyOf(sessions);
    }
  }

  /**
   * Deletes the actor's account.
   *
   * @param before the account as it was when its password was checked; one that has another
   *     password by now has no session from before
   */
  CompletionStage<Guarded<Deleted>> delete(Actor by, Account before);
}
