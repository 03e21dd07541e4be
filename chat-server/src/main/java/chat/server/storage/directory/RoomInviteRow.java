package chat.server.storage.directory;

import chat.core.model.RoomId;
import chat.core.model.RoomInvite;
import chat.core.model.UserId;
import chat.server.storage.sql.SqlSession;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Rows of room invites. Stateless. */
final class RoomInviteRow {
  private static final String INVITE =
      "SELECT invites.id, rooms.id, invites.author, invites.at FROM invites"
          + " JOIN rooms ON rooms.number = invites.room WHERE ";

  private RoomInviteRow() {}

  static void insert(SqlSession session, RoomRow room, RoomInvite invite, String hash)
      throws SQLException {
    session.update(
        "INSERT INTO invites (hash, room, id, author, at) VALUES (?, ?, ?, ?, ?)",
        hash,
        room.number(),
        invite.id(),
        invite.author().value(),
        invite.at().toEpochMilli());
  }

  static Optional<RoomInvite> find(SqlSession session, String hash) throws SQLException {
    return session.first(INVITE + "hash = ?", RoomInviteRow::of, hash);
  }

  static List<RoomInvite> list(SqlSession session, RoomId room) throws SQLException {
    return session.list(
        INVITE + "rooms.id = ? ORDER BY invites.at DESC, invites.id",
        RoomInviteRow::of,
        room.value());
  }

  static void delete(SqlSession session, RoomRow room, String invite) throws SQLException {
    session.update("DELETE FROM invites WHERE room = ? AND id = ?", room.number(), invite);
  }

  private static RoomInvite of(ResultSet row) throws SQLException {
    return new RoomInvite(
        row.getString(1),
        RoomId.of(row.getString(2)),
        UserId.of(row.getString(3)),
        Instant.ofEpochMilli(row.getLong(4)));
  }
}
