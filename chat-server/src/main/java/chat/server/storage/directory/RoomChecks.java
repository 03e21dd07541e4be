package chat.server.storage.directory;

import chat.core.model.Origin;
import chat.core.model.RoomKind;
import chat.core.model.RoomName;
import chat.core.model.RoomRecord;
import chat.core.model.UserId;
import chat.core.port.RoomBounds;
import chat.core.port.RoomDirectory.Addition;
import chat.server.storage.sql.SqlSession;
import java.sql.SQLException;
import java.util.Collection;

/** Checks whether a room may be added, in the transaction that adds it. Stateless. */
public final class RoomChecks {
  /** Sorts after every character of group ids. */
  private static final String AFTER_IDS = "~";

  private RoomChecks() {}

  /** Checks that id, name and code of a room are free. */
  public static Addition place(SqlSession session, RoomRecord room, String rowLock)
      throws SQLException {
    if (RoomRow.find(session, room.id(), rowLock).isPresent()) {
      return Addition.ID_TAKEN;
    }
    if (room.kind() == RoomKind.PUBLIC
        && exists(session, "rooms WHERE public_name = ?", RoomName.fold(room.name()))) {
      return Addition.NAME_TAKEN;
    }
    if (room.kind() == RoomKind.PUBLIC && !room.permanent() && RoomLooks.isTaken(session, room)) {
      return Addition.NAME_TAKEN;
    }
    if (room.kind() == RoomKind.CODE && exists(session, "codes WHERE code = ?", room.code())) {
      return Addition.CODE_TAKEN;
    }
    return Addition.ADDED;
  }

  /**
   * Checks that a room is within {@code bounds}. Locks the rows of its first members, so that two
   * servers do not count at the same time.
   */
  static Addition bounds(
      SqlSession session,
      RoomRecord room,
      Collection<UserId> members,
      RoomBounds bounds,
      String rowLock)
      throws SQLException {
    if (bounds.equals(RoomBounds.NONE)) {
      return Addition.ADDED;
    }
    for (UserId member : members) {
      UserRow.lock(session, member, rowLock);
    }
    if (countLike(session, room, bounds.created()) >= bounds.created()) {
      return Addition.TOO_MANY;
    }
    if (room.kind() == RoomKind.PUBLIC && isFull(session, bounds.origin(), rowLock)) {
      return Addition.TOO_MANY_OF_ORIGIN;
    }
    if (room.kind() != RoomKind.DIRECT) {
      for (UserId member : members) {
        if (RoomRow.countOf(session, member, bounds.memberships()) >= bounds.memberships()) {
          return Addition.MEMBER_OF_TOO_MANY;
        }
      }
    }
    return Addition.ADDED;
  }

  /** The number of rooms with the kind and author of {@code room}, counted up to {@code most}. */
  private static int countLike(SqlSession session, RoomRecord room, int most) throws SQLException {
    if (room.author().isEmpty() || most == Integer.MAX_VALUE) {
      return 0;
    }
    return session
        .first(
            "SELECT count(*) FROM (SELECT 1 FROM rooms WHERE kind = ? AND author = ? LIMIT ?) AS"
                + " mine",
            row -> row.getInt(1),
            room.kind().name(),
            room.author().get().value(),
            most)
        .orElse(0);
  }

  /**
   * Whether a group of {@code origin} has the maximum number of rooms. Another server that checks
   * the same waits for the commit.
   */
  private static boolean isFull(SqlSession session, Origin origin, String rowLock)
      throws SQLException {
    if (origin.groups().isEmpty()) {
      return false;
    }
    session.list(
        "SELECT version FROM schema_version WHERE version = 1" + rowLock, row -> row.getInt(1));
    for (Origin.Group group : origin.groups()) {
      int rooms =
          session
              .first(
                  "SELECT count(*) FROM (SELECT 1 FROM rooms WHERE origin >= ? AND origin < ?"
                      + " LIMIT ?) AS those",
                  row -> row.getInt(1),
                  group.id(),
                  group.id() + AFTER_IDS,
                  group.publicRooms())
              .orElse(0);
      if (rooms >= group.publicRooms()) {
        return true;
      }
    }
    return false;
  }

  /** Stores the origin of a public room that was added. */
  static void keepOrigin(SqlSession session, RoomRecord room, Origin origin) throws SQLException {
    if (room.kind() == RoomKind.PUBLIC && origin.id().isPresent()) {
      session.update(
          "UPDATE rooms SET origin = ? WHERE id = ?", origin.id().get(), room.id().value());
    }
  }

  private static boolean exists(SqlSession session, String where, String argument)
      throws SQLException {
    return session.first("SELECT 1 FROM " + where, row -> true, argument).isPresent();
  }
}
