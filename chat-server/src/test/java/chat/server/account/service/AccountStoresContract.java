package chat.server.account.service;

import static chat.core.port.Stages.done;
import static chat.core.port.Stages.together;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.core.model.Membership;
import chat.core.model.RoomId;
import chat.core.model.RoomRecord;
import chat.core.model.User;
import chat.core.model.UserId;
import chat.core.model.UserName;
import chat.core.port.Directory;
import chat.server.account.Account;
import chat.server.account.AccountStore;
import chat.server.account.AccountStore.Registered;
import chat.server.account.Actor;
import chat.server.account.Bot;
import chat.server.account.BotBounds;
import chat.server.account.BotStore;
import chat.server.account.Guarded;
import chat.server.account.NewAccount;
import chat.server.account.Role;
import chat.server.account.Scope;
import chat.server.account.SessionRecord;
import chat.server.account.SessionStore;
import chat.server.account.SignupInvite;
import chat.server.account.SignupInviteStore;
import chat.server.account.TokenHash;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every {@link AccountStore}, {@link SessionStore}, {@link BotStore} and {@link
 * SignupInviteStore} must do together, by the numbers of their MUSTs. Durability and non-blocking
 * calls are tested for each implementation separately.
 */
public abstract class AccountStoresContract {
  /** Stores and the directory that they belong to. */
  public record Opened(AccountStores stores, Directory directory) {}

  private static final Instant AT = Instant.parse("2026-01-01T00:00:00.123Z");
  private static final User ADA = new User(UserId.of("ada"), "Ada", User.Kind.GUEST);
  private static final User BOB = new User(UserId.of("bob"), "Bob", User.Kind.GUEST);
  private static final UserId UNKNOWN = UserId.of("nobody");
  private static final RoomId ROOM = RoomId.of("room");
  private static final BotBounds TWO = new BotBounds(2, 3);
  private static final BotBounds FIVE = new BotBounds(5, 5);

  private Directory directory;
  private AccountStore accounts;
  private SessionStore sessions;
  private BotStore bots;
  private SignupInviteStore signupInvites;

  /** Empty stores; called once before each test. */
  protected abstract Opened open();

  @BeforeEach
  final void openStores() {
    Opened opened = open();
    directory = opened.directory();
    accounts = opened.stores().accounts();
    sessions = opened.stores().sessions();
    bots = opened.stores().bots();
    signupInvites = opened.stores().signupInvites();
  }

  private static SessionRecord session(String token, UserId user) {
    return session(token, user, AT);
  }

  private static SessionRecord session(String token, UserId user, Instant at) {
    return new SessionRecord(TokenHash.of(token), user, at, at, "agent", Scope.ALL);
  }

  private static NewAccount account(User user, String token, Role role) {
    return new NewAccount(
        user.as(User.Kind.REGISTERED),
        new Account(user.id(), "hash of " + user.name(), role, AT),
        Optional.empty(),
        session(token, user.id()),
        Optional.empty());
  }

  /** The account of a guest who registers with a session. */
  private static NewAccount account(User user, String token, Actor guest) {
    NewAccount plain = account(user, token, Role.USER);
    return new NewAccount(
        plain.user(), plain.account(), Optional.empty(), plain.session(), Optional.of(guest));
  }

  private static Actor by(User user, String token) {
    return new Actor(user.id(), TokenHash.of(token));
  }

  private Registered register(NewAccount account) {
    return done(accounts.register(account)).result().orElseThrow();
  }

  /** An admin, who can create signup invites. */
  private Actor admin() {
    User root = guest("Root");
    assertEquals(Registered.DONE, register(account(root, "root", Role.ADMIN)));
    return by(root, "root");
  }

  private static <T> T granted(CompletionStage<Guarded<T>> change) {
    return done(change).result().orElseThrow();
  }

  private static void sessionEnded(CompletionStage<? extends Guarded<?>> change) {
    assertEquals(Optional.empty(), done(change).result());
  }

