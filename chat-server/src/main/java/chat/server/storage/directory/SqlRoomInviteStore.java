package chat.server.storage.directory;

import chat.core.model.RoomId;
import chat.core.model.RoomInvite;
import chat.core.port.RoomInviteStore;
import chat.server.storage.sql.GroupCommit;
import chat.server.storage.sql.ReadPool;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Room invites in SQL. Thread-safe by its writer and read pool. */
public final class SqlRoomInviteStore implements RoomInviteStore {
  private final GroupCommit writer;
  private final ReadPool pool;
  private final String rowLock;

  public SqlRoomInviteStore(GroupCommit writer, ReadPool pool, String rowLock) {
    this.writer = writer;
    this.pool = pool;
    this.rowLock = rowLock;
  }

  @Override
  public CompletionStage<Void> addInvite(RoomInvite invite, String hash) {
    return writer.write(
        session -> {
          RoomInviteRow.insert(session, RoomRow.get(session, invite.room(), rowLock), invite, hash);
          return null;
        });
  }

  @Override
  public CompletionStage<Optional<RoomInvite>> invite(String hash) {
    return pool.read(session -> RoomInviteRow.find(session, hash));
  }

  @Override
  public CompletionStage<List<RoomInvite>> invites(RoomId room) {
    return pool.read(session -> RoomInviteRow.list(session, room));
  }

  @Override
  public CompletionStage<Void> removeInvite(RoomId room, String invite) {
    return writer.write(
        session -> {
          RoomInviteRow.delete(session, RoomRow.get(session, room, rowLock), invite);
          return null;
        });
  }
}
