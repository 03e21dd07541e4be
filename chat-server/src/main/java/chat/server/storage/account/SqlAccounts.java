package chat.server.storage.account;

import chat.core.model.UserId;
import chat.core.model.UserName;
import chat.core.port.StoreException;
import chat.server.account.Account;
import chat.server.account.AccountStore;
import chat.server.account.Actor;
import chat.server.account.Guarded;
import chat.server.account.NewAccount;
import chat.server.account.Role;
import chat.server.account.SessionRecord;
import chat.server.account.TokenHash;
import chat.server.storage.directory.UserRow;
import chat.server.storage.sql.GroupCommit;
import chat.server.storage.sql.ReadPool;
import chat.server.storage.sql.SqlSession;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Accounts in SQL. Thread-safe by its writer and read pool. */
public final class SqlAccounts implements AccountStore {
  private static final String SELECT =
      "SELECT accounts.user_id, accounts.password, accounts.role, accounts.created FROM accounts";

  private final GroupCommit writer;
  private final ReadPool pool;
  private final String rowLock;

  public SqlAccounts(GroupCommit writer, ReadPool pool, String rowLock) {
    this.writer = writer;
    this.pool = pool;
    this.rowLock = rowLock;
  }

  @Override
  public CompletionStage<Guarded<Registered>> register(NewAccount wanted) {
    return writer.write(
        session ->
            wanted.guest().isEmpty()
                ? Guarded.of(register(session, wanted))
                : SessionRow.guarded(
                    session, wanted.guest().get(), rowLock, open -> register(open, wanted)));
  }

  private Registered register(SqlSession session, NewAccount wanted) throws SQLException {
    Account account = wanted.account();
    Instant now = account.created();
    if (find(session, account.user()).isPresent()) {
      return Registered.ACCOUNT_EXISTS;
    }
    if (account.role() == Role.ADMIN && !isFirstAdmin(session)) {
      return Registered.ADMIN_EXISTS;
    }
    if (wanted.signupInvite().isPresent()
        && !SqlSignupInvites.isValid(session, wanted.signupInvite().get(), now)) {
      return Registered.SIGNUP_INVITE_INVALID;
    }
    if (!UserRow.put(session, wanted.user(), now)) {
      return Registered.NAME_TAKEN;
    }
    // A rejection must change nothing, so nothing is rejected from here on.
    if (wanted.signupInvite().isPresent()
        && !SqlSignupInvites.use(session, wanted.signupInvite().get(), now)) {
      throw new StoreException("the signup invite was used by a concurrent registration");
    }
    session.update(
        "INSERT INTO accounts (user_id, password, role, created) VALUES (?, ?, ?, ?)",
        account.user().value(),
        account.passwordHash(),
        account.role().name(),
        now.toEpochMilli());
    SessionRow.endOf(session, account.user().value());
    SessionRow.insert(session, wanted.session());
    return Registered.DONE;
  }

  /** Whether there is no admin. Another server that checks the same waits for this one's commit. */
  private boolean isFirstAdmin(SqlSession session) throws SQLException {
    session.list(
        "SELECT version FROM schema_version WHERE version = 1" + rowLock, row -> row.getInt(1));
    return !isThereAnAdmin(session);
  }

  private static boolean isThereAnAdmin(SqlSession session) throws SQLException {
    return session
        .first("SELECT 1 FROM accounts WHERE role = ? LIMIT 1", row -> true, Role.ADMIN.name())
        .isPresent();
  }

  private static Optional<Account> find(SqlSession session, UserId user) throws SQLException {
    return session.first(
        SELECT + " WHERE accounts.user_id = ?", SqlAccounts::accountOf, user.value());
  }

  private static Account accountOf(ResultSet row) throws SQLException {
    return new Account(
        UserId.of(row.getString(1)),
        row.getString(2),
        Role.valueOf(row.getString(3)),
        Instant.ofEpochMilli(row.getLong(4)));
  }

  @Override
  public CompletionStage<Optional<Account>> find(UserId user) {
    return pool.read(session -> find(session, user));
  }

  @Override
  public CompletionStage<Optional<Account>> named(String name) {
    String folded = UserName.fold(name);
    return pool.read(
        session ->
            session.first(
                SELECT + " JOIN users ON users.id = accounts.user_id WHERE users.folded = ?",
                SqlAccounts::accountOf,
                folded));
  }

  /**
   * Whether the account still has the password hash that was checked, and keeps it until the
   * commit.
   */
  private boolean isAsChecked(SqlSession session, Account checked) throws SQLException {
    return session
        .first(
            "SELECT 1 FROM accounts WHERE user_id = ? AND password = ?" + rowLock,
            row -> true,
            checked.user().value(),
            checked.passwordHash())
        .isPresent();
  }

  @Override
  public CompletionStage<Optional<Boolean>> signIn(
      Account checked, Optional<TokenHash> shown, SessionRecord opened) {
    return writer.write(
        session -> {
          if (!isAsChecked(session, checked)) {
            return Optional.empty();
          }
          boolean wasOpen = shown.isPresent() && SqlSessions.end(session, shown.get());
          SessionRow.insert(session, opened);
          return Optional.of(wasOpen);
        });
  }

  @Override
  public CompletionStage<Guarded<List<TokenHash>>> changePassword(
      Actor by, Account before, String passwordHash, SessionRecord opened) {
    String user = before.user().value();
    return writer.write(
        session -> {
          if (!isAsChecked(session, before) || !SessionRow.isOpen(session, by, rowLock)) {
            return Guarded.sessionEnded();
          }
          session.update("UPDATE accounts SET password = ? WHERE user_id = ?", passwordHash, user);
          List<TokenHash> ended = SessionRow.endOf(session, user);
          SessionRow.insert(session, opened);
          return Guarded.of(ended);
        });
  }

  @Override
  public CompletionStage<Guarded<Boolean>> claimAdmin(Actor by) {
    return writer.write(
        session ->
            SessionRow.guarded(
                session,
                by,
                rowLock,
                open ->
                    isFirstAdmin(open)
                        && open.update(
                                "UPDATE accounts SET role = ? WHERE user_id = ?",
                                Role.ADMIN.name(),
                                by.user().value())
                            > 0));
  }

  @Override
  public CompletionStage<Boolean> hasAdmin() {
    return pool.read(SqlAccounts::isThereAnAdmin);
  }

  @Override
  public CompletionStage<Guarded<Deleted>> delete(Actor by, Account before) {
    UserId user = by.user();
    return writer.write(
        session -> {
          if (!isAsChecked(session, before) || !SessionRow.isOpen(session, by, rowLock)) {
            return Guarded.sessionEnded();
          }
          session.update("DELETE FROM accounts WHERE user_id = ?", user.value());
          List<UserId> retired = new ArrayList<>(SqlBots.idsOf(session, user));
          List<TokenHash> ended = new ArrayList<>();
          for (UserId bot : retired) {
            ended.addAll(SqlBots.remove(session, bot));
          }
          ended.addAll(SessionRow.endOf(session, user.value()));
          UserRow.retire(session, user);
          retired.add(user);
          return Guarded.of(new Deleted(retired, ended));
        });
  }
}