  private Account found(User user) {
    return done(accounts.find(user.id())).orElseThrow();
  }

  private static NewAccount invited(User user, String invite) {
    NewAccount plain = account(user, "token of " + user.name(), Role.USER);
    return new NewAccount(
        plain.user(),
        plain.account(),
        Optional.of(TokenHash.of(invite)),
        plain.session(),
        plain.guest());
  }

  private static User guest(String name) {
    return new User(UserId.of("id-" + name), name, User.Kind.GUEST);
  }

  private void registered(User user, String token) {
    assertEquals(Registered.DONE, register(account(user, token, Role.USER)));
  }

  private Optional<User> find(UserId id) {
    return Optional.ofNullable(done(directory.users(List.of(id))).get(id));
  }

  private Set<TokenHash> open(UserId user) {
    return Set.copyOf(done(sessions.of(user)).stream().map(SessionRecord::hash).toList());
  }

  private static Set<TokenHash> hashes(String... tokens) {
    return Set.copyOf(List.of(tokens).stream().map(TokenHash::of).toList());
  }

  @Test
  void sessions01ShowsChangesToEveryCallMadeAfterwards() {
    SessionRecord first =
        new SessionRecord(TokenHash.of("1"), ADA.id(), AT, AT, "", Set.of(Scope.READ));
    SessionRecord second = session("2", ADA.id(), AT.plusSeconds(1));
    done(sessions.add(first));
    done(sessions.add(second));
    done(sessions.add(session("3", BOB.id())));
    assertEquals(Optional.of(first), done(sessions.find(first.hash())));
    assertEquals(Optional.empty(), done(sessions.find(TokenHash.of("4"))));
    assertEquals(List.of(second, first), done(sessions.of(ADA.id())));
    Instant later = AT.plusSeconds(60);
    done(sessions.seen(List.of(first.hash(), TokenHash.of("4")), later));
    assertEquals(Optional.of(first.seenAt(later)), done(sessions.find(first.hash())));
    done(sessions.end(first.hash()));
    done(sessions.end(first.hash()));
    assertEquals(List.of(second), done(sessions.of(ADA.id())));
    assertEquals(Set.of(ADA.id(), BOB.id()), done(sessions.users()));
    done(sessions.endAll(List.of(ADA.id(), UNKNOWN)));
    assertEquals(Set.of(BOB.id()), done(sessions.users()));
  }

  @Test
  void sessions03EndsASessionOnlyWhileTheActorsSessionIsOpen() {
    registered(ADA, "1");
    registered(BOB, "bob");
    done(sessions.add(session("2", ADA.id())));
    done(sessions.add(session("3", ADA.id())));
    assertFalse(granted(sessions.end(by(ADA, "1"), TokenHash.of("bob"))), "another user's session");
    assertFalse(granted(sessions.end(by(ADA, "1"), TokenHash.of("unknown"))));
    assertTrue(granted(sessions.end(by(ADA, "1"), TokenHash.of("2"))));
    sessionEnded(sessions.end(by(ADA, "2"), TokenHash.of("3")));
    sessionEnded(sessions.end(by(BOB, "1"), TokenHash.of("bob")));
    assertEquals(hashes("1", "3"), open(ADA.id()));
    assertEquals(hashes("bob"), open(BOB.id()));
  }

  @Test
  void accounts06SignsInOnlyWhileThePasswordIsTheOneThatWasChecked() {
    registered(ADA, "1");
    done(sessions.add(session("guest", BOB.id())));
    Account checked = found(ADA);
    assertEquals(
        Optional.of(false),
        done(accounts.signIn(checked, Optional.empty(), session("2", ADA.id()))));
    assertEquals(
        Optional.of(true),
        done(accounts.signIn(checked, Optional.of(TokenHash.of("guest")), session("3", ADA.id()))));
    assertEquals(
        Optional.of(false),
        done(accounts.signIn(checked, Optional.of(TokenHash.of("guest")), session("4", ADA.id()))),
        "it has ended already");
    assertEquals(Set.of(), open(BOB.id()));
    granted(accounts.changePassword(by(ADA, "1"), checked, "new", session("5", ADA.id())));
    assertEquals(
        Optional.empty(),
        done(accounts.signIn(checked, Optional.of(TokenHash.of("5")), session("6", ADA.id()))));
    assertEquals(hashes("5"), open(ADA.id()), "nothing was changed");
    Account now = found(ADA);
    granted(accounts.delete(by(ADA, "5"), now));
    assertEquals(
        Optional.empty(), done(accounts.signIn(now, Optional.empty(), session("7", ADA.id()))));
    assertEquals(Set.of(), open(ADA.id()));
  }

