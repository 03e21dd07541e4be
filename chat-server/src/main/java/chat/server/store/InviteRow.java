package chat.server.store;

import chat.core.model.Invite;
import chat.core.model.RoomId;
import chat.core.model.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Invitations as their table has them. Stateless. */
final class InviteRow {
  private static final String INVITE =
      "SELECT invites.id, rooms.id, invites.author, invites.at FROM invites"
          + " JOIN rooms ON rooms.number = invites.room WHERE ";

  private InviteRow() {}

  static void insert(Session session, RoomRow room, Invite invite, String hash)
      throws SQLException {
    session.update(
        "INSERT INTO invites (hash, room, id, author, at) VALUES (?, ?, ?, ?, ?)",
        hash,
        room.number(),
        invite.id(),
        invite.author().value(),
        invite.at().toEpochMilli());
  }

  static Optional<Invite> find(Session session, String hash) throws SQLException {
    return session.first(INVITE + "hash = ?", InviteRow::of, hash);
  }

  static List<Invite> list(Session session, RoomId room) throws SQLException {
    return session.list(
        INVITE + "rooms.id = ? ORDER BY invites.at DESC, invites.id", InviteRow::of, room.value());
  }

  static void delete(Session session, RoomRow room, String invite) throws SQLException {
    session.update("DELETE FROM invites WHERE room = ? AND id = ?", room.number(), invite);
  }

  private static Invite of(ResultSet row) throws SQLException {
    return new Invite(
        row.getString(1),
        RoomId.of(row.getString(2)),
        UserId.of(row.getString(3)),
        Instant.ofEpochMilli(row.getLong(4)));
  }
}
