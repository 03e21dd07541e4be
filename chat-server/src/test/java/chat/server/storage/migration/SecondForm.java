package chat.server.storage.migration;

import static chat.core.port.Stages.done;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import chat.core.model.User;
import chat.core.model.UserId;
import chat.server.account.Account;
import chat.server.account.Bot;
import chat.server.account.Role;
import chat.server.account.Scope;
import chat.server.account.SessionRecord;
import chat.server.account.SignupInvite;
import chat.server.account.TokenHash;
import chat.server.storage.SqlStore;
import chat.server.storage.sql.SqlSession;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Accounts, bots and signup invites, in their first schema. Stateless. */
final class SecondForm implements Form {
  private static final UserId REGINA = UserId.of("regina");
  private static final User ROBOT = new User(UserId.of("robot"), "Robot", User.Kind.BOT);
  private static final Instant AT = Instant.ofEpochMilli(1_710_000_000_000L);

  @Override
  public void fill(SqlSession session) throws SQLException {
    user(session, "regina", "Regina", "reglna", "REGISTERED", 0);
    user(session, "robot", "Robot", "robot", "BOT", 0);
    user(session, "gone", "Gone", "gone", "REGISTERED", 1);
    session.update(
        "INSERT INTO accounts (user_id, password, role, created)"
            + " VALUES ('regina', 'a hash', 'ADMIN', ?)",
        AT.toEpochMilli());
    session.update(
        "INSERT INTO bots (user_id, owner, scopes, created) VALUES ('robot', 'regina', 'read', ?)",
        AT.toEpochMilli());
    session.update(
        "INSERT INTO sessions (hash, user_id, created, seen, agent, scopes)"
            + " VALUES (?, 'robot', ?, ?, 'a robot', 'read')",
        TokenHash.of("of robot").value(),
        AT.toEpochMilli(),
        AT.toEpochMilli() + 1);
    session.update(
        "INSERT INTO invitations (hash, uses, created, expires) VALUES (?, 3, ?, ?)",
        TokenHash.of("invitation").value(),
        AT.toEpochMilli(),
        AT.toEpochMilli() + 1_000);
  }

  private static void user(
      SqlSession session, String id, String name, String skeleton, String kind, int retired)
      throws SQLException {
    session.update(
        "INSERT INTO users (id, name, folded, skeleton, kind, seen, retired)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?)",
        id,
        name,
        name.toLowerCase(Locale.ROOT),
        skeleton,
        kind,
        AT.toEpochMilli(),
        retired);
    session.update("INSERT INTO names (skeleton) VALUES (?)", skeleton);
  }

  @Override
  public void check(SqlStore store) {
    assertEquals(
        Optional.of(new Account(REGINA, "a hash", Role.ADMIN, AT)),
        done(store.accounts().accounts().named("regina")));
    assertEquals(
        List.of(new Bot(ROBOT, REGINA, Set.of(Scope.READ), AT)),
        done(store.accounts().bots().of(REGINA)));
    TokenHash token = TokenHash.of("of robot");
    assertEquals(
        Optional.of(
            new SessionRecord(
                token, ROBOT.id(), AT, AT.plusMillis(1), "a robot", Set.of(Scope.READ))),
        done(store.accounts().sessions().find(token)));
    assertEquals(
        List.of(new SignupInvite(TokenHash.of("invitation"), 3, AT, AT.plusSeconds(1))),
        done(store.accounts().signupInvites().list(AT)));
    assertEquals(Map.of(), done(store.directory().usersNamed(List.of("Gone"))));
    for (String name : List.of("REGlNA", "R0bot", "gone")) {
      User twin = new User(UserId.of("newcomer"), name, User.Kind.GUEST);
      assertFalse(done(store.directory().addUser(twin, AT)), name);
    }
  }
}
