package chat.server.account;

import chat.core.model.UserId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Stores accounts, next to the users of a {@link chat.core.port.Directory} and their sessions. An
 * implementation
 *
 * <ol>
 *   <li>MUST complete a change only after it is as durable as the store can make anything, and show
 *       it to every call made afterwards, to the directory and the {@link SessionStore} too;
 *   <li>MUST do all of a change or nothing, and nothing of one that it rejects;
 *   <li>MUST use a signup invite no more often than it has uses, and never after it has expired,
 *       also under concurrent calls;
 *   <li>MUST make an account an admin by {@link #register} and {@link #claimAdmin} only while there
 *       is no admin, also under concurrent calls;
 *   <li>MUST end all existing sessions of a user who registers, changes the password or is deleted;
 *   <li>MUST make a change in the name of an {@link Actor}, and open a session by {@link #signIn},
 *       only if its preconditions still hold when the change is made, also under concurrent calls;
 *   <li>MUST retire a user who is deleted, and the user's bots with all tokens;
 *   <li>MUST report a failure with a {@link chat.core.port.StoreException}, and MUST NOT throw from
 *       the call;
 *   <li>MUST NOT block the caller, and MAY complete on any thread, the caller's included.
 * </ol>
 *
 * Thread-safe.
 */
public interface AccountStore {
  /** The result of a registration. */
  enum Registered {
    /** The account was created. */
    DONE,
    /** Another user has the name, or one that looks like it. */
    NAME_TAKEN,
    /** The signup invite is unknown, used up or expired. */
    SIGNUP_INVITE_INVALID,
    /** The user already has an account. */
    ACCOUNT_EXISTS,
    /** The account would be an admin's, and there is an admin. */
    ADMIN_EXISTS
  }

  /** Creates an account with its first session, for a new user or for a guest who registers. */
  CompletionStage<Guarded<Registered>> register(NewAccount wanted);

  /**
   * Opens a session of a user whose password was checked.
   *
   * @param checked the account as it was when its password was checked
   * @param shown the session that the client presented, which ends if it is still open
   * @return whether {@code shown} was open; empty, and nothing is changed, when the password has
   *     changed since, or the account was deleted
   */
  CompletionStage<Optional<Boolean>> signIn(
      Account checked, Optional<TokenHash> shown, SessionRecord session);

  /** The account of {@code user}; empty if there is none. */
  CompletionStage<Optional<Account>> find(UserId user);

  /** The account of the user with this name, regardless of case. */
  CompletionStage<Optional<Account>> named(String name);

  /**
   * Changes a password and opens a session.
   *
   * @param before the account as it was when its password was checked; if the password has changed
   *     since, all earlier sessions have ended
   * @return the sessions that were ended
   */
  CompletionStage<Guarded<List<TokenHash>>> changePassword(
      Actor by, Account before, String passwordHash, SessionRecord session);

  /**
   * Makes a registered user the first admin.
   *
   * @return false when there is an admin, or no such account
   */
  CompletionStage<Guarded<Boolean>> claimAdmin(Actor by);

  /** Whether there is an admin. */
  CompletionStage<Boolean> hasAdmin();

  /**
   * What the deletion of an account removed.
   *
   * @param users the retired users: the owner of the account and the owner's bots
   * @param sessions their sessions, which were ended
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
   * @param before the account as it was when its password was checked; if the password has changed
   *     since, all earlier sessions have ended
   */
  CompletionStage<Guarded<Deleted>> delete(Actor by, Account before);
}
