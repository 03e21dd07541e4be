package chat.core.memory;

import chat.core.model.Conversation;
import chat.core.model.Membership;
import chat.core.model.RoomId;
import chat.core.model.RoomKind;
import chat.core.model.RoomName;
import chat.core.model.RoomRecord;
import chat.core.model.User;
import chat.core.model.UserId;
import chat.core.port.Directory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/** The directory of a {@link MemoryStore}. Thread-safe by the store's monitor. */
final class MemoryDirectory implements Directory {
  private final MemoryStore store;
  private final MemoryUsers users = new MemoryUsers();
  private final Set<String> codes = new HashSet<>();

  MemoryDirectory(MemoryStore store) {
    this.store = store;
  }

  @Override
  public CompletionStage<Boolean> addUser(User user, Instant at) {
    return store.run(() -> users.add(user, at));
  }

  @Override
  public CompletionStage<Boolean> rename(UserId user, String name) {
    return store.run(() -> users.rename(user, name));
  }

  @Override
  public CompletionStage<Map<UserId, User>> users(Collection<UserId> ids) {
    return store.run(
        () -> {
          Map<UserId, User> found = new TreeMap<>();
          ids.forEach(id -> users.find(id).ifPresent(user -> found.put(id, user)));
          return found;
        });
  }

  @Override
  public CompletionStage<Map<String, User>> usersNamed(Collection<String> names) {
    return store.run(
        () -> {
          Map<String, User> found = new LinkedHashMap<>();
          names.forEach(name -> users.named(name).ifPresent(user -> found.put(name, user)));
          return found;
        });
  }

  @Override
  public CompletionStage<Void> seen(Collection<UserId> ids, Instant at) {
    return store.run(
        () -> {
          ids.forEach(id -> users.seen(id, at));
          return null;
        });
  }

  @Override
  public CompletionStage<Void> forgetGuests(Instant idleSince) {
    return store.run(
        () -> {
          Set<UserId> talking = new HashSet<>();
          store
              .rooms()
              .keySet()
              .forEach(id -> Conversation.of(id).ifPresent(c -> talking.addAll(c.people())));
          for (UserId id : users.guestsIdleSince(idleSince)) {
            if (!talking.contains(id)) {
              users.remove(id);
              store.rooms().values().forEach(room -> room.members().remove(id));
            }
          }
          return null;
        });
  }

  @Override
  public CompletionStage<Addition> addRoom(RoomRecord room, Collection<UserId> members) {
    return store.run(
        () -> {
          Addition addition = check(room);
          if (addition == Addition.ADDED) {
            codes.add(room.code());
            store.add(room, members);
          }
          return addition;
        });
  }

  private Addition check(RoomRecord room) {
    if (store.rooms().containsKey(room.id())) {
      return Addition.ID_TAKEN;
    }
    if (room.kind() == RoomKind.PUBLIC && publicRooms().anyMatch(other -> sameName(room, other))) {
      return Addition.NAME_TAKEN;
    }
    if (room.kind() == RoomKind.CODE && codes.contains(room.code())) {
      return Addition.CODE_TAKEN;
    }
    return Addition.ADDED;
  }

  private static boolean sameName(RoomRecord one, RoomRecord other) {
    return RoomName.fold(one.name()).equals(RoomName.fold(other.name()));
  }

  private Stream<RoomRecord> publicRooms() {
    return store.rooms().values().stream()
        .map(MemoryRoom::record)
        .filter(room -> room.kind() == RoomKind.PUBLIC);
  }

  @Override
  public CompletionStage<Map<RoomId, RoomRecord>> rooms(Collection<RoomId> ids) {
    return store.run(
        () -> {
          Map<RoomId, RoomRecord> found = new TreeMap<>();
          for (RoomId id : ids) {
            MemoryRoom room = store.rooms().get(id);
            if (room != null) {
              found.put(id, room.record());
            }
          }
          return found;
        });
  }

  @Override
  public CompletionStage<Optional<RoomRecord>> roomWithCode(String code) {
    return store.run(
        () ->
            store.rooms().values().stream()
                .map(MemoryRoom::record)
                .filter(room -> room.kind() == RoomKind.CODE && room.code().equals(code))
                .findFirst());
  }

  @Override
  public CompletionStage<List<RoomRecord>> publicRooms(Optional<RoomId> after, int limit) {
    return store.run(
        () ->
            publicRooms()
                .filter(room -> after.isEmpty() || room.id().compareTo(after.get()) > 0)
                .limit(limit)
                .toList());
  }

  @Override
  public CompletionStage<List<RoomRecord>> codeRooms() {
    return store.run(
        () ->
            store.rooms().values().stream()
                .map(MemoryRoom::record)
                .filter(room -> room.kind() == RoomKind.CODE)
                .toList());
  }

  @Override
  public CompletionStage<List<UserId>> removeRoom(RoomId room) {
    return store.run(
        () -> {
          List<UserId> members = List.copyOf(store.room(room).members().keySet());
          store.remove(room);
          return members;
        });
  }

  @Override
  public CompletionStage<List<Membership>> memberships(UserId user) {
    return store.run(
        () -> {
          List<Membership> memberships = new ArrayList<>();
          store
              .rooms()
              .forEach(
                  (id, room) -> {
                    Long mark = room.members().get(user);
                    if (mark != null) {
                      memberships.add(new Membership(id, mark));
                    }
                  });
          return memberships;
        });
  }

  @Override
  public CompletionStage<Void> join(RoomId room, Map<UserId, Long> marks) {
    return store.run(
        () -> {
          marks.forEach(store.room(room)::join);
          return null;
        });
  }

  @Override
  public CompletionStage<Void> leave(RoomId room, UserId user) {
    return store.run(
        () -> {
          store.room(room).members().remove(user);
          return null;
        });
  }

  @Override
  public CompletionStage<Void> mark(RoomId room, UserId user, long seq) {
    return store.run(
        () -> {
          store.room(room).mark(user, seq);
          return null;
        });
  }
}