  /** Concurrent sign-ins and a change of the password: no old password opens a session. */
  @Test
  void accounts06LeavesNoSessionOfTheOldPasswordUnderConcurrentSignIns() {
    registered(ADA, "token0");
    for (int round = 0; round < 20; round++) {
      Account checked = found(ADA);
      String before = "token" + round;
      String after = "token" + (round + 1);
      String hash = "hash" + round;
      List<Object> became =
          together(
              4,
              thread ->
                  thread == 3
                      ? accounts
                          .changePassword(by(ADA, before), checked, hash, session(after, ADA.id()))
                          .thenApply(Guarded::result)
                      : accounts
                          .signIn(
                              checked, Optional.empty(), session(before + "-" + thread, ADA.id()))
                          .thenApply(opened -> (Object) opened));
      assertEquals(4, became.size());
      assertEquals(hashes(after), open(ADA.id()));
    }
  }

  @Test
  void accounts06ChangesNothingForASessionThatHasEnded() {
    registered(ADA, "1");
    Account account = found(ADA);
    Actor ended = by(ADA, "ended");
    sessionEnded(accounts.changePassword(ended, account, "new", session("2", ADA.id())));
    sessionEnded(accounts.claimAdmin(ended));
    sessionEnded(accounts.delete(ended, account));
    assertEquals(account, found(ADA));
    assertEquals(hashes("1"), open(ADA.id()));
  }

  @Test
  void accounts06RegistersAGuestOnlyWhileTheGuestsSessionIsOpen() {
    assertTrue(done(directory.addUser(ADA, AT)));
    done(sessions.add(session("guest", ADA.id())));
    sessionEnded(accounts.register(account(ADA.renamed("Countess"), "1", by(ADA, "other"))));
    sessionEnded(accounts.register(account(ADA.renamed("Countess"), "1", by(BOB, "guest"))));
    assertEquals(Optional.of(ADA), find(ADA.id()));
    assertEquals(hashes("guest"), open(ADA.id()));
    assertEquals(
        Registered.DONE, register(account(ADA.renamed("Countess"), "1", by(ADA, "guest"))));
    sessionEnded(accounts.register(account(ADA.renamed("Augusta"), "2", by(ADA, "guest"))));
    assertEquals("Countess", find(ADA.id()).orElseThrow().name());
  }

  @Test
  void endsOldSessionsOfTheGivenUsersOnly() {
    Instant now = AT.plus(Duration.ofDays(10));
    done(sessions.add(session("unused", ADA.id())));
    done(sessions.add(session("young", ADA.id(), now)));
    done(sessions.add(session("used", ADA.id(), now.minusSeconds(1)).seenAt(now)));
    done(sessions.add(session("of bob", BOB.id())));
    assertEquals(
        hashes("unused"),
        Set.copyOf(done(sessions.endOld(List.of(ADA.id()), now.minusSeconds(1), AT))));
    assertEquals(hashes("used"), Set.copyOf(done(sessions.endOld(List.of(ADA.id()), AT, now))));
    assertEquals(hashes("young"), open(ADA.id()));
    assertEquals(hashes("of bob"), open(BOB.id()));
    assertEquals(List.of(), done(sessions.endOld(List.of(), now, now)));
  }

