package chat.server.account.service;

import chat.core.port.Directory;
import chat.core.port.UserDirectory;
import chat.server.account.AccountStore;
import chat.server.account.BotStore;
import chat.server.account.SessionStore;
import chat.server.account.SharedLock;
import chat.server.account.SignupInviteStore;
import chat.server.account.memory.MemoryAccounts;
import chat.server.account.memory.MemorySessions;
import chat.server.account.memory.MemorySignupInvites;
import java.util.Objects;

/**
 * The account stores of one {@link Directory}: a change of one may change the others. Immutable.
 *
 * @param accounts the accounts
 * @param sessions the sessions
 * @param bots the bots
 * @param signupInvites the signup invites
 */
public record AccountStores(
    AccountStore accounts, SessionStore sessions, BotStore bots, SignupInviteStore signupInvites) {
  /** Rejects null. */
  public AccountStores {
    Objects.requireNonNull(accounts, "accounts");
    Objects.requireNonNull(sessions, "sessions");
    Objects.requireNonNull(bots, "bots");
    Objects.requireNonNull(signupInvites, "signupInvites");
  }

  /**
   * Creates empty stores in memory.
   *
   * @param directory an in-memory directory, whose calls are complete when they return
   */
  public static AccountStores inMemory(UserDirectory directory) {
    SharedLock lock = new SharedLock();
    MemorySessions sessions = new MemorySessions(lock);
    MemorySignupInvites signupInvites = new MemorySignupInvites(lock);
    MemoryAccounts accounts = new MemoryAccounts(lock, directory, sessions, signupInvites);
    return new AccountStores(accounts, sessions, accounts.bots(), signupInvites);
  }
}
