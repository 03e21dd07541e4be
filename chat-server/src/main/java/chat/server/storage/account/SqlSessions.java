package chat.server.storage.account;

import chat.core.model.UserId;
import chat.server.account.Actor;
import chat.server.account.Guarded;
import chat.server.account.SessionRecord;
import chat.server.account.SessionStore;
import chat.server.account.TokenHash;
import chat.server.storage.sql.GroupCommit;
import chat.server.storage.sql.ReadPool;
import chat.server.storage.sql.SqlSession;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;

/** Sessions in SQL. Thread-safe by its writer and read pool. */
public final class SqlSessions implements SessionStore {
  private final GroupCommit writer;
  private final ReadPool pool;
  private final String rowLock;

  public SqlSessions(GroupCommit writer, ReadPool pool, String rowLock) {
    this.writer = writer;
    this.pool = pool;
    this.rowLock = rowLock;
  }

  @Override
  public CompletionStage<Void> add(SessionRecord record) {
    return writer.write(
        session -> {
          SessionRow.insert(session, record);
          return null;
        });
  }

  @Override
  public CompletionStage<Optional<SessionRecord>> find(TokenHash hash) {
    return pool.read(
        session ->
            session.first(
                "SELECT " + SessionRow.COLUMNS + " FROM sessions WHERE hash = ?",
                SessionRow::of,
                hash.value()));
  }

  @Override
  public CompletionStage<List<SessionRecord>> of(UserId user) {
    return pool.read(
        session ->
            session.list(
                "SELECT "
                    + SessionRow.COLUMNS
                    + " FROM sessions WHERE user_id = ? ORDER BY created DESC, hash",
                SessionRow::of,
                user.value()));
  }

  @Override
  public CompletionStage<Void> seen(Collection<TokenHash> sessions, Instant at) {
    List<TokenHash> used = List.copyOf(sessions);
    return writer.writeAnyhow(
        session -> {
          for (TokenHash hash : used) {
            session.update(
                "UPDATE sessions SET seen = ? WHERE hash = ?", at.toEpochMilli(), hash.value());
          }
          return null;
        });
  }

  @Override
  public CompletionStage<Void> end(TokenHash hash) {
    return writer.write(
        session -> {
          end(session, hash);
          return null;
        });
  }

  /** Ends a session and returns whether it was open. */
  static boolean end(SqlSession session, TokenHash hash) throws SQLException {
    return session.update("DELETE FROM sessions WHERE hash = ?", hash.value()) > 0;
  }

  @Override
  public CompletionStage<Guarded<Boolean>> end(Actor by, TokenHash hash) {
    return writer.write(
        session ->
            SessionRow.guarded(
                session,
                by,
                rowLock,
                open ->
                    open.update(
                            "DELETE FROM sessions WHERE hash = ? AND user_id = ?",
                            hash.value(),
                            by.user().value())
                        > 0));
  }

  @Override
  public CompletionStage<Set<UserId>> users() {
    return pool.read(
        session ->
            new TreeSet<>(
                session.list(
                    "SELECT DISTINCT user_id FROM sessions", row -> UserId.of(row.getString(1)))));
  }

  @Override
  public CompletionStage<Void> endAll(Collection<UserId> users) {
    List<UserId> ended = List.copyOf(users);
    return writer.write(
        session -> {
          for (UserId user : ended) {
            session.update("DELETE FROM sessions WHERE user_id = ?", user.value());
          }
          return null;
        });
  }

  @Override
  public CompletionStage<List<TokenHash>> endOld(
      Collection<UserId> users, Instant seenBefore, Instant createdBefore) {
    List<UserId> checked = List.copyOf(users);
    return writer.write(
        session -> {
          List<TokenHash> ended = new ArrayList<>();
          for (UserId user : checked) {
            ended.addAll(
                session.list(
                    "SELECT hash FROM sessions WHERE user_id = ? AND (seen < ? OR created < ?)",
                    row -> new TokenHash(row.getString(1)),
                    user.value(),
                    seenBefore.toEpochMilli(),
                    createdBefore.toEpochMilli()));
          }
          for (TokenHash hash : ended) {
            end(session, hash);
          }
          return ended;
        });
  }

  @Override
  public CompletionStage<List<TokenHash>> endBeyond(UserId user, int most) {
    return writer.write(
        session -> {
          List<TokenHash> all =
              session.list(
                  "SELECT hash FROM sessions WHERE user_id = ? ORDER BY seen DESC, created DESC, hash",
                  row -> new TokenHash(row.getString(1)),
                  user.value());
          List<TokenHash> ended = List.copyOf(all.subList(Math.min(most, all.size()), all.size()));
          for (TokenHash hash : ended) {
            end(session, hash);
          }
          return ended;
        });
  }
}