  @Test
  void endsTheLeastRecentlyUsedSessionsBeyondTheLimit() {
    for (int i = 0; i < 4; i++) {
      done(sessions.add(session("ada" + i, ADA.id(), AT.plusSeconds(i))));
    }
    done(sessions.add(session("of bob", BOB.id())));
    done(sessions.seen(List.of(TokenHash.of("ada0")), AT.plusSeconds(60)));
    assertEquals(List.of(), done(sessions.endBeyond(ADA.id(), 4)));
    assertEquals(
        List.of(TokenHash.of("ada2"), TokenHash.of("ada1")), done(sessions.endBeyond(ADA.id(), 2)));
    assertEquals(hashes("ada0", "ada3"), open(ADA.id()));
    assertEquals(hashes("of bob"), open(BOB.id()));
  }

  @Test
  void accounts01ShowsARegistrationEverywhere() {
    assertEquals(Optional.empty(), done(accounts.named("Ada")));
    registered(ADA, "1");
    Account account = done(accounts.find(ADA.id())).orElseThrow();
    assertEquals(new Account(ADA.id(), "hash of Ada", Role.USER, AT), account);
    assertEquals(Optional.of(account), done(accounts.named("aDA")));
    assertEquals(Optional.of(ADA.as(User.Kind.REGISTERED)), find(ADA.id()));
    assertEquals(hashes("1"), open(ADA.id()));
    assertEquals(Optional.empty(), done(accounts.find(BOB.id())));
    assertEquals(
        Optional.empty(),
        done(accounts.named("\u0410da")),
        "a lookalike name is not the account's");
  }

  @Test
  void accounts01FindsAnAccountByTheCurrentName() {
    registered(ADA, "1");
    assertTrue(done(directory.rename(ADA.id(), "Countess")));
    assertEquals(ADA.id(), done(accounts.named("countess")).orElseThrow().user());
    assertEquals(Optional.empty(), done(accounts.named("Ada")));
    assertEquals(Optional.of(ADA.renamed("Countess").as(User.Kind.REGISTERED)), find(ADA.id()));
  }

  @Test
  void accounts02ChangesNothingWhenItRejects() {
    assertTrue(done(directory.addUser(ADA, AT)));
    assertTrue(done(directory.addUser(BOB, AT)));
    done(sessions.add(session("bob", BOB.id())));
    granted(
        signupInvites.add(admin(), new SignupInvite(TokenHash.of("i"), 1, AT, AT.plusSeconds(60))));
    assertEquals(Registered.NAME_TAKEN, register(invited(BOB.renamed("AD\u0410"), "i")));
    assertEquals(Optional.of(BOB), find(BOB.id()));
    assertEquals(Optional.empty(), done(accounts.find(BOB.id())));
    assertEquals(hashes("bob"), open(BOB.id()));
    assertEquals(1, done(signupInvites.list(AT)).get(0).uses());
    assertEquals(
        Registered.SIGNUP_INVITE_INVALID, register(invited(BOB.renamed("Robert"), "another")));
    assertEquals(Optional.of(BOB), find(BOB.id()));
    registered(BOB, "new");
    assertEquals(
        Registered.ACCOUNT_EXISTS, register(account(BOB.renamed("Robert"), "x", Role.USER)));
    assertEquals("Bob", find(BOB.id()).orElseThrow().name());
    assertEquals(hashes("new"), open(BOB.id()));
  }

  @Test
  void accounts02GivesANameToOneOfManyConcurrentRegistrations() {
    for (int round = 0; round < 5; round++) {
      String name = "same" + round;
      List<Registered> became =
          together(
              4,
              thread ->
                  accounts
                      .register(
                          account(
                              new User(UserId.of(name + "-" + thread), name, User.Kind.REGISTERED),
                              name + thread,
                              Role.USER))
                      .thenApply(registered -> registered.result().orElseThrow()));
      assertEquals(1, Collections.frequency(became, Registered.DONE));
      assertEquals(3, Collections.frequency(became, Registered.NAME_TAKEN));
    }
  }

