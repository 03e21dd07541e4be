package chat.server.storage.directory;

import chat.core.model.RoomId;
import chat.server.storage.sql.GroupCommit;
import chat.server.storage.sql.InList;
import chat.server.storage.sql.ReadPool;
import chat.server.storage.sql.SqlSession;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * Deletes users who have been idle for too long, and direct conversations that no user can read any
 * more. A reader finds the rows; the writer deletes at most {@value #BATCH} of them per transaction
 * with a constant number of statements, so that no sender waits for long. Thread-safe by its writer
 * and read pool.
 */
final class ForgottenUsers {
  /**
   * The maximum number of users, conversations or events in a transaction: some 20 ms of the
   * writer.
   */
  static final int BATCH = 500;

  private static final String OVER =
      "lower IS NOT NULL"
          + " AND NOT EXISTS (SELECT 1 FROM users WHERE users.id = rooms.lower AND retired = 0)"
          + " AND NOT EXISTS (SELECT 1 FROM users WHERE users.id = rooms.higher AND retired = 0)";

  /**
   * A retired bot whose name is reserved although no event of it is left. Uses the indexes
   * events_by_bot and changes_by_bot.
   */
  private static final String BOT_WITHOUT_EVENTS =
      "kind = 'BOT' AND retired = 1 AND folded <> ' ' || id"
          + " AND NOT EXISTS (SELECT 1 FROM messages"
          + " WHERE messages.author = users.id AND messages.author_kind = 'BOT')"
          + " AND NOT EXISTS (SELECT 1 FROM events"
          + " WHERE events.author = users.id AND events.author_kind = 'BOT')";

  private final GroupCommit writer;
  private final ReadPool pool;
  private final String rowLock;
  private final Consumer<RoomId> changed;

  /** A conversation whose users are both retired, and the range of its event ids. */
  private record Over(RoomId id, String lower, String higher, long first, long last) {
    long events() {
      return last - first;
    }
  }

  /**
   * @param changed called with a room when its log may have been deleted
   */
  ForgottenUsers(GroupCommit writer, ReadPool pool, String rowLock, Consumer<RoomId> changed) {
    this.writer = writer;
    this.pool = pool;
    this.rowLock = rowLock;
    this.changed = changed;
  }

  /** See {@link chat.core.port.Directory#forgetGuests}. */
  CompletionStage<Set<RoomId>> forgetGuests(Instant idleSince) {
    return retireGuests(idleSince)
        .thenCompose(done -> releaseNames())
        .thenCompose(done -> removeConversations(new TreeSet<>()));
  }

  /** See {@link chat.core.port.Directory#releaseName}. */
  CompletionStage<Void> releaseName(String user) {
    return writer.writeAnyhow(session -> releaseNames(session, List.of(user)));
  }

  private CompletionStage<Void> releaseNames() {
    return pool.read(
            session ->
                session.list(
                    "SELECT id FROM users WHERE " + BOT_WITHOUT_EVENTS + " LIMIT ?",
                    row -> row.getString(1),
                    BATCH))
        .thenCompose(
            bots ->
                bots.isEmpty()
                    ? CompletableFuture.<Void>completedFuture(null)
                    : writer
                        .writeAnyhow(session -> releaseNames(session, bots))
                        .thenCompose(done -> releaseNames()));
  }

  private Void releaseNames(SqlSession session, List<String> ids) throws SQLException {
    List<NamelessUsers.Named> bots =
        InList.list(
            session,
            "SELECT id, skeleton FROM users WHERE "
                + BOT_WITHOUT_EVENTS
                + " AND id IN (...)"
                + rowLock,
            NamelessUsers.Named::of,
            ids);
    NamelessUsers.retire(session, bots);
    NamelessUsers.forget(session, bots.stream().map(NamelessUsers.Named::id).toList());
    return null;
  }

  private CompletionStage<Void> retireGuests(Instant idleSince) {
    return pool.read(
            session ->
                session.list(
                    "SELECT id FROM users WHERE kind = 'GUEST' AND retired = 0 AND seen < ? LIMIT ?",
                    row -> row.getString(1),
                    idleSince.toEpochMilli(),
                    BATCH))
        .thenCompose(
            idle ->
                idle.isEmpty()
                    ? CompletableFuture.<Void>completedFuture(null)
                    : writer
                        .writeAnyhow(session -> retireGuests(session, idle, idleSince))
                        .thenCompose(done -> retireGuests(idleSince)));
  }

  private Void retireGuests(SqlSession session, List<String> ids, Instant idleSince)
      throws SQLException {
    List<NamelessUsers.Named> idle =
        InList.list(
            session,
            "SELECT id, skeleton FROM users WHERE seen < ? AND kind = 'GUEST' AND retired = 0"
                + " AND id IN (...)"
                + rowLock,
            NamelessUsers.Named::of,
            ids,
            idleSince.toEpochMilli());
    NamelessUsers.retire(session, idle);
    List<String> retired = idle.stream().map(NamelessUsers.Named::id).toList();
    MemberRows.ofUsers(session, retired);
    InList.update(session, "DELETE FROM sessions WHERE user_id IN (...)", retired);
    NamelessUsers.forget(session, retired);
    return null;
  }

  private CompletionStage<Set<RoomId>> removeConversations(Set<RoomId> removed) {
    return pool.read(
            session ->
                session.list(
                    "SELECT id FROM rooms WHERE " + OVER + " LIMIT ?",
                    row -> row.getString(1),
                    BATCH))
        .thenCompose(
            over ->
                over.isEmpty()
                    ? CompletableFuture.completedFuture(removed)
                    : writer
                        .writeAnyhow(session -> removeSome(session, over))
                        .thenCompose(
                            some -> {
                              some.forEach(changed);
                              removed.addAll(some);
                              return removeConversations(removed);
                            }));
  }

  /** Removes conversations up to the number of events of one transaction, and returns them. */
  private List<RoomId> removeSome(SqlSession session, List<String> ids) throws SQLException {
    List<Over> over =
        InList.list(
            session,
            "SELECT id, lower, higher, (number << 32) + floor, (number << 32) + head FROM rooms"
                + " WHERE "
                + OVER
                + " AND id IN (...)"
                + rowLock,
            row ->
                new Over(
                    RoomId.of(row.getString(1)),
                    row.getString(2),
                    row.getString(3),
                    row.getLong(4),
                    row.getLong(5)),
            ids);
    long events = 0;
    int count = 0;
    while (count < over.size() && events + over.get(count).events() <= BATCH) {
      events += over.get(count).events();
      count++;
    }
    if (count == 0 && !over.isEmpty()) {
      shorten(session, over.get(0));
    }
    List<Over> whole = over.subList(0, count);
    remove(session, whole);
    return whole.stream().map(Over::id).toList();
  }

  /** Deletes the first events of a long conversation; the next transaction continues. */
  private static void shorten(SqlSession session, Over room) throws SQLException {
    long last = room.first() + BATCH;
    int messages = LogRows.remove(session, room.first(), last);
    session.update(
        "UPDATE rooms SET floor = ?, messages = messages - ? WHERE id = ?",
        RoomRow.seqOf(last),
        messages,
        room.id().value());
  }

  private static void remove(SqlSession session, List<Over> rooms) throws SQLException {
    List<String> ids = rooms.stream().map(room -> room.id().value()).toList();
    LogRows.removeAll(session, ids);
    InList.update(session, "DELETE FROM send_keys WHERE named IN (...)", ids);
    MemberRows.ofRooms(session, ids);
    InList.update(session, "DELETE FROM rooms WHERE id IN (...)", ids);
    Set<String> users = new TreeSet<>();
    for (Over room : rooms) {
      users.add(room.lower());
      users.add(room.higher());
    }
    NamelessUsers.forget(session, users);
  }
}
