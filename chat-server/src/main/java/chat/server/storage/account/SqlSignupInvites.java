package chat.server.storage.account;

import chat.server.account.Actor;
import chat.server.account.Guarded;
import chat.server.account.Role;
import chat.server.account.SignupInvite;
import chat.server.account.SignupInviteStore;
import chat.server.account.TokenHash;
import chat.server.storage.sql.GroupCommit;
import chat.server.storage.sql.ReadPool;
import chat.server.storage.sql.SqlSession;
import chat.server.storage.sql.SqlWork;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Signup invites in SQL. Thread-safe by its writer and read pool. */
public final class SqlSignupInvites implements SignupInviteStore {
  private static final String VALID = "uses > 0 AND expires > ?";

  private final GroupCommit writer;
  private final ReadPool pool;
  private final String rowLock;

  public SqlSignupInvites(GroupCommit writer, ReadPool pool, String rowLock) {
    this.writer = writer;
    this.pool = pool;
    this.rowLock = rowLock;
  }

  /**
   * Makes a change if the actor's session is open and the actor is an admin; returns whether it is
   * an admin.
   */
  private CompletionStage<Guarded<Boolean>> guarded(Actor by, SqlWork<?> change) {
    return writer.write(
        session ->
            SessionRow.guarded(
                session,
                by,
                rowLock,
                open -> {
                  boolean isAdmin =
                      open.first(
                              "SELECT 1 FROM accounts WHERE user_id = ? AND role = ?" + rowLock,
                              row -> true,
                              by.user().value(),
                              Role.ADMIN.name())
                          .isPresent();
                  if (isAdmin) {
                    change.run(open);
                  }
                  return isAdmin;
                }));
  }

  @Override
  public CompletionStage<Guarded<Boolean>> add(Actor by, SignupInvite invite) {
    return guarded(
        by,
        session -> {
          session.update(
              "DELETE FROM invitations WHERE NOT (" + VALID + ")", invite.created().toEpochMilli());
          session.update(
              "INSERT INTO invitations (hash, uses, created, expires) VALUES (?, ?, ?, ?)",
              invite.hash().value(),
              invite.uses(),
              invite.created().toEpochMilli(),
              invite.expires().toEpochMilli());
          return null;
        });
  }

  @Override
  public CompletionStage<List<SignupInvite>> list(Instant now) {
    return pool.read(
        session ->
            session.list(
                "SELECT hash, uses, created, expires FROM invitations WHERE "
                    + VALID
                    + " ORDER BY created DESC, hash",
                SqlSignupInvites::inviteOf,
                now.toEpochMilli()));
  }

  private static SignupInvite inviteOf(ResultSet row) throws SQLException {
    return new SignupInvite(
        new TokenHash(row.getString(1)),
        row.getInt(2),
        Instant.ofEpochMilli(row.getLong(3)),
        Instant.ofEpochMilli(row.getLong(4)));
  }

  @Override
  public CompletionStage<Guarded<Boolean>> remove(Actor by, TokenHash hash) {
    return guarded(
        by, session -> session.update("DELETE FROM invitations WHERE hash = ?", hash.value()));
  }

  static boolean isValid(SqlSession session, TokenHash hash, Instant now) throws SQLException {
    return session
        .first(
            "SELECT 1 FROM invitations WHERE hash = ? AND " + VALID,
            row -> true,
            hash.value(),
            now.toEpochMilli())
        .isPresent();
  }

  /** Takes one use of an invite; returns false when it is not valid any more. */
  static boolean use(SqlSession session, TokenHash hash, Instant now) throws SQLException {
    return session.update(
            "UPDATE invitations SET uses = uses - 1 WHERE hash = ? AND " + VALID,
            hash.value(),
            now.toEpochMilli())
        > 0;
  }
}
