package chat.server.account.service;

import chat.core.Chat;
import chat.core.port.Directory;
import chat.server.account.password.PasswordRules;
import chat.server.account.password.Passwords;
import java.time.Clock;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * All that has to do with who somebody is, put together. Immutable; its parts are thread-safe.
 *
 * @param accounts tells who somebody is
 * @param sessions what people come back by
 * @param signIn by name and password
 * @param registration makes accounts
 * @param own what people do with theirs
 * @param bots programs of theirs
 * @param invitations what lets others in
 */
public record AccountServices(
    Accounts accounts,
    Sessions sessions,
    SignIn signIn,
    Registration registration,
    AccountSettings own,
    Bots bots,
    SignupInvites invitations) {
  /**
   * What the parts are made of. Immutable.
   *
   * @param stores where accounts are kept
   * @param directory where people are; it belongs to the stores
   * @param chat is told of whom it knows
   * @param connections what sessions have opened
   * @param mode who may register
   * @param policy how long sessions live
   * @param adminToken what makes the first admin
   * @param passwords where passwords are hashed
   * @param random where the names and ids of guests come from
   * @param failures takes what nobody waits for; thread-safe
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

  /** Puts them together; reads the list of common passwords. */
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
        new SignupInvites(stores.invitations(), own, clock));
  }
}
