package chat.server.storage.directory;

import chat.core.model.MessageDraft;
import chat.core.model.RoomId;
import chat.core.model.UserId;
import chat.core.port.DraftStore;
import chat.server.storage.sql.GroupCommit;
import chat.server.storage.sql.ReadPool;
import chat.server.storage.sql.SqlSession;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;

/** Drafts in SQL. Thread-safe by its writer and read pool. */
public final class SqlDraftStore implements DraftStore {
  private static final String COLUMNS = "rooms.id, root, text, reply_to, rev";
  private static final String OF_USER =
      "SELECT "
          + COLUMNS
          + " FROM drafts JOIN rooms ON rooms.number = drafts.room WHERE user_id = ?";

  private final GroupCommit writer;
  private final ReadPool pool;
  private final String rowLock;

  public SqlDraftStore(GroupCommit writer, ReadPool pool, String rowLock) {
    this.writer = writer;
    this.pool = pool;
    this.rowLock = rowLock;
  }

  @Override
  public CompletionStage<DraftStore.Result> saveDraft(UserId user, MessageDraft draft) {
    return writer.write(session -> save(session, user, draft));
  }

  private DraftStore.Result save(SqlSession session, UserId user, MessageDraft draft)
      throws SQLException {
    long room = RoomRow.get(session, draft.room(), "").number();
    UserRow.lock(session, user, rowLock); // two servers must not count at the same time
    Optional<Long> changes = lockChanges(session, user, room);
    if (changes.isEmpty()) {
      return DraftStore.Result.Rejected.NOT_MEMBER;
    }
    Optional<MessageDraft> known =
        session.first(
            OF_USER + " AND room = ? AND root = ?",
            SqlDraftStore::draft,
            user.value(),
            room,
            root(draft));
    if (known.isPresent() && known.get().rev() >= draft.rev()) {
      return new DraftStore.Result.Kept(known.get(), false, changes.get());
    }
    if (!draft.isRemoved() && !fits(session, user, room, draft)) {
      return DraftStore.Result.Rejected.TOO_MANY;
    }
    store(session, user, room, draft);
    session.update(
        "UPDATE members SET draft_changes = draft_changes + 1 WHERE user_id = ? AND room = ?",
        user.value(),
        room);
    return new DraftStore.Result.Kept(draft, true, changes.get() + 1);
  }

  private Optional<Long> lockChanges(SqlSession session, UserId user, long room)
      throws SQLException {
    return session.first(
        "SELECT draft_changes FROM members WHERE user_id = ? AND room = ?" + rowLock,
        row -> row.getLong(1),
        user.value(),
        room);
  }

  private static boolean fits(SqlSession session, UserId user, long room, MessageDraft draft)
      throws SQLException {
    return session
        .first(
            "SELECT count(*), coalesce(sum(weight), 0) FROM drafts"
                + " WHERE user_id = ? AND text <> '' AND NOT (room = ? AND root = ?)",
            row ->
                row.getLong(1) + 1 <= MAX_DRAFTS
                    && row.getLong(2) + DraftStore.weight(draft) <= MAX_BYTES,
            user.value(),
            room,
            root(draft))
        .orElseThrow();
  }

  private static void store(SqlSession session, UserId user, long room, MessageDraft draft)
      throws SQLException {
    session.update(
        "DELETE FROM drafts WHERE user_id = ? AND room = ? AND root = ?",
        user.value(),
        room,
        root(draft));
    session.update(
        "INSERT INTO drafts (user_id, room, root, text, reply_to, rev, weight)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?)",
        user.value(),
        room,
        root(draft),
        draft.text(),
        draft.replyTo().orElse(0),
        draft.rev(),
        DraftStore.weight(draft));
    if (draft.isRemoved()) {
      limitRemoved(session, user);
    }
  }

  private static void limitRemoved(SqlSession session, UserId user) throws SQLException {
    Optional<Long> lowest =
        session.first(
            "SELECT rev FROM drafts WHERE user_id = ? AND text = '' ORDER BY rev DESC"
                + " LIMIT 1 OFFSET ?",
            row -> row.getLong(1),
            user.value(),
            MAX_REMOVED);
    if (lowest.isPresent()) {
      session.update(
          "DELETE FROM drafts WHERE user_id = ? AND text = '' AND rev <= ?",
          user.value(),
          lowest.get());
    }
  }

  private static long root(MessageDraft draft) {
    return draft.root().orElse(0);
  }

  @Override
  public CompletionStage<List<MessageDraft>> drafts(UserId user) {
    return pool.read(
        session ->
            session.list(
                OF_USER + " AND text <> '' ORDER BY rooms.id, root",
                SqlDraftStore::draft,
                user.value()));
  }

  @Override
  public CompletionStage<List<MessageDraft>> drafts(UserId user, RoomId room) {
    return pool.read(
        session ->
            session.list(
                OF_USER + " AND rooms.id = ? ORDER BY root",
                SqlDraftStore::draft,
                user.value(),
                room.value()));
  }

  private static MessageDraft draft(ResultSet row) throws SQLException {
    return new MessageDraft(
        RoomId.of(row.getString(1)),
        seq(row.getLong(2)),
        row.getString(3),
        seq(row.getLong(4)),
        row.getLong(5));
  }

  /** A {@code seq}; 0 for none. */
  private static OptionalLong seq(long stored) {
    return stored == 0 ? OptionalLong.empty() : OptionalLong.of(stored);
  }
}
