package chat.core.memory;

import chat.core.model.Conversation;
import chat.core.model.Invite;
import chat.core.model.Membership;
import chat.core.model.RoomId;
import chat.core.model.RoomKind;
import chat.core.model.RoomRecord;
import chat.core.model.User;
import chat.core.model.UserId;
import chat.core.port.Directory;
import chat.core.port.RoomBounds;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;

/** The directory of a {@link MemoryStore}. Thread-safe by the store's monitor. */
final class MemoryDirectory implements Directory {
  private final MemoryStore store;
  private final MemoryUsers users = new MemoryUsers();

  MemoryDirectory(MemoryStore store) {
    this.store = store;
  }

  @Override
  public CompletionStage<Boolean> addUser(User user, Instant at) {
    return store.run(() -> users.add(user, at));
  }

  @Override
  public CompletionStage<Boolean> putUser(User user, Instant at) {
    return store.run(() -> users.put(user, at));
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
  public CompletionStage<Map<UserId, User>> active(Collection<UserId> ids) {
    return store.run(
        () -> {
          Map<UserId, User> found = new TreeMap<>();
          for (UserId id : ids) {
            if (!users.isRetired(id)) {
              users.find(id).ifPresent(user -> found.put(id, user));
            }
          }
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
  public CompletionStage<Set<RoomId>> forgetGuests(Instant idleSince) {
    return store.run(
        () -> {
          for (UserId id : users.guestsIdleSince(idleSince)) {
            users.freeName(id);
            leaveAll(id);
            forgetWithoutConversation(id);
          }
          releaseNames(users.retiredBots());
          Set<RoomId> removed = new TreeSet<>();
          for (Conversation each : store.rooms().conversations()) {
            if (each.people().stream().noneMatch(users::isActive)) {
              store.remove(each.room());
              each.people().forEach(this::forgetWithoutConversation);
              removed.add(each.room());
            }
          }
          return removed;
        });
  }

  @Override
  public CompletionStage<Void> releaseName(UserId user) {
    return store.run(
        () -> {
          releaseNames(users.retiredBots().contains(user) ? Set.of(user) : Set.of());
          return null;
        });
  }

  private void releaseNames(Set<UserId> retiredBots) {
    Set<UserId> silent = new TreeSet<>(retiredBots);
    silent.removeAll(store.rooms().authors(retiredBots));
    for (UserId id : silent) {
      users.freeName(id);
      forgetWithoutConversation(id);
    }
  }

  private void forgetWithoutConversation(UserId id) {
    if (users.isNameless(id) && !store.rooms().hasConversation(id)) {
      users.remove(id);
    }
  }

  @Override
  public CompletionStage<Void> retire(UserId user) {
    return store.run(
        () -> {
          users.retire(user);
          leaveAll(user);
          return null;
        });
  }

  /** Called under the monitor. */
  boolean isRetired(UserId user) {
    return users.isRetired(user);
  }

  private void leaveAll(UserId user) {
    store.rooms().of(user).forEach(room -> store.rooms().leave(store.rooms().get(room), user));
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

  @Override
  public CompletionStage<List<Membership>> memberships(UserId user) {
    return store.run(
        () ->
            store.rooms().of(user).stream()
                .map(id -> new Membership(id, store.rooms().get(id).members().get(user)))
                .toList());
  }

  @Override
  public CompletionStage<Set<UserId>> join(RoomId room, Map<UserId, Long> marks, int most) {
    return store.run(
        () -> {
          MemoryRoom joined = store.rooms().get(room);
          Set<UserId> leftOut = new TreeSet<>();
          marks.forEach(
              (user, mark) -> {
                if (users.isRetired(user)) {
                  return;
                }
                if (joined.members().containsKey(user) || store.rooms().count(user) < most) {
                  store.rooms().join(joined, user, mark);
                } else {
                  leftOut.add(user);
                }
              });
          return leftOut;
        });
  }

  @Override
  public CompletionStage<Void> leave(RoomId room, UserId user) {
    return store.run(
        () -> {
          store.rooms().leave(store.rooms().get(room), user);
          return null;
        });
  }

  @Override
  public CompletionStage<Void> addInvite(Invite invite, String hash) {
    return store.run(
        () -> {
          store.rooms().get(invite.room()).invites().put(hash, invite);
          return null;
        });
  }

  @Override
  public CompletionStage<Optional<Invite>> invite(String hash) {
    return store.run(() -> store.rooms().invite(hash));
  }

  @Override
  public CompletionStage<List<Invite>> invites(RoomId room) {
    return store.run(
        () ->
            store.rooms().get(room).invites().values().stream()
                .sorted(Comparator.comparing(Invite::at).reversed().thenComparing(Invite::id))
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

  @Override
  public CompletionStage<Void> mark(RoomId room, UserId user, long seq) {
    return store.run(
        () -> {
          store.rooms().get(room).mark(user, seq);
          return null;
        });
  }
}