  @Test
  void accounts03UsesASignupInviteNoMoreOftenThanItHasUses() {
    granted(
        signupInvites.add(admin(), new SignupInvite(TokenHash.of("i"), 2, AT, AT.plusSeconds(60))));
    List<Registered> became =
        together(
            4,
            thread ->
                accounts
                    .register(invited(guest("guest" + thread), "i"))
                    .thenApply(registered -> registered.result().orElseThrow()));
    assertEquals(2, Collections.frequency(became, Registered.DONE));
    assertEquals(2, Collections.frequency(became, Registered.SIGNUP_INVITE_INVALID));
    assertEquals(List.of(), done(signupInvites.list(AT)));
  }

  @Test
  void accounts03RejectsExpiredAndRevokedSignupInvites() {
    Actor admin = admin();
    granted(
        signupInvites.add(
            admin, new SignupInvite(TokenHash.of("old"), 1, AT.minusSeconds(60), AT)));
    granted(
        signupInvites.add(
            admin, new SignupInvite(TokenHash.of("deletedIds"), 1, AT, AT.plusSeconds(60))));
    granted(signupInvites.remove(admin, TokenHash.of("deletedIds")));
    for (String invite : List.of("old", "deletedIds")) {
      assertEquals(Registered.SIGNUP_INVITE_INVALID, register(invited(guest("Eve"), invite)));
    }
  }

  @Test
  void accounts04MakesOneOfManyTheFirstAdmin() {
    assertFalse(done(accounts.hasAdmin()));
    registered(BOB, "bob");
    List<Object> became =
        together(
            4,
            thread ->
                thread == 0
                    ? accounts
                        .claimAdmin(by(BOB, "bob"))
                        .thenApply(claimed -> (Object) claimed.result().orElseThrow())
                    : accounts
                        .register(account(guest("admin" + thread + "x"), "t" + thread, Role.ADMIN))
                        .thenApply(
                            registered ->
                                (Object) (registered.result().orElseThrow() == Registered.DONE)));
    assertEquals(1, Collections.frequency(became, true), became::toString);
    assertTrue(done(accounts.hasAdmin()));
    assertFalse(granted(accounts.claimAdmin(by(BOB, "bob"))));
    assertEquals(Registered.ADMIN_EXISTS, register(account(guest("late"), "late", Role.ADMIN)));
    assertEquals(Optional.empty(), find(UserId.of("id-late")));
  }

  @Test
  void accounts04LetsAUserBecomeAdminAgainWhenThereIsNone() {
    registered(ADA, "ada");
    registered(BOB, "bob");
    assertTrue(granted(accounts.claimAdmin(by(ADA, "ada"))));
    assertEquals(Role.ADMIN, done(accounts.find(ADA.id())).orElseThrow().role());
    granted(accounts.delete(by(ADA, "ada"), found(ADA)));
    assertFalse(done(accounts.hasAdmin()));
    assertTrue(granted(accounts.claimAdmin(by(BOB, "bob"))));
  }

  @Test
  void accounts05EndsTheGuestsSessionsWithTheRegistration() {
    assertTrue(done(directory.addUser(ADA, AT)));
    done(sessions.add(session("guest", ADA.id())));
    done(sessions.add(session("guest too", ADA.id())));
    registered(ADA, "registered");
    assertEquals(hashes("registered"), open(ADA.id()));
  }

  @Test
  void accounts05EndsAllSessionsWithTheOldPassword() {
    registered(ADA, "1");
    done(sessions.add(session("2", ADA.id())));
    done(sessions.add(session("bob", BOB.id())));
    Account before = done(accounts.find(ADA.id())).orElseThrow();
    List<TokenHash> ended =
        granted(accounts.changePassword(by(ADA, "1"), before, "new hash", session("3", ADA.id())));
    assertEquals(hashes("1", "2"), Set.copyOf(ended));
    assertEquals(hashes("3"), open(ADA.id()));
    assertEquals(hashes("bob"), open(BOB.id()));
    assertEquals("new hash", done(accounts.find(ADA.id())).orElseThrow().passwordHash());
    // The password has changed since.
    sessionEnded(accounts.changePassword(by(ADA, "3"), before, "newer", session("4", ADA.id())));
    sessionEnded(accounts.delete(by(ADA, "3"), before));
    assertEquals(hashes("3"), open(ADA.id()));
    granted(accounts.delete(by(ADA, "3"), found(ADA)));
    sessionEnded(accounts.changePassword(by(ADA, "3"), before, "x", session("5", ADA.id())));
  }

