package chat.core.memory;

import chat.core.model.RoomId;
import chat.core.model.RoomInvite;
import chat.core.port.RoomInviteStore;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The invites to the rooms of a {@link MemoryStore}. Thread-safe by the store's monitor. */
final class MemoryRoomInviteStore implements RoomInviteStore {
  private final MemoryStore store;

  MemoryRoomInviteStore(MemoryStore store) {
    this.store = store;
  }

  @Override
  public CompletionStage<Void> addInvite(RoomInvite invite, String hash) {
    return store.run(
        () -> {
          store.rooms().get(invite.room()).invites().put(hash, invite);
          return null;
        });
  }

  @Override
  public CompletionStage<Optional<RoomInvite>> invite(String hash) {
    return store.run(() -> store.rooms().invite(hash));
  }

  @Override
  public CompletionStage<List<RoomInvite>> invites(RoomId room) {
    return store.run(
        () ->
            store.rooms().get(room).invites().values().stream()
                .sorted(
                    Comparator.comparing(RoomInvite::at).reversed().thenComparing(RoomInvite::id))
                .toList());
  }

  @Override
  public CompletionStage<Void> removeInvite(RoomId room, String invite) {
    return store.run(
        () -> {
          store.rooms().get(room).invites().values().removeIf(each -> each.id().equals(invite));
          return null;
        });
  }
}
