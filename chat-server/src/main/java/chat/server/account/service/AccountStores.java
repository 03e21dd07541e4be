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
 * Stores that belong together and to one {@link Directory}: a change of one may change the others.
 * Immutable.
 *
 * @param accounts who is registered
 * @param sessions who may come back as whom
 * @param bots what programs there are
 * @param invitations what lets people register
 */
public record AccountStores(
    AccountStore accounts, SessionStore sessions, BotStore bots, SignupInviteStore invitations) {
  /** Rejects null. */
  public AccountStores {
    Objects.requireNonNull(accounts, "accounts");
    Objects.requireNonNull(sessions, "sessions");
    Objects.requireNonNull(bots, "bots");
    Objects.requireNonNull(invitations, "invitations");
  }

  /**
   * Stores in memory.
   *
   * @param directory one in memory too, whose calls are complete when they return
   */
  public static AccountStores inMemory(UserDirectory directory) {
    SharedLock lock = new SharedLock();
    MemorySessions sessions = new MemorySessions(lock);
    MemorySignupInvites invitations = new MemorySignupInvites(lock);
    MemoryAccounts accounts = new MemoryAccounts(lock, directory, sessions, invitations);
    return new AccountStores(accounts, sessions, accounts.bots(), invitations);
  }
}
