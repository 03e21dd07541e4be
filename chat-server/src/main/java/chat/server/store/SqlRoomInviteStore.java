package chat.server.store;

import chat.core.model.Invite;
import chat.core.model.RoomId;
import chat.core.port.RoomInviteStore;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The invites to rooms in SQL. Thread-safe by its writer and readers. */
final class SqlRoomInviteStore implements RoomInviteStore {
  private final GroupCommit writer;
  private final Readers readers;
  private final String rowLock;

  SqlRoomInviteStore(GroupCommit writer, Readers readers, String rowLock) {
    this.writer = writer;
    this.readers = readers;
    this.rowLock = rowLock;
  }

  @Override
  public CompletionStage<Void> addInvite(Invite invite, String hash) {
    return writer.write(
        session -> {
          InviteRow.insert(session, RoomRow.get(session, invite.room(), rowLock), invite, hash);
          return null;
        });
  }

  @Override
  public CompletionStage<Optional<Invite>> invite(String hash) {
    return readers.read(session -> InviteRow.find(session, hash));
  }

  @Override
  public CompletionStage<List<Invite>> invites(RoomId room) {
    return readers.read(session -> InviteRow.list(session, room));
  }

  @Override
  public CompletionStage<Void> removeInvite(RoomId room, String invite) {
    return writer.write(
        session -> {
          InviteRow.delete(session, RoomRow.get(session, room, rowLock), invite);
          return null;
        });
  }
}
