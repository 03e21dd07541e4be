package chat.server.storage.directory;

import chat.core.model.RoomId;
import chat.core.model.UserId;
import chat.core.port.FollowStore;
import chat.server.storage.sql.GroupCommit;
import chat.server.storage.sql.ReadPool;
import chat.server.storage.sql.SqlSession;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;

/** Followed threads in SQL. Thread-safe by its writer and read pool. */
public final class SqlFollowStore implements FollowStore {
  /** The number of unread replies; follows is a table or a subquery with its columns. */
  private static final String UNREAD =
      "(SELECT count(*) FROM (SELECT 1 FROM messages"
          + " WHERE messages.thread = (follows.room << 32) + follows.root"
          + " AND messages.id > (follows.room << 32) + follows.mark"
          + " AND messages.author <> follows.user_id AND messages.deleted = 0 LIMIT ?) AS unread)";

  /** The last message of each followed thread of a user: the last reply, or the root. */
  private static final String THREADS =
      "SELECT rooms.id AS room_id, follows.user_id, follows.room, follows.root, follows.mark,"
          + " last.id AS last, last.at FROM follows JOIN rooms ON rooms.number = follows.room"
          + " JOIN messages AS last ON last.id = coalesce((SELECT reply.id FROM messages AS reply"
          + " WHERE reply.thread = (follows.room << 32) + follows.root"
          + " ORDER BY reply.id DESC LIMIT 1), (follows.room << 32) + follows.root)"
          + " WHERE follows.user_id = ? AND follows.followed = 1"
          + " AND (last.thread IS NOT NULL OR last.deleted = 0)";

  private static final String LATEST_FIRST = " ORDER BY at DESC, room_id, root";

  private static final String WITH_UNREAD =
      "SELECT follows.room_id, follows.root, follows.last, follows.mark, "
          + UNREAD
          + " FROM (...) AS follows";

  private final GroupCommit writer;
  private final ReadPool pool;
  private final String rowLock;

  public SqlFollowStore(GroupCommit writer, ReadPool pool, String rowLock) {
    this.writer = writer;
    this.pool = pool;
    this.rowLock = rowLock;
  }

  @Override
  public CompletionStage<Result> follow(UserId user, RoomId id, long root, boolean on) {
    return writer.write(
        session -> follow(session, RoomRow.get(session, id, rowLock), user, root, on));
  }

  private static Result follow(SqlSession session, RoomRow room, UserId user, long root, boolean on)
      throws SQLException {
    Optional<Follow> known = FollowRow.find(session, room.number(), user, root);
    if (known.isPresent() && known.get().on() == on) {
      return new Result.Kept(known.get(), false);
    }
    if (!RoomRow.isMember(session, room.number(), user)) {
      return Result.Rejected.NOT_MEMBER;
    }
    OptionalLong last = last(session, room, root);
    if (last.isEmpty() && (on || known.isEmpty())) {
      return Result.Rejected.NO_THREAD;
    }
    long before = known.map(Follow::mark).orElse(0L);
    long mark = on ? Math.max(before, last.getAsLong()) : before;
    return new Result.Kept(
        FollowRow.set(session, room.number(), user, root, on, mark).orElseThrow(), true);
  }

  /** The last message of a thread; empty when no thread has this root, and none can have it. */
  private static OptionalLong last(SqlSession session, RoomRow room, long root)
      throws SQLException {
    if (root < 1 || root > room.head().seq()) {
      return OptionalLong.empty();
    }
    Optional<Long> found =
        session.first(
            "SELECT id FROM messages WHERE thread = ? ORDER BY id DESC LIMIT 1",
            row -> row.getLong(1),
            room.event(root));
    if (found.isEmpty()) {
      found =
          session.first(
              "SELECT id FROM messages WHERE id = ? AND thread IS NULL AND deleted = 0",
              row -> row.getLong(1),
              room.event(root));
    }
    return found.isPresent() ? OptionalLong.of(RoomRow.seqOf(found.get())) : OptionalLong.empty();
  }

  @Override
  public CompletionStage<Optional<Follow>> markThread(UserId user, RoomId id, long root, long seq) {
    return writer.write(
        session -> {
          long room = RoomRow.get(session, id, rowLock).number();
          Optional<Follow> known = FollowRow.find(session, room, user, root).filter(Follow::on);
          return known.isEmpty() || known.get().mark() >= seq
              ? known
              : Optional.of(FollowRow.mark(session, room, user, known.get(), seq));
        });
  }

  @Override
  public CompletionStage<Optional<FollowedThread>> followedThread(
      UserId user, RoomId room, long root, int max) {
    return pool.read(
        session ->
            session.first(
                WITH_UNREAD.replace("...", THREADS + " AND rooms.id = ? AND follows.root = ?"),
                SqlFollowStore::thread,
                max,
                user.value(),
                room.value(),
                root));
  }

  @Override
  public CompletionStage<List<FollowedThread>> followedThreads(UserId user, int limit, int max) {
    return pool.read(
        session ->
            session.list(
                WITH_UNREAD.replace("...", THREADS + LATEST_FIRST + " LIMIT ?") + LATEST_FIRST,
                SqlFollowStore::thread,
                max,
                user.value(),
                limit));
  }

  private static FollowedThread thread(ResultSet row) throws SQLException {
    return new FollowedThread(
        RoomId.of(row.getString(1)),
        row.getLong(2),
        RoomRow.seqOf(row.getLong(3)),
        row.getLong(4),
        row.getInt(5));
  }

  @Override
  public CompletionStage<List<Change>> followChanges(
      UserId user, RoomId room, long change, int max) {
    return pool.read(
        session ->
            session.list(
                "SELECT "
                    + FollowRow.COLUMNS
                    + ", "
                    + UNREAD
                    + " FROM follows JOIN rooms ON rooms.number = follows.room"
                    + " WHERE follows.user_id = ? AND rooms.id = ? AND follows.change > ?"
                    + " ORDER BY follows.change",
                row -> new Change(FollowRow.of(row), row.getInt(5)),
                max,
                user.value(),
                room.value(),
                change));
  }
}
