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
  CompletionStage<Registered> register(NewAccount wanted);

  /** Somebody's account. */
  CompletionStage<Optional<Account>> find(UserId user);

  /** The account of whoever has this name, regardless of case. */
  CompletionStage<Optional<Account>> named(String name);

  /**
   * Changes a password and opens a session.
   *
   * @param before the account as it was when its password was checked
   * @return the sessions that ended; empty when the account has another password by now, or is gone
   */
  CompletionStage<Optional<List<TokenHash>>> changePassword(
      Account before, String passwordHash, SessionRecord session);

  /**
   * Makes somebody with an account the first admin.
   *
   * @return false when there is an admin, or no such account
   */
  CompletionStage<Boolean> claimAdmin(UserId user);

  /** Whether there is an admin. */
  CompletionStage<Boolean> hasAdmin();

  /**
   * Deletes an account.
   *
   * @return the sessions that ended, of the person and their bots
   */
  CompletionStage<List<TokenHash>> delete(UserId user);
}
