package chat.server.storage.directory;

import chat.core.model.Membership;
import chat.core.model.RoomId;
import chat.core.model.UserId;
import chat.core.port.MembershipStore;
import chat.server.storage.sql.GroupCommit;
import chat.server.storage.sql.ReadPool;
import chat.server.storage.sql.SqlSession;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
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
                "SELECT rooms.id, members.mark FROM members JOIN rooms"
                    + " ON rooms.number = members.room WHERE members.user_id = ?"
                    + " ORDER BY rooms.id",
                row -> new Membership(RoomId.of(row.getString(1)), row.getLong(2)),
                user.value()));
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
          session.update(
              "DELETE FROM members WHERE user_id = ? AND room = ?", user.value(), room.number());
          return null;
        });
  }

  @Override
  public CompletionStage<Void> mark(RoomId id, UserId user, long seq) {
    return writer.write(
        session -> {
          mark(session, RoomRow.get(session, id, rowLock).number(), user, seq);
          return null;
        });
  }

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
