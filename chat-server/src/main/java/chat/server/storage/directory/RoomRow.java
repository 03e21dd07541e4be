package chat.server.storage.directory;

import chat.core.model.Conversation;
import chat.core.model.RoomId;
import chat.core.model.RoomKind;
import chat.core.model.RoomName;
import chat.core.model.RoomRecord;
import chat.core.model.UserId;
import chat.core.port.LogHead;
import chat.core.port.StoreException;
import chat.server.storage.sql.InList;
import chat.server.storage.sql.SqlSession;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * A row of the table of rooms. Immutable.
 *
 * @param number the number of the room, the upper half of the ids of its events
 * @param room the room without its log
 * @param head the head of its log
 */
public record RoomRow(long number, RoomRecord room, LogHead head) {
  /** An event id has the room's number in the upper half and the event's seq in the lower. */
  public static final int SEQ_BITS = 32;

  private static final String COLUMNS =
      "number, id, name, kind, permanent, code, topic, epoch, head, floor, messages, author";

  /** The id of the event {@code seq} of this room. */
  public long event(long seq) {
    return event(number, seq);
  }

  /** The id of the event {@code seq} of the room {@code number}. */
  public static long event(long number, long seq) {
    return (number << SEQ_BITS) | seq;
  }

  public static long seqOf(long event) {
    return event & ((1L << SEQ_BITS) - 1);
  }

  public static long roomOf(long event) {
    return event >> SEQ_BITS;
  }

  public static Optional<RoomRow> find(SqlSession session, RoomId id, String rowLock)
      throws SQLException {
    return session.first(
        "SELECT " + COLUMNS + " FROM rooms WHERE id = ?" + rowLock, RoomRow::of, id.value());
  }

  /** The existing rooms among {@code ids}, read in one query, in no particular order. */
  public static List<RoomRow> find(SqlSession session, Collection<RoomId> ids) throws SQLException {
    return InList.list(
        session,
        "SELECT " + COLUMNS + " FROM rooms WHERE id IN (...)",
        RoomRow::of,
        ids.stream().map(RoomId::value).toList());
  }

  /** The rooms that match {@code where}, which may include ORDER BY and LIMIT. */
  static List<RoomRow> list(SqlSession session, String where, Object... arguments)
      throws SQLException {
    return session.list("SELECT " + COLUMNS + " FROM rooms WHERE " + where, RoomRow::of, arguments);
  }

  /**
   * The room {@code id}.
   *
   * @throws StoreException if it does not exist
   */
  public static RoomRow get(SqlSession session, RoomId id, String rowLock) throws SQLException {
    return find(session, id, rowLock).orElseThrow(() -> new StoreException("no such room: " + id));
  }

  static RoomRow of(ResultSet row) throws SQLException {
    return new RoomRow(row.getLong(1), recordOf(row), headOf(row));
  }

  private static RoomRecord recordOf(ResultSet row) throws SQLException {
    return new RoomRecord(
        RoomId.of(row.getString(2)),
        row.getString(3),
        RoomKind.valueOf(row.getString(4)),
        row.getInt(5) != 0,
        row.getString(6),
        row.getString(7),
        Optional.ofNullable(row.getString(12)).map(UserId::of));
  }

  private static LogHead headOf(ResultSet row) throws SQLException {
    return new LogHead(row.getString(8), row.getLong(9), row.getLong(10), row.getLong(11));
  }

  /** Adds a room with an empty log. */
  public static void insert(
      SqlSession session, RoomRecord room, String epoch, Collection<UserId> members, String rowLock)
      throws SQLException {
    Optional<Conversation> conversation = Conversation.of(room.id());
    session.update(
        "INSERT INTO rooms (id, name, public_name, public_look, kind, permanent, code, topic,"
            + " lower, higher, epoch, author, head, floor, messages) VALUES (?, ?, ?, ?, ?, ?, ?,"
            + " ?, ?, ?, ?, ?, 0, 0, 0)",
        room.id().value(),
        room.name(),
        room.kind() == RoomKind.PUBLIC ? RoomName.fold(room.name()) : null,
        RoomLooks.of(session, room),
        room.kind().name(),
        room.permanent() ? 1 : 0,
        room.code(),
        room.topic(),
        conversation.map(both -> both.lower().value()).orElse(null),
        conversation.map(both -> both.higher().value()).orElse(null),
        epoch,
        room.author().map(UserId::value).orElse(null));
    long number = get(session, room.id(), rowLock).number();
    for (UserId member : members) {
      join(session, number, member, 0);
    }
    if (room.kind() == RoomKind.CODE) {
      session.update("INSERT INTO codes (code, room) VALUES (?, ?)", room.code(), number);
    }
  }

  /**
   * Makes a user a member, who may belong to {@code most} rooms, this one included; direct
   * conversations do not count. Locks the user's row, so that two servers do not count at the same
   * time.
   *
   * @return false, and the user is no member, when the limit is reached
   */
  static boolean join(
      SqlSession session, long number, UserId member, long mark, int most, String rowLock)
      throws SQLException {
    if (most != Integer.MAX_VALUE) {
      UserRow.lock(session, member, rowLock);
      if (countOf(session, member, most) >= most
          && !isMember(session, number, member)
          && !UserRow.isRetired(session, member)) {
        return false;
      }
    }
    join(session, number, member, mark);
    return true;
  }

  /**
   * The number of rooms a user belongs to, without direct conversations, counted up to {@code
   * most}.
   */
  static int countOf(SqlSession session, UserId member, int most) throws SQLException {
    return session
        .first(
            "SELECT count(*) FROM (SELECT 1 FROM members JOIN rooms ON rooms.number = members.room"
                + " WHERE members.user_id = ? AND rooms.lower IS NULL LIMIT ?) AS own",
            row -> row.getInt(1),
            member.value(),
            most)
        .orElse(0);
  }

  static boolean isMember(SqlSession session, long number, UserId member) throws SQLException {
    return session
        .first(
            "SELECT 1 FROM members WHERE user_id = ? AND room = ?",
            row -> true,
            member.value(),
            number)
        .isPresent();
  }

  /**
   * Makes a user a member unless the user is retired; the read marker of an existing member stays.
   */
  public static void join(SqlSession session, long number, UserId member, long mark)
      throws SQLException {
    if (!UserRow.isRetired(session, member)) {
      session.update(
          "INSERT INTO members (user_id, room, mark) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
          member.value(),
          number,
          mark);
    }
  }
}
