package chat.server.account;

import chat.core.port.Directory;
import chat.core.port.UserDirectory;
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
    AccountStore accounts, SessionStore sessions, BotStore bots, InvitationStore invitations) {
  /** Takes the parts as they are; none is null. */
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
    Monitor monitor = new Monitor();
    MemorySessions sessions = new MemorySessions(monitor);
    MemoryInvitations invitations = new MemoryInvitations(monitor);
    MemoryAccounts accounts = new MemoryAccounts(monitor, directory, sessions, invitations);
    return new AccountStores(accounts, sessions, accounts.bots(), invitations);
  }
}
