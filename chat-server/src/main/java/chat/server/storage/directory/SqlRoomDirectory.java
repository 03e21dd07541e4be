package chat.server.storage.directory;

import chat.core.model.RoomId;
import chat.core.model.RoomKind;
import chat.core.model.RoomRecord;
import chat.core.model.UserId;
import chat.core.port.RoomBounds;
import chat.core.port.RoomDirectory;
import chat.server.storage.sql.GroupCommit;
import chat.server.storage.sql.ReadPool;
import chat.server.storage.sql.SqlSession;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** Rooms in SQL. Thread-safe by its writer and read pool. */
public final class SqlRoomDirectory implements RoomDirectory {
  private final GroupCommit writer;
  private final ReadPool pool;
  private final EpochGenerator epochs;
  private final String rowLock;
  private final Consumer<RoomId> changed;

  /**
   * @param changed called with a room when its log may have been deleted
   */
  public SqlRoomDirectory(
      GroupCommit writer,
      ReadPool pool,
      EpochGenerator epochs,
      String rowLock,
      Consumer<RoomId> changed) {
    this.writer = writer;
    this.pool = pool;
    this.epochs = epochs;
    this.rowLock = rowLock;
    this.changed = changed;
  }

  @Override
  public CompletionStage<Addition> addRoom(
      RoomRecord room, Collection<UserId> members, RoomBounds bounds) {
    String epoch = epochs.next();
    List<UserId> first = List.copyOf(members);
    return writer.write(
        session -> {
          for (UserId member : first) {
            UserRow.requireActive(session, member);
          }
          Addition addition = RoomChecks.place(session, room, rowLock);
          if (addition == Addition.ADDED) {
            addition = RoomChecks.bounds(session, room, first, bounds, rowLock);
          }
          if (addition == Addition.ADDED) {
            RoomRow.insert(session, room, epoch, first, rowLock);
            RoomChecks.keepOrigin(session, room, bounds.origin());
          }
          return addition;
        });
  }

  @Override
  public CompletionStage<Map<RoomId, RoomRecord>> rooms(Collection<RoomId> ids) {
    List<RoomId> wanted = List.copyOf(ids);
    return pool.read(
        session -> {
          Map<RoomId, RoomRecord> found = new TreeMap<>();
          RoomRow.find(session, wanted).forEach(row -> found.put(row.room().id(), row.room()));
          return found;
        });
  }

  @Override
  public CompletionStage<Optional<RoomRecord>> roomWithCode(String code) {
    return pool.read(
        session ->
            RoomRow.list(session, "number = (SELECT room FROM codes WHERE code = ?)", code).stream()
                .map(RoomRow::room)
                .findFirst());
  }

  @Override
  public CompletionStage<List<RoomRecord>> publicRooms(Optional<RoomId> after, int limit) {
    return pool.read(session -> ofKind(session, RoomKind.PUBLIC, after, limit));
  }

  @Override
  public CompletionStage<List<RoomRecord>> permanentRooms() {
    return pool.read(
        session ->
            RoomRow.list(session, "kind = ? AND permanent = 1 ORDER BY id", RoomKind.PUBLIC.name())
                .stream()
                .map(RoomRow::room)
                .toList());
  }

  @Override
  public CompletionStage<List<RoomRecord>> codeRooms() {
    return pool.read(
        session -> ofKind(session, RoomKind.CODE, Optional.empty(), Integer.MAX_VALUE));
  }

  private static List<RoomRecord> ofKind(
      SqlSession session, RoomKind kind, Optional<RoomId> after, int limit) throws SQLException {
    return RoomRow.list(
            session,
            "kind = ? AND id > ? ORDER BY id LIMIT ?",
            kind.name(),
            after.map(RoomId::value).orElse(""),
            limit)
        .stream()
        .map(RoomRow::room)
        .toList();
  }

  @Override
  public CompletionStage<List<UserId>> removeRoom(RoomId id) {
    return writer
        .writeAnyhow(
            session -> {
              RoomRow room = RoomRow.get(session, id, rowLock);
              List<UserId> members =
                  session.list(
                      "SELECT user_id FROM members WHERE room = ? ORDER BY user_id",
                      row -> UserId.of(row.getString(1)),
                      room.number());
              long first = room.event(0);
              long last = room.event((1L << RoomRow.SEQ_BITS) - 1);
              LogRows.remove(session, first, last);
              session.update(
                  "DELETE FROM send_keys WHERE named = ? AND event > ? AND event <= ?",
                  id.value(),
                  first,
                  last);
              MemberRows.ofRoom(session, room.number());
              session.update("DELETE FROM invites WHERE room = ?", room.number());
              session.update("DELETE FROM rooms WHERE number = ?", room.number());
              return members;
            })
        .whenComplete((members, failure) -> changed.accept(id));
  }
}
