package chat.server.store;

import chat.core.model.UserId;
import chat.core.model.UserName;
import chat.core.port.StoreException;
import chat.server.account.Account;
import chat.server.account.AccountStore;
import chat.server.account.NewAccount;
import chat.server.account.Role;
import chat.server.account.SessionRecord;
import chat.server.account.TokenHash;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Accounts in SQL. Thread-safe by its writer and readers. */
final class SqlAccounts implements AccountStore {
  private static final String SELECT =
      "SELECT accounts.user_id, accounts.password, accounts.role, accounts.created FROM accounts";

  private final GroupCommit writer;
  private final Readers readers;
  private final String rowLock;

  SqlAccounts(GroupCommit writer, Readers readers, String rowLock) {
    this.writer = writer;
    this.readers = readers;
    this.rowLock = rowLock;
  }

  @Override
  public CompletionStage<Registered> register(NewAccount wanted) {
    return writer.write(session -> register(session, wanted));
  }

  private Registered register(Session session, NewAccount wanted) throws SQLException {
    Account account = wanted.account();
    Instant now = account.created();
    if (find(session, account.user()).isPresent()) {
      return Registered.ACCOUNT_EXISTS;
    }
    if (account.role() == Role.ADMIN && !isFirstAdmin(session)) {
      return Registered.ADMIN_EXISTS;
    }
    if (wanted.invitation().isPresent()
        && !SqlInvitations.isGood(session, wanted.invitation().get(), now)) {
      return Registered.INVITATION_INVALID;
    }
    if (!UserRow.put(session, wanted.user(), now)) {
      return Registered.NAME_TAKEN;
    }
    // From here on nothing is refused, for what is refused must change nothing.
    if (wanted.invitation().isPresent()
        && !SqlInvitations.use(session, wanted.invitation().get(), now)) {
      throw new StoreException("the invitation was used at the same moment");
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

  /** Whether there is no admin; another server that asks the same waits for this one's commit. */
  private boolean isFirstAdmin(Session session) throws SQLException {
    session.list(
        "SELECT version FROM schema_version WHERE version = 1" + rowLock, row -> row.getInt(1));
    return !isThereAnAdmin(session);
  }

  private static boolean isThereAnAdmin(Session session) throws SQLException {
    return session
        .first("SELECT 1 FROM accounts WHERE role = ? LIMIT 1", row -> true, Role.ADMIN.name())
        .isPresent();
  }

  private static Optional<Account> find(Session session, UserId user) throws SQLException {
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
    return readers.read(session -> find(session, user));
  }

  @Override
  public CompletionStage<Optional<Account>> named(String name) {
    String folded = UserName.fold(name);
    return readers.read(
        session ->
            session.first(
                SELECT + " JOIN users ON users.id = accounts.user_id WHERE users.folded = ?",
                SqlAccounts::accountOf,
                folded));
  }

  @Override
  public CompletionStage<Optional<List<TokenHash>>> changePassword(
      Account before, String passwordHash, SessionRecord opened) {
    String user = before.user().value();
    return writer.write(
        session -> {
          int changed =
              session.update(
                  "UPDATE accounts SET password = ? WHERE user_id = ? AND password = ?",
                  passwordHash,
                  user,
                  before.passwordHash());
          if (changed == 0) {
            return Optional.empty();
          }
          List<TokenHash> ended = SessionRow.endOf(session, user);
          SessionRow.insert(session, opened);
          return Optional.of(ended);
        });
  }

  @Override
  public CompletionStage<Boolean> claimAdmin(UserId user) {
    return writer.write(
        session ->
            isFirstAdmin(session)
                && session.update(
                        "UPDATE accounts SET role = ? WHERE user_id = ?",
                        Role.ADMIN.name(),
                        user.value())
                    > 0);
  }

  @Override
  public CompletionStage<Boolean> hasAdmin() {
    return readers.read(SqlAccounts::isThereAnAdmin);
  }

  @Override
  public CompletionStage<List<TokenHash>> delete(UserId user) {
    return writer.write(
        session -> {
          List<TokenHash> ended = new ArrayList<>();
          if (session.update("DELETE FROM accounts WHERE user_id = ?", user.value()) > 0) {
            for (UserId bot : SqlBots.idsOf(session, user)) {
              ended.addAll(SqlBots.remove(session, bot));
            }
            ended.addAll(SessionRow.endOf(session, user.value()));
            UserRow.retire(session, user);
          }
          return ended;
        });
  }
}
