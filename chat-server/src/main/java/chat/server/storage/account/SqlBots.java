package chat.server.storage.account;

import chat.core.model.UserId;
import chat.server.account.Actor;
import chat.server.account.Bot;
import chat.server.account.BotBounds;
import chat.server.account.BotStore;
import chat.server.account.Guarded;
import chat.server.account.SessionRecord;
import chat.server.account.TokenHash;
import chat.server.storage.directory.UserRow;
import chat.server.storage.sql.GroupCommit;
import chat.server.storage.sql.ReadPool;
import chat.server.storage.sql.SqlSession;
import chat.server.storage.sql.SqlWork;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Bots in SQL. Thread-safe by its writer and read pool. */
public final class SqlBots implements BotStore {
  private final GroupCommit writer;
  private final ReadPool pool;
  private final String rowLock;

  public SqlBots(GroupCommit writer, ReadPool pool, String rowLock) {
    this.writer = writer;
    this.pool = pool;
    this.rowLock = rowLock;
  }

  @Override
  public CompletionStage<Guarded<Added>> add(
      Actor by, Bot bot, SessionRecord token, BotBounds bounds) {
    return guarded(
        by,
        session -> {
          UserId owner = bot.owner();
          boolean hasAccount =
              session
                  .first(
                      "SELECT 1 FROM accounts WHERE user_id = ?" + rowLock,
                      row -> true,
                      owner.value())
                  .isPresent();
          if (!hasAccount || idsOf(session, owner).size() >= bounds.most()) {
            return Added.TOO_MANY;
          }
          if (countRemoved(session, owner, bounds.mostRemoved()) >= bounds.mostRemoved()) {
            return Added.TOO_MANY_REMOVED;
          }
          if (!UserRow.put(session, bot.user(), bot.created())) {
            return Added.NAME_TAKEN;
          }
          session.update(
              "INSERT INTO bots (user_id, owner, scopes, created) VALUES (?, ?, ?, ?)",
              bot.user().id().value(),
              owner.value(),
              SessionRow.words(bot.scopes()),
              bot.created().toEpochMilli());
          SessionRow.insert(session, token);
          return Added.DONE;
        });
  }

  private static int countRemoved(SqlSession session, UserId owner, int most) throws SQLException {
    return session
        .first(
            "SELECT count(*) FROM (SELECT 1 FROM users WHERE owner = ? LIMIT ?) AS removed",
            row -> row.getInt(1),
            owner.value(),
            most)
        .orElse(0);
  }

  private <T> CompletionStage<Guarded<T>> guarded(Actor by, SqlWork<T> change) {
    return writer.write(session -> SessionRow.guarded(session, by, rowLock, change));
  }

  @Override
  public CompletionStage<List<Bot>> of(UserId owner) {
    return pool.read(
        session ->
            session.list(
                "SELECT "
                    + UserRow.COLUMNS
                    + ", bots.owner, bots.scopes, bots.created FROM bots"
                    + " JOIN users ON users.id = bots.user_id WHERE bots.owner = ?"
                    + " ORDER BY bots.created, bots.user_id",
                SqlBots::botOf,
                owner.value()));
  }

  private static Bot botOf(ResultSet row) throws SQLException {
    return new Bot(
        UserRow.of(row),
        UserId.of(row.getString(4)),
        SessionRow.scopes(row.getString(5)),
        Instant.ofEpochMilli(row.getLong(6)));
  }

  @Override
  public CompletionStage<Guarded<Optional<List<TokenHash>>>> renew(Actor by, SessionRecord token) {
    return guarded(
        by,
        session -> {
          if (!idsOf(session, by.user()).contains(token.user())) {
            return Optional.empty();
          }
          List<TokenHash> ended = SessionRow.endOf(session, token.user().value());
          SessionRow.insert(session, token);
          return Optional.of(ended);
        });
  }

  @Override
  public CompletionStage<Guarded<Optional<List<TokenHash>>>> remove(Actor by, UserId bot) {
    return guarded(
        by,
        session ->
            idsOf(session, by.user()).contains(bot)
                ? Optional.of(remove(session, bot))
                : Optional.empty());
  }

  static List<UserId> idsOf(SqlSession session, UserId owner) throws SQLException {
    return session.list(
        "SELECT user_id FROM bots WHERE owner = ?",
        row -> UserId.of(row.getString(1)),
        owner.value());
  }

  /** Removes a bot of any owner and returns the sessions that were ended. */
  static List<TokenHash> remove(SqlSession session, UserId bot) throws SQLException {
    session.update(
        "UPDATE users SET owner = (SELECT owner FROM bots WHERE user_id = users.id) WHERE id = ?",
        bot.value());
    session.update("DELETE FROM bots WHERE user_id = ?", bot.value());
    UserRow.retire(session, bot);
    return SessionRow.endOf(session, bot.value());
  }
}