  @Test
  void accounts07RetiresADeletedUserWithAllBots() {
    registered(ADA, "1");
    done(sessions.add(session("2", ADA.id())));
    Bot bot = bot("Robot", ADA.id());
    granted(bots.add(by(ADA, "1"), bot, session("token", bot.user().id()), FIVE));
    done(directory.addRoom(RoomRecord.open(ROOM, "One"), List.of(ADA.id(), bot.user().id())));
    Account account = found(ADA);
    AccountStore.Deleted deleted = granted(accounts.delete(by(ADA, "2"), account));
    assertEquals(hashes("1", "2", "token"), Set.copyOf(deleted.sessions()));
    assertEquals(Set.of(ADA.id(), bot.user().id()), Set.copyOf(deleted.users()));
    assertEquals(Optional.empty(), done(accounts.find(ADA.id())));
    assertEquals(Optional.empty(), done(accounts.named("Ada")));
    assertEquals(List.of(), done(bots.of(ADA.id())));
    for (User retired : List.of(ADA.as(User.Kind.REGISTERED), bot.user())) {
      assertEquals(Set.of(), open(retired.id()));
      assertEquals(List.<Membership>of(), done(directory.memberships(retired.id())));
      assertEquals(Map.of(), done(directory.usersNamed(List.of(retired.name()))));
      assertEquals(Optional.of(retired), find(retired.id()));
      assertFalse(done(directory.addUser(new User(UNKNOWN, retired.name(), User.Kind.GUEST), AT)));
    }
    sessionEnded(accounts.delete(by(ADA, "2"), account));
  }

  private static Bot bot(String name, UserId owner) {
    return bot(name, owner, AT);
  }

  private static Bot bot(String name, UserId owner, Instant at) {
    User user =
        new User(UserId.of("bot-" + Integer.toHexString(name.hashCode())), name, User.Kind.BOT);
    return new Bot(user, owner, Set.of(Scope.READ), at);
  }

  private BotStore.Added add(Bot bot) {
    return granted(
        bots.add(
            new Actor(bot.owner(), TokenHash.of("1")),
            bot,
            session("of " + bot.user().name(), bot.user().id()),
            TWO));
  }

  @Test
  void bots01ShowsThemUnderTheirCurrentNames() {
    registered(ADA, "1");
    Bot first = bot("Robot", ADA.id());
    Bot second = bot("Automat", ADA.id(), AT.plusSeconds(1));
    assertEquals(BotStore.Added.DONE, add(first));
    assertEquals(BotStore.Added.DONE, add(second));
    assertEquals(List.of(first, second), done(bots.of(ADA.id())));
    assertEquals(Optional.of(first.user()), find(first.user().id()));
    assertEquals(hashes("of Robot"), open(first.user().id()));
    done(directory.rename(first.user().id(), "Machine"));
    assertEquals("Machine", done(bots.of(ADA.id())).get(0).user().name());
  }

  @Test
  void bots02AddsNoneUnderATakenNameOrBeyondTheLimit() {
    done(sessions.add(session("1", ADA.id())));
    assertEquals(BotStore.Added.TOO_MANY, add(bot("Robot", ADA.id())), "there is no account");
    registered(ADA, "1");
    assertEquals(BotStore.Added.NAME_TAKEN, add(bot("\u0410da", ADA.id())));
    assertEquals(List.of(), done(bots.of(ADA.id())));
    List<BotStore.Added> became = together(4, thread -> addBot("bot" + thread + "x"));
    assertEquals(2, Collections.frequency(became, BotStore.Added.DONE));
    assertEquals(2, Collections.frequency(became, BotStore.Added.TOO_MANY));
  }

