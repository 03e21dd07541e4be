package chat.server.storage.account;

import chat.core.model.UserId;
import chat.server.account.Actor;
import chat.server.account.Guarded;
import chat.server.account.Scope;
import chat.server.account.SessionRecord;
import chat.server.account.TokenHash;
import chat.server.storage.sql.SqlSession;
import chat.server.storage.sql.SqlWork;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Rows of the table {@code sessions}. Stateless. */
final class SessionRow {
  /** The columns that {@link #of} reads. */
  static final String COLUMNS = "hash, user_id, created, seen, agent, scopes";

  private SessionRow() {}

  static SessionRecord of(ResultSet row) throws SQLException {
    return new SessionRecord(
        new TokenHash(row.getString(1)),
        UserId.of(row.getString(2)),
        Instant.ofEpochMilli(row.getLong(3)),
        Instant.ofEpochMilli(row.getLong(4)),
        row.getString(5),
        scopes(row.getString(6)));
  }

  static Set<Scope> scopes(String words) {
    return Arrays.stream(words.split(" ", -1))
        .flatMap(word -> Scope.named(word).stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  static String words(Set<Scope> scopes) {
    return scopes.stream().sorted().map(Scope::word).collect(Collectors.joining(" "));
  }

  static void insert(SqlSession session, SessionRecord record) throws SQLException {
    session.update(
        "INSERT INTO sessions (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?)",
        record.hash().value(),
        record.user().value(),
        record.created().toEpochMilli(),
        record.seen().toEpochMilli(),
        record.agent(),
        words(record.scopes()));
  }

  /**
   * Whether {@code actor} may make a change: its session is open and stays open until the commit. A
   * retired user has no sessions.
   *
   * @param rowLock the SQL suffix that prevents another server from ending the session meanwhile
   */
  static boolean isOpen(SqlSession session, Actor actor, String rowLock) throws SQLException {
    return session
        .first(
            "SELECT 1 FROM sessions WHERE hash = ? AND user_id = ?" + rowLock,
            row -> true,
            actor.session().value(),
            actor.user().value())
        .isPresent();
  }

  /** Runs a change on behalf of {@code actor} if its session is open. */
  static <T> Guarded<T> guarded(SqlSession session, Actor actor, String rowLock, SqlWork<T> change)
      throws SQLException {
    return isOpen(session, actor, rowLock)
        ? Guarded.of(change.run(session))
        : Guarded.sessionEnded();
  }

  /** Ends all sessions of {@code user} and returns them. */
  static List<TokenHash> endOf(SqlSession session, String user) throws SQLException {
    List<TokenHash> ended =
        session.list(
            "SELECT hash FROM sessions WHERE user_id = ? ORDER BY hash",
            row -> new TokenHash(row.getString(1)),
            user);
    session.update("DELETE FROM sessions WHERE user_id = ?", user);
    return ended;
  }
}
