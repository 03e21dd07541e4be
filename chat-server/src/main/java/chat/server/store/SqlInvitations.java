package chat.server.store;

import chat.server.account.Actor;
import chat.server.account.Guarded;
import chat.server.account.Invitation;
import chat.server.account.InvitationStore;
import chat.server.account.Role;
import chat.server.account.TokenHash;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Invitations in SQL. Thread-safe by its writer and readers. */
final class SqlInvitations implements InvitationStore {
  private static final String GOOD = "uses > 0 AND expires > ?";

  private final GroupCommit writer;
  private final Readers readers;
  private final String rowLock;

  SqlInvitations(GroupCommit writer, Readers readers, String rowLock) {
    this.writer = writer;
    this.readers = readers;
    this.rowLock = rowLock;
  }

  /** Makes a change if the actor's session is open and the actor an admin; whether an admin. */
  private CompletionStage<Guarded<Boolean>> guarded(Actor by, Sql<?> change) {
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
  public CompletionStage<Guarded<Boolean>> add(Actor by, Invitation invitation) {
    return guarded(
        by,
        session -> {
          session.update(
              "DELETE FROM invitations WHERE NOT (" + GOOD + ")",
              invitation.created().toEpochMilli());
          session.update(
              "INSERT INTO invitations (hash, uses, created, expires) VALUES (?, ?, ?, ?)",
              invitation.hash().value(),
              invitation.uses(),
              invitation.created().toEpochMilli(),
              invitation.expires().toEpochMilli());
          return null;
        });
  }

  @Override
  public CompletionStage<List<Invitation>> list(Instant now) {
    return readers.read(
        session ->
            session.list(
                "SELECT hash, uses, created, expires FROM invitations WHERE "
                    + GOOD
                    + " ORDER BY created DESC, hash",
                SqlInvitations::invitationOf,
                now.toEpochMilli()));
  }

  private static Invitation invitationOf(ResultSet row) throws SQLException {
    return new Invitation(
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

  static boolean isGood(Session session, TokenHash hash, Instant now) throws SQLException {
    return session
        .first(
            "SELECT 1 FROM invitations WHERE hash = ? AND " + GOOD,
            row -> true,
            hash.value(),
            now.toEpochMilli())
        .isPresent();
  }

  /** Uses one up; false when it is no longer good. */
  static boolean use(Session session, TokenHash hash, Instant now) throws SQLException {
    return session.update(
            "UPDATE invitations SET uses = uses - 1 WHERE hash = ? AND " + GOOD,
            hash.value(),
            now.toEpochMilli())
        > 0;
  }
}
