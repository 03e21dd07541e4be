package chat.server.account.service;

import chat.core.Chat;
import chat.core.port.Directory;
import chat.server.account.password.PasswordRules;
import chat.server.account.password.Passwords;
import java.time.Clock;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * The services for accounts and authentication. Immutable; its parts are thread-safe.
 *
 * @param accounts authenticates requests and creates guests
 * @param sessions opens, lists and ends sessions
 * @param signIn sign-in by name and password
 * @param registration creates accounts
 * @param own settings of the caller's own account
 * @param bots bots of the caller's account
 * @param signupInvites invites that permit registration
 */
public record AccountServices(
    Accounts accounts,
    Sessions sessions,
    SignIn signIn,
    Registration registration,
    AccountSettings own,
    Bots bots,
    SignupInvites signupInvites) {
  /**
   * The dependencies of the services. Immutable.
   *
   * @param stores the stores of accounts
   * @param directory the directory of users that belongs to {@code stores}
   * @param chat the chat, which is notified when users change
   * @param connections the open connections of each session
   * @param mode who may register
   * @param policy the lifetime of sessions
   * @param adminToken the token that makes a user the first admin
   * @param passwords hashes and checks passwords
   * @param random generates names and ids of guests
   * @param clock the time of sessions, accounts and invites
   * @param failures receives exceptions of background work; thread-safe
   */
  public record Parts(
      AccountStores stores,
      Directory directory,
      Chat chat,
      SessionConnections connections,
      RegistrationMode mode,
      SessionPolicy policy,
      AdminToken adminToken,
      Passwords passwords,
      RandomGenerator random,
      Clock clock,
      Consumer<Throwable> failures) {}

  /** Creates the services and reads the list of common passwords. */
  public static AccountServices of(Parts parts) {
    Clock clock = parts.clock();
    AccountStores stores = parts.stores();
    SessionConnections connections = parts.connections();
    PasswordRules rules = PasswordRules.builtIn();
    Sessions sessions =
        new Sessions(
            stores.sessions(),
            parts.directory(),
            parts.policy(),
            connections,
            clock,
            parts.failures());
    AccountSettings own = new AccountSettings(parts, rules, sessions);
    return new AccountServices(
        new Accounts(
            sessions,
            new GuestFactory(parts.directory(), parts.random(), clock),
            stores.accounts()),
        sessions,
        new SignIn(stores.accounts(), parts.directory(), parts.passwords(), sessions, connections),
        new Registration(parts, rules),
        own,
        new Bots(stores.bots(), own, parts.chat(), connections, clock),
        new SignupInvites(stores.signupInvites(), own, clock));
  }
}