  private CompletionStage<BotStore.Added> addBot(String name) {
    Bot bot = bot(name, ADA.id());
    return bots.add(by(ADA, "1"), bot, session("of " + name, bot.user().id()), TWO)
        .thenApply(added -> added.result().orElseThrow());
  }

  @Test
  void bots03AreManagedByTheirOwnerOnly() {
    registered(ADA, "1");
    registered(BOB, "2");
    Bot bot = bot("Robot", ADA.id());
    add(bot);
    UserId id = bot.user().id();
    assertEquals(List.of(), done(bots.of(BOB.id())));
    assertEquals(Optional.empty(), granted(bots.renew(by(BOB, "2"), session("new", id))));
    assertEquals(Optional.empty(), granted(bots.remove(by(BOB, "2"), id)));
    assertEquals(Optional.empty(), granted(bots.remove(by(ADA, "1"), UNKNOWN)));
    assertEquals(hashes("of Robot"), open(id));
  }

  @Test
  void bots04HaveTheLastTokenOnly() {
    registered(ADA, "1");
    Bot bot = bot("Robot", ADA.id());
    add(bot);
    UserId id = bot.user().id();
    assertEquals(
        Optional.of(List.copyOf(hashes("of Robot"))),
        granted(bots.renew(by(ADA, "1"), session("new", id))));
    assertEquals(hashes("new"), open(id));
  }

  @Test
  void bots05AreChangedOnlyWhileTheActorsSessionIsOpen() {
    registered(ADA, "1");
    Bot bot = bot("Robot", ADA.id());
    add(bot);
    UserId id = bot.user().id();
    Actor ended = by(ADA, "ended");
    Bot another = bot("Another", ADA.id());
    sessionEnded(bots.add(ended, another, session("a", another.user().id()), FIVE));
    sessionEnded(bots.renew(ended, session("new", id)));
    sessionEnded(bots.remove(ended, id));
    assertEquals(List.of(bot), done(bots.of(ADA.id())));
    assertEquals(hashes("of Robot"), open(id));
    assertEquals(Optional.empty(), find(another.user().id()));
  }

  @Test
  void bots06AreRetiredWhenTheyAreRemoved() {
    registered(ADA, "1");
    Bot bot = bot("Robot", ADA.id());
    add(bot);
    UserId id = bot.user().id();
    assertEquals(
        Optional.of(List.copyOf(hashes("of Robot"))), granted(bots.remove(by(ADA, "1"), id)));
    assertEquals(Optional.empty(), granted(bots.remove(by(ADA, "1"), id)));
    assertEquals(Set.of(), open(id));
    assertEquals(Optional.of(bot.user()), find(id));
    assertFalse(done(directory.rename(ADA.id(), "robot")));
    assertEquals(BotStore.Added.DONE, add(bot("Other", ADA.id())), "the limit allows another");
  }

  @Test
  void bots07AreLimitedByRemovedBotsThatAreStillKnown() {
    registered(ADA, "1");
    registered(BOB, "2");
    for (int i = 0; i < 3; i++) {
      assertEquals(BotStore.Added.DONE, add(bot("Robot" + i, ADA.id())));
      granted(bots.remove(by(ADA, "1"), bot("Robot" + i, ADA.id()).user().id()));
    }
    assertEquals(BotStore.Added.TOO_MANY_REMOVED, add(bot("Other", ADA.id())));
    Bot bobs = bot("Bobs", BOB.id());
    assertEquals(
        BotStore.Added.DONE,
        granted(bots.add(by(BOB, "2"), bobs, session("of Bobs", bobs.user().id()), TWO)));
    done(directory.releaseName(bot("Robot1", ADA.id()).user().id()));
    assertEquals(Optional.empty(), find(bot("Robot1", ADA.id()).user().id()), "it has no messages");
    assertEquals(BotStore.Added.DONE, add(bot("Robot1", ADA.id())), "its name is free again");
  }

