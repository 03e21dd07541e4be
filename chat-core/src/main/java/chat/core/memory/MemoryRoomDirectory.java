package chat.core.memory;

import chat.core.model.RoomId;
import chat.core.model.RoomKind;
import chat.core.model.RoomRecord;
import chat.core.model.UserId;
import chat.core.port.RoomBounds;
import chat.core.port.RoomDirectory;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;

/** The rooms of a {@link MemoryStore}. Thread-safe by the store's monitor. */
final class MemoryRoomDirectory implements RoomDirectory {
  private final MemoryStore store;
  private final MemoryUsers users;

  MemoryRoomDirectory(MemoryStore store) {
    this.store = store;
    this.users = store.users();
  }

  @Override
  public CompletionStage<Addition> addRoom(
      RoomRecord room, Collection<UserId> members, RoomBounds bounds) {
    return store.run(
        () -> {
          members.forEach(users::requireActive);
          Addition addition = store.rooms().check(room, members, bounds);
          if (addition == Addition.ADDED) {
            store.add(room, members);
            store.rooms().keepOrigin(room, bounds.origin());
          }
          return addition;
        });
  }

  @Override
  public CompletionStage<Map<RoomId, RoomRecord>> rooms(Collection<RoomId> ids) {
    return store.run(
        () -> {
          Map<RoomId, RoomRecord> found = new TreeMap<>();
          ids.forEach(id -> store.rooms().find(id).ifPresent(room -> found.put(id, room.record())));
          return found;
        });
  }

  @Override
  public CompletionStage<Optional<RoomRecord>> roomWithCode(String code) {
    return store.run(() -> store.rooms().withCode(code).map(MemoryRoom::record));
  }

  @Override
  public CompletionStage<List<RoomRecord>> publicRooms(Optional<RoomId> after, int limit) {
    return store.run(() -> store.rooms().publicAfter(after).limit(limit).toList());
  }

  @Override
  public CompletionStage<List<RoomRecord>> permanentRooms() {
    return store.run(() -> store.rooms().permanent().toList());
  }

  @Override
  public CompletionStage<List<RoomRecord>> codeRooms() {
    return store.run(() -> store.rooms().ofKind(RoomKind.CODE).toList());
  }

  @Override
  public CompletionStage<List<UserId>> removeRoom(RoomId room) {
    return store.run(() -> store.remove(room));
  }
}
