package chat.server.storage.directory;

import chat.core.model.Membership;
import chat.core.model.Notifications;
import chat.core.model.ReadMarker;
import chat.core.model.RoomId;
import chat.core.model.UserId;
import chat.core.port.MembershipStore;
import chat.server.storage.sql.GroupCommit;
import chat.server.storage.sql.ReadPool;
import chat.server.storage.sql.SqlSession;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;

/** Memberships in SQL. Thread-safe by its writer and read pool. */
public final class SqlMembershipStore implements MembershipStore {
  private final GroupCommit writer;
  private final ReadPool pool;
  private final String rowLock;

  public SqlMembershipStore(GroupCommit writer, ReadPool pool, String rowLock) {
    this.writer = writer;
    this.pool = pool;
    this.rowLock = rowLock;
  }

  @Override
  public CompletionStage<List<Membership>> memberships(UserId user) {
    return pool.read(
        session ->
            session.list(
                "SELECT rooms.id, generation, mark, level, level_until,"
                    + " draft_changes, follow_changes FROM members JOIN rooms"
                    + " ON rooms.number = members.room WHERE members.user_id = ?"
                    + " ORDER BY rooms.id",
                SqlMembershipStore::membership,
                user.value()));
  }

  private static Membership membership(ResultSet row) throws SQLException {
    return new Membership(
        RoomId.of(row.getString(1)),
        new ReadMarker(row.getLong(2), row.getLong(3)),
        notifications(row.getString(4), row.getLong(5)),
        row.getLong(6),
        row.getLong(7));
  }

  /**
   * The notifications in the columns level and level_until.
   *
   * @param until milliseconds since 1970; 0 for no end
   */
  public static Notifications notifications(String level, long until) {
    return new Notifications(
        Notifications.Level.valueOf(level),
        until == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(until)));
  }

  @Override
  public CompletionStage<Set<UserId>> join(RoomId id, Map<UserId, Long> marks, int most) {
    Map<UserId, Long> joining =
        new TreeMap<>(marks); // sorted, because the rows are locked in this order
    return writer.write(
        session -> {
          long room = RoomRow.get(session, id, rowLock).number();
          Set<UserId> leftOut = new TreeSet<>();
          for (Map.Entry<UserId, Long> each : joining.entrySet()) {
            UserId user = each.getKey();
            if (!RoomRow.join(session, room, user, each.getValue(), most, rowLock)) {
              leftOut.add(user);
            }
          }
          return leftOut;
        });
  }

  @Override
  public CompletionStage<Void> leave(RoomId id, UserId user) {
    return writer.write(
        session -> {
          RoomRow room = RoomRow.get(session, id, rowLock);
          MemberRows.remove(session, user, room.number());
          return null;
        });
  }

  @Override
  public CompletionStage<Optional<ReadMarker>> mark(RoomId id, UserId user, long seq) {
    return writer.write(
        session ->
            marker(
                session,
                "mark = CASE WHEN mark < ? THEN ? ELSE mark END",
                seq,
                seq,
                user.value(),
                RoomRow.get(session, id, rowLock).number()));
  }

  @Override
  public CompletionStage<Optional<ReadMarker>> markUnread(RoomId id, UserId user, long seq) {
    return writer.write(
        session ->
            marker(
                session,
                "mark = ?, generation = generation + 1",
                seq,
                user.value(),
                RoomRow.get(session, id, rowLock).number()));
  }

  /** Changes a read marker and returns it; empty when the user is not a member. */
  private static Optional<ReadMarker> marker(SqlSession session, String change, Object... arguments)
      throws SQLException {
    return session.first(
        "UPDATE members SET "
            + change
            + " WHERE user_id = ? AND room = ? RETURNING generation, mark",
        row -> new ReadMarker(row.getLong(1), row.getLong(2)),
        arguments);
  }

  @Override
  public CompletionStage<Boolean> setNotifications(
      RoomId id, UserId user, Notifications notifications) {
    return writer.write(
        session ->
            setNotifications(
                session, RoomRow.get(session, id, rowLock).number(), user, notifications));
  }

  /** Sets the notifications of a member; returns false when the user is not a member. */
  public static boolean setNotifications(
      SqlSession session, long room, UserId user, Notifications notifications) throws SQLException {
    return session.update(
            "UPDATE members SET level = ?, level_until = ? WHERE user_id = ? AND room = ?",
            notifications.level().name(),
            notifications.until().map(Instant::toEpochMilli).orElse(0L),
            user.value(),
            room)
        > 0;
  }

  /** Raises the read marker of a member to {@code seq}; does nothing when it is not lower. */
  public static void mark(SqlSession session, long room, UserId user, long seq)
      throws SQLException {
    session.update(
        "UPDATE members SET mark = ? WHERE user_id = ? AND room = ? AND mark < ?",
        seq,
        user.value(),
        room,
        seq);
  }
}