  @Test
  void signupInvites02AreChangedOnlyByAdminsWhileTheirSessionIsOpen() {
    Actor admin = admin();
    registered(ADA, "1");
    SignupInvite kept = new SignupInvite(TokenHash.of("1"), 1, AT, AT.plusSeconds(60));
    SignupInvite other = new SignupInvite(TokenHash.of("2"), 1, AT, AT.plusSeconds(60));
    assertTrue(granted(signupInvites.add(admin, kept)));
    assertFalse(granted(signupInvites.add(by(ADA, "1"), other)));
    assertFalse(granted(signupInvites.remove(by(ADA, "1"), kept.hash())));
    Actor ended = new Actor(admin.user(), TokenHash.of("ended"));
    sessionEnded(signupInvites.add(ended, other));
    sessionEnded(signupInvites.remove(ended, kept.hash()));
    assertEquals(List.of(kept), done(signupInvites.list(AT)));
  }

  @Test
  void signupInvites03ListsValidOnes() {
    Actor admin = admin();
    SignupInvite first = new SignupInvite(TokenHash.of("1"), 3, AT, AT.plusSeconds(60));
    SignupInvite second =
        new SignupInvite(TokenHash.of("2"), 1, AT.plusSeconds(1), AT.plusSeconds(30));
    granted(signupInvites.add(admin, first));
    granted(signupInvites.add(admin, second));
    assertEquals(List.of(second, first), done(signupInvites.list(AT)));
    assertEquals(List.of(first), done(signupInvites.list(AT.plusSeconds(30))));
    register(invited(ADA, "2"));
    assertEquals(List.of(first), done(signupInvites.list(AT)));
    granted(signupInvites.remove(admin, first.hash()));
    assertEquals(List.of(), done(signupInvites.list(AT)));
  }

  /** Random registrations, deletions and renames against a model of the names of users. */
  @Test
  void keepsNamesUniqueUnderRandomChanges() {
    var random = new Random(7);
    Map<UserId, String> holders = new TreeMap<>();
    List<UserId> deletedIds = new ArrayList<>();
    for (int step = 0; step < 200; step++) {
      UserId id = UserId.of("u" + random.nextInt(8));
      String name =
          List.of("Anna", "\u0410nna", "B0b", "Bob", "Carl", "CarI").get(random.nextInt(6));
      boolean taken =
          holders.entrySet().stream()
              .anyMatch(
                  each ->
                      !each.getKey().equals(id)
                          && UserName.skeleton(each.getValue()).equals(UserName.skeleton(name)));
      boolean has = done(accounts.find(id)).isPresent();
      if (deletedIds.contains(id)) {
        continue; // an id is used once
      }
      switch (random.nextInt(6)) {
        case 0, 1, 2 -> {
          Registered became =
              register(account(new User(id, name, User.Kind.GUEST), "token of " + id, Role.USER));
          assertEquals(
              has ? Registered.ACCOUNT_EXISTS : taken ? Registered.NAME_TAKEN : Registered.DONE,
              became,
              "at step " + step);
          if (became == Registered.DONE) {
            holders.put(id, name);
          }
        }
        case 3, 4 -> {
          if (has) {
            assertEquals(!taken, done(directory.rename(id, name)), "at step " + step);
            holders.compute(id, (same, before) -> taken ? before : name);
          }
        }
        default -> {
          if (has && random.nextInt(4) == 0) {
            Account account = done(accounts.find(id)).orElseThrow();
            Actor by = new Actor(id, TokenHash.of("token of " + id));
            granted(accounts.delete(by, account));
            deletedIds.add(id); // the name stays reserved
          }
        }
      }
    }
    assertTrue(
        deletedIds.size() > 0 && holders.size() > deletedIds.size(),
        "the random changes covered deletions");
  }
}
